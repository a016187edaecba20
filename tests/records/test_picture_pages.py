from collections.abc import Callable
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image

from records.searchable_pdf import PdfPage, write_searchable_pdf
from tests.records.making_scans import (
    DPI,
    assert_looks_as_drawn,
    assert_words_in_place,
    draw_upright,
    make_tiff,
    pixels_of,
    reading_of,
    text_of,
    write_scan,
)


def test_a_jpeg_goes_in_byte_by_byte(tmp_path: Path) -> None:
    scan = write_scan(tmp_path / "scan.jpg", 0, quality=70)
    write_searchable_pdf([PdfPage(scan, "image/jpeg", 0, reading_of(0))], tmp_path / "out.pdf")
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        (image,) = pdf.pages[0].get_images().values()
        assert image.read_raw_bytes() == scan.read_bytes()


@pytest.mark.parametrize("orientation", range(9))
def test_a_phone_picture_is_shown_as_its_exif_says(tmp_path: Path, orientation: int) -> None:
    scan = tmp_path / "phone.jpg"
    back = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    picture = draw_upright()
    if orientation in back:
        picture = picture.transpose(back[orientation])
    exif = Image.Exif()
    exif[274] = orientation
    picture.save(scan, quality=95, dpi=(DPI, DPI), exif=exif)
    write_searchable_pdf([PdfPage(scan, "image/jpeg", 0, reading_of(0))], tmp_path / "out.pdf")
    assert_words_in_place(tmp_path / "out.pdf")
    assert_looks_as_drawn(tmp_path / "out.pdf")


@pytest.mark.parametrize(
    ("mode", "compression"),
    [("1", "group4"), ("L", "tiff_lzw"), ("RGB", "jpeg"), ("CMYK", None), ("P", "packbits")],
)
def test_a_page_of_a_tiff_is_taken_by_its_number(
    tmp_path: Path, mode: str, compression: str | None
) -> None:
    scan = make_tiff(tmp_path / "scan.tif", mode, compression=compression)
    pages = [PdfPage(scan, "image/tiff", number, reading_of(0)) for number in (0, 1)]
    write_searchable_pdf(pages, tmp_path / "out.pdf")
    assert pixels_of(tmp_path / "out.pdf", 1).min() > 200
    assert pixels_of(tmp_path / "out.pdf", 2).min() < 50


def test_one_bit_stays_one_bit(tmp_path: Path) -> None:
    scan = make_tiff(tmp_path / "scan.tif", "1", compression="group4")
    write_searchable_pdf([PdfPage(scan, "image/tiff", 1, reading_of(0))], tmp_path / "out.pdf")
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        (image,) = pdf.pages[0].get_images().values()
        assert "CCITTFaxDecode" in str(image.Filter)
        kept = pikepdf.PdfImage(image).as_pil_image()
    assert np.array_equal(np.asarray(kept), np.asarray(draw_upright().convert("1")))


def test_a_tiff_on_its_side_is_shown_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[274] = 6
    stored = draw_upright().convert("L").transpose(Image.Transpose.ROTATE_90)
    for compression in ("raw", "tiff_lzw"):
        scan = tmp_path / f"{compression}.tif"
        stored.save(scan, exif=exif, compression=compression, dpi=(DPI, DPI))
        page = PdfPage(scan, "image/tiff", 0, reading_of(0))
        write_searchable_pdf([page], tmp_path / "out.pdf")
        assert_words_in_place(tmp_path / "out.pdf")
        assert_looks_as_drawn(tmp_path / "out.pdf")


def save_webp(path: Path) -> str:
    draw_upright().save(path, "WEBP")
    return "image/webp"


def save_see_through(path: Path) -> str:
    image = draw_upright().convert("RGBA")
    paper = np.asarray(image)[..., 0] > 128
    image.putalpha(Image.fromarray(np.where(paper, 0, 255).astype(np.uint8)))
    image.save(path, "PNG")
    return "image/png"


def save_16_bits(path: Path) -> str:
    gray = np.asarray(draw_upright().convert("L")).astype(np.uint16) * 257
    Image.fromarray(gray).save(path, "PNG")
    return "image/png"


def save_cmyk(path: Path) -> str:
    draw_upright().convert("CMYK").save(path, "JPEG", quality=95)
    return "image/jpeg"


def save_palette(path: Path) -> str:
    draw_upright().convert("P").save(path, "PNG")
    return "image/png"


SAVERS: dict[str, Callable[[Path], str]] = {
    "see-through": save_see_through,
    "16 bits": save_16_bits,
    "WebP": save_webp,
    "CMYK JPEG": save_cmyk,
    "palette": save_palette,
}


@pytest.mark.parametrize("kind", SAVERS)
def test_pictures_of_odd_kinds_look_as_they_are(tmp_path: Path, kind: str) -> None:
    scan = tmp_path / "scan"
    media = SAVERS[kind](scan)
    write_searchable_pdf([PdfPage(scan, media, 0, reading_of(0))], tmp_path / "out.pdf")
    assert_looks_as_drawn(tmp_path / "out.pdf")
    assert "Nguyễn" in text_of(tmp_path / "out.pdf")


@pytest.mark.parametrize(
    ("size", "dpi", "points"),
    [
        ((1654, 2339), (200, 200), (595.4, 842)),
        ((1654, 1170), (200, 100), (595.4, 842.4)),
        ((1654, 2339), None, (595.3, 841.8)),
        ((1654, 2339), (1, 1), (595.3, 841.8)),
        ((2339, 1654), (0, 0), (841.8, 595.3)),
        ((3000, 4000), (72, 72), (595.3, 793.7)),
        ((595, 842), (72, 72), (595, 842)),
    ],
)
def test_a_page_has_its_true_size_and_a4_when_it_is_not_known(
    tmp_path: Path,
    size: tuple[int, int],
    dpi: tuple[int, int] | None,
    points: tuple[float, float],
) -> None:
    scan = tmp_path / "scan.png"
    Image.new("1", size, 1).save(scan, **({"dpi": dpi} if dpi else {}))
    write_searchable_pdf([PdfPage(scan, "image/png", 0, None)], tmp_path / "out.pdf")
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        assert [float(edge) for edge in pdf.pages[0].mediabox[2:]] == pytest.approx(points, abs=0.5)


@pytest.mark.parametrize("photometric", [0, 1])
def test_a_page_of_16_bits_is_shown_in_its_tones(tmp_path: Path, photometric: int) -> None:
    scan = tmp_path / "scan.tif"
    gray = np.asarray(draw_upright().convert("L")).astype(np.uint16) * 257
    stored = gray if photometric else 65_535 - gray
    Image.fromarray(stored).save(scan, tiffinfo={262: photometric}, dpi=(DPI, DPI))
    write_searchable_pdf([PdfPage(scan, "image/tiff", 0, reading_of(0))], tmp_path / "out.pdf")
    assert_looks_as_drawn(tmp_path / "out.pdf")


@pytest.mark.parametrize("repeated", [False, True])
def test_bytes_behind_the_end_of_a_png_do_no_harm(tmp_path: Path, repeated: bool) -> None:
    scan = write_scan(tmp_path / "scan.png", 0)
    content = scan.read_bytes()
    scan.write_bytes(content + (content if repeated else b"trailing"))
    write_searchable_pdf([PdfPage(scan, "image/png", 0, reading_of(0))], tmp_path / "out.pdf")
    assert_looks_as_drawn(tmp_path / "out.pdf")
    assert_words_in_place(tmp_path / "out.pdf")


@pytest.mark.parametrize("size", [(30_000, 20), (20, 30_000), (29_999, 16)])
@pytest.mark.parametrize("dpi", [None, (300, 300), (2400, 2400)])
def test_a_strip_becomes_a_page_that_pdf_allows(
    tmp_path: Path, size: tuple[int, int], dpi: tuple[int, int] | None
) -> None:
    scan = tmp_path / "scan.png"
    Image.new("L", size, 200).save(scan, **({"dpi": dpi} if dpi else {}))
    write_searchable_pdf([PdfPage(scan, "image/png", 0, None)], tmp_path / "out.pdf")
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        width, height = (float(edge) for edge in pdf.pages[0].mediabox[2:])
    assert min(width, height) >= 3
    assert max(width, height) <= 14_400
    assert width / height == pytest.approx(size[0] / size[1], rel=0.01)
