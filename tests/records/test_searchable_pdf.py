import re
import subprocess
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from dossiers.geometry import Box, Transform
from dossiers.page import Line, PageReading, PageText, Word
from dossiers.text import VIETNAMESE_LETTERS
from records.searchable_pdf import PdfPage, write_searchable_pdf

DPI = 100
A4_PIXELS = (827, 1169)
LINES = (
    ((60, 50, "ỦY BAN NHÂN DÂN"),),
    ((60, 100, "Nguyễn Đức Hòa"),),
    ((60, 150, "Số: 01/CT-UBND ngày 02 tháng 3"),),
    ((500, 1050, "KT. CHỦ TỊCH"),),
)


def read_upright() -> PageText:
    """A page whose words stand at known places of an upright A4 scan."""
    lines = []
    for ((left, top, text),) in LINES:
        words, x = [], left
        for part in text.split():
            words.append(Word(part, Box(x, top, x + 12 * len(part), top + 20), 0.9))
            x = words[-1].box.right + 8
        lines.append(Line(tuple(words)))
    return PageText(*A4_PIXELS, tuple(lines), "test")


def draw_upright() -> Image.Image:
    """The picture of it: a black bar a word, so that places can be seen."""
    image = Image.new("RGB", A4_PIXELS, "white")
    for line in read_upright().lines:
        for word in line.words:
            box = word.box
            ImageDraw.Draw(image).rectangle((box.left, box.top, box.right - 1, box.bottom - 1), 0)
    return image


def reading_of(rotation: int, index: int = 0) -> PageReading:
    """The reading of that page, scanned so that it must be turned by ``rotation``."""
    text = read_upright()
    width, height = A4_PIXELS
    to_scan = {
        0: [[1, 0, 0], [0, 1, 0]],
        90: [[0, 1, 0], [-1, 0, width]],
        180: [[-1, 0, width], [0, -1, height]],
        270: [[0, -1, height], [1, 0, 0]],
    }[rotation]
    size = (height, width) if rotation % 180 else (width, height)
    return PageReading(
        index=index,
        width=size[0],
        height=size[1],
        rotation=rotation,
        skew=0.0,
        blank=False,
        has_seal=False,
        text=PageText(
            *A4_PIXELS, text.lines, "test", Transform.from_matrix(np.array(to_scan, float))
        ),
    )


def write_scan(path: Path, rotation: int, **save: object) -> Path:
    # PIL turns counter-clockwise: the scan that `rotation` clockwise makes upright again.
    draw_upright().rotate(rotation, expand=True).save(path, dpi=(DPI, DPI), **save)
    return path


def text_of(pdf: Path, *options: str) -> str:
    call = ["pdftotext", *options, str(pdf), "-"]
    return subprocess.run(call, check=True, capture_output=True, text=True).stdout


def words_of(pdf: Path) -> list[tuple[str, list[float]]]:
    """Words with their edges in points of the page as displayed."""
    found = re.findall(
        r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>',
        text_of(pdf, "-bbox", "-cropbox"),
    )
    return [(word, [float(edge) for edge in edges]) for *edges, word in found]


def pixels_of(pdf: Path, page: int = 1) -> NDArray[np.uint8]:
    target = pdf.with_name(f"{pdf.stem}-{page}")
    call = ["pdftoppm", "-cropbox", "-r", "50", "-f", str(page), "-singlefile", "-png"]
    subprocess.run([*call, str(pdf), str(target)], check=True)
    return np.asarray(Image.open(target.with_suffix(".png")).convert("RGB"))


def wrap(picture: Path, to: Path, rotate: int, crop: int) -> Path:
    """A PDF with the picture filling the crop box of a page that has ``/Rotate``."""
    turned = Image.open(picture).rotate(rotate, expand=True)  # so that it displays as `picture`
    width, height = (edge * 72 / DPI for edge in turned.size)
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(width + 2 * crop, height + 2 * crop))
        image = pdf.make_stream(turned.convert("L").tobytes())
        image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        image.Width, image.Height = turned.size
        image.ColorSpace, image.BitsPerComponent = pikepdf.Name.DeviceGray, 8
        page.add_resource(image, pikepdf.Name.XObject, pikepdf.Name.Im0)
        # Like many real files: the state is not restored at the end.
        draw = f"{width} 0 0 {height} {crop} {crop} cm /Im0 Do"
        page.obj.Contents = pdf.make_stream(draw.encode())
        page.obj.CropBox = [crop, crop, crop + width, crop + height]
        page.obj.Rotate = rotate
        pdf.save(to)
    return to


def assert_words_in_place(pdf: Path) -> None:
    expected = [
        (word.text, [edge * 72 / DPI for edge in word.box.as_list()])
        for line in read_upright().lines
        for word in line.words
    ]
    found = words_of(pdf)
    assert [word for word, _ in found] == [word for word, _ in expected]
    for (_, edges), (_, wanted) in zip(found, expected, strict=True):
        assert edges == pytest.approx(wanted, abs=2)


def assert_looks_as_drawn(pdf: Path) -> None:
    shown = pixels_of(pdf).astype(int)
    height, width = shown.shape[:2]
    wanted = np.asarray(draw_upright().resize((width, height), Image.Resampling.BOX)).astype(int)
    assert np.abs(shown - wanted).mean() < 3


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_words_of_a_picture_stand_upright_in_their_places(tmp_path: Path, rotation: int) -> None:
    scan = write_scan(tmp_path / "scan.png", rotation)
    page = PdfPage(scan, "image/png", 0, reading_of(rotation))
    write_searchable_pdf([page], tmp_path / "out.pdf")
    assert_words_in_place(tmp_path / "out.pdf")


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_words_of_a_pdf_page_stand_upright_in_their_places(
    tmp_path: Path, rotation: int, rotate: int
) -> None:
    picture = write_scan(tmp_path / "scan.png", rotation)
    scan = wrap(picture, tmp_path / "scan.pdf", rotate, crop=30)
    page = PdfPage(scan, "application/pdf", 0, reading_of(rotation))
    write_searchable_pdf([page], tmp_path / "out.pdf")
    assert_words_in_place(tmp_path / "out.pdf")


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_the_text_layer_does_not_change_a_pixel(tmp_path: Path, rotation: int) -> None:
    picture = write_scan(tmp_path / "scan.png", rotation)
    scan = wrap(picture, tmp_path / "scan.pdf", 90, crop=30)
    reading = reading_of(rotation)
    wordless = replace(reading, text=PageText(*A4_PIXELS))
    for name, each in (("with", reading), ("without", wordless)):
        page = PdfPage(scan, "application/pdf", 0, each)
        write_searchable_pdf([page], tmp_path / f"{name}.pdf")
    shown = pixels_of(tmp_path / "with.pdf")
    assert np.array_equal(shown, pixels_of(tmp_path / "without.pdf"))
    if rotation == 0:
        assert np.array_equal(shown, pixels_of(scan))


def test_text_comes_out_in_order_with_spaces_and_lines(tmp_path: Path) -> None:
    scan = write_scan(tmp_path / "scan.jpg", 0, quality=70)
    write_searchable_pdf([PdfPage(scan, "image/jpeg", 0, reading_of(0))], tmp_path / "out.pdf")
    lines = [line for line in text_of(tmp_path / "out.pdf").splitlines() if line.strip("\f ")]
    assert lines == [text for ((_, _, text),) in LINES]


def test_every_vietnamese_letter_is_searchable(tmp_path: Path) -> None:
    letters = sorted(VIETNAMESE_LETTERS)
    words = ["".join(letters[start : start + 6]) for start in range(0, len(letters), 6)]
    lines = tuple(
        Line((Word(word, Box(50, 30 + 35 * row, 250, 55 + 35 * row), 1.0),))
        for row, word in enumerate(words)
    )
    text = PageText(*A4_PIXELS, lines, "test")
    reading = PageReading(0, *A4_PIXELS, 0, 0.0, False, False, text)
    scan = write_scan(tmp_path / "scan.png", 0)
    write_searchable_pdf([PdfPage(scan, "image/png", 0, reading)], tmp_path / "out.pdf")
    found = text_of(tmp_path / "out.pdf").split()
    assert found == words
    assert all(unicodedata.is_normalized("NFC", word) for word in found)


def test_letters_that_two_bytes_cannot_say_do_no_harm(tmp_path: Path) -> None:
    lines = (Line((Word("𠀀a", Box(50, 30, 250, 55), 1.0), Word("b", Box(260, 30, 280, 55), 1.0))),)
    reading = PageReading(0, *A4_PIXELS, 0, 0.0, False, False, PageText(*A4_PIXELS, lines, "test"))
    scan = write_scan(tmp_path / "scan.png", 0)
    write_searchable_pdf([PdfPage(scan, "image/png", 0, reading)], tmp_path / "out.pdf")
    assert text_of(tmp_path / "out.pdf").split() == ["\ufffda", "b"]


@pytest.mark.parametrize("degrees", [-3.0, -1.0, 0.5, 3.0])
def test_a_page_that_lay_askew_keeps_its_lines(tmp_path: Path, degrees: float) -> None:
    lines = []
    for row in range(20):
        words = [f"chữ{row}x{column}" for column in range(12)]
        boxes = [Box(60 + 60 * x, 100 + 45 * row, 110 + 60 * x, 120 + 45 * row) for x in range(12)]
        lines.append(Line(tuple(Word(*each, 0.9) for each in zip(words, boxes, strict=True))))
    cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    askew = Transform.from_matrix(np.array([[cos, -sin, 0], [sin, cos, 0]]))
    text = PageText(*A4_PIXELS, tuple(lines), "test", askew)
    reading = replace(reading_of(0), skew=degrees, text=text)
    scan = write_scan(tmp_path / "scan.png", 0)
    write_searchable_pdf([PdfPage(scan, "image/png", 0, reading)], tmp_path / "out.pdf")
    found = [line for line in text_of(tmp_path / "out.pdf").splitlines() if line.strip("\f ")]
    assert found == text.text.splitlines()
    half_a_line = 20 * 72 / DPI + np.tan(np.radians(abs(degrees))) * 400 * 72 / DPI
    for word, (left, top, right, bottom) in words_of(tmp_path / "out.pdf"):
        row, column = map(int, word.removeprefix("chữ").split("x"))
        inked = [edge * 72 / DPI for edge in askew.box(lines[row].words[column].box).as_list()]
        assert (left, right) == pytest.approx((inked[0], inked[2]), abs=2)
        assert (top, bottom) == pytest.approx((inked[1], inked[3]), abs=half_a_line)


def test_the_own_text_of_a_pdf_is_kept_and_not_doubled(tmp_path: Path) -> None:
    scan = write_scan(tmp_path / "scan.png", 0)
    write_searchable_pdf([PdfPage(scan, "image/png", 0, reading_of(0))], tmp_path / "first.pdf")
    own = reading_of(0)
    own = PageReading(
        0, *A4_PIXELS, 0, 0.0, False, False, PageText(*A4_PIXELS, own.text.lines, "pdf")
    )
    page = PdfPage(tmp_path / "first.pdf", "application/pdf", 0, own)
    write_searchable_pdf([page], tmp_path / "out.pdf")
    assert text_of(tmp_path / "out.pdf") == text_of(tmp_path / "first.pdf")


def test_an_older_invisible_text_is_replaced(tmp_path: Path) -> None:
    scan = write_scan(tmp_path / "scan.png", 0)
    lines = (Line((Word("Nguyên", Box(50, 300, 250, 325), 1.0),)),)
    worse = PageReading(0, *A4_PIXELS, 0, 0.0, False, False, PageText(*A4_PIXELS, lines, "old"))
    write_searchable_pdf([PdfPage(scan, "image/png", 0, worse)], tmp_path / "old.pdf")
    page = PdfPage(tmp_path / "old.pdf", "application/pdf", 0, reading_of(0))
    write_searchable_pdf([page], tmp_path / "out.pdf")
    assert "Nguyên" in text_of(tmp_path / "old.pdf")
    assert "Nguyên" not in text_of(tmp_path / "out.pdf")
    assert_words_in_place(tmp_path / "out.pdf")
    assert np.array_equal(pixels_of(tmp_path / "out.pdf"), pixels_of(tmp_path / "old.pdf"))


def test_text_that_people_see_stays(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page.add_resource(font, pikepdf.Name.Font, pikepdf.Name.F1)
        mixed = b"BT /F1 20 Tf 3 Tr 50 400 Td (hidden) Tj 0 Tr 0 -50 Td (seen) Tj ET"
        alone = b" q BT /F1 20 Tf 3 Tr 50 200 Td (gone) Tj ET Q BT 0 Tr 50 100 Td (here) Tj ET"
        page.obj.Contents = pdf.make_stream(mixed + alone)
        pdf.save(tmp_path / "in.pdf")
    page = PdfPage(tmp_path / "in.pdf", "application/pdf", 0, reading_of(0))
    write_searchable_pdf([page], tmp_path / "out.pdf")
    words = text_of(tmp_path / "out.pdf").split()
    assert {"seen", "here", "Nguyễn"} <= set(words)
    assert "gone" not in words
    assert np.array_equal(pixels_of(tmp_path / "out.pdf"), pixels_of(tmp_path / "in.pdf"))


def test_a_page_that_could_not_be_read_is_shown_without_text(tmp_path: Path) -> None:
    scan = write_scan(tmp_path / "scan.png", 0)
    write_searchable_pdf([PdfPage(scan, "image/png", 0, None)], tmp_path / "out.pdf")
    assert text_of(tmp_path / "out.pdf").strip() == ""
    assert pixels_of(tmp_path / "out.pdf").min() == 0


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


def make_tiff(path: Path, mode: str, **save: object) -> Path:
    blank = Image.new("RGB", A4_PIXELS, "white")
    pages = [each.convert(mode) for each in (blank, draw_upright(), blank)]
    pages[0].save(path, save_all=True, append_images=pages[1:], dpi=(DPI, DPI), **save)
    return path


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


SAVERS: dict[str, Callable[[Path], str]] = {
    "see-through": lambda path: save_see_through(path),
    "16 bits": lambda path: save_16_bits(path),
    "WebP": lambda path: save_as(path, "WEBP", "image/webp"),
    "CMYK JPEG": lambda path: save_cmyk(path),
    "palette": lambda path: save_palette(path),
}


def save_as(path: Path, form: str, media: str) -> str:
    draw_upright().save(path, form)
    return media


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


def test_long_documents_are_written_in_parts_and_keep_their_order(tmp_path: Path) -> None:
    scan = make_tiff(tmp_path / "scan.tif", "1", compression="group4")
    pages = []
    for index in range(70):
        words = (Word(f"trang{index}", Box(50, 50, 300, 80), 1.0),)
        text = PageText(*A4_PIXELS, (Line(words),), "test")
        reading = PageReading(index, *A4_PIXELS, 0, 0.0, False, False, text)
        pages.append(PdfPage(scan, "image/tiff", index % 3, reading))
    write_searchable_pdf(pages, tmp_path / "out.pdf")
    assert text_of(tmp_path / "out.pdf").split() == [f"trang{index}" for index in range(70)]


def test_the_title_stands_in_the_pdf(tmp_path: Path) -> None:
    scan = write_scan(tmp_path / "scan.png", 0)
    page = PdfPage(scan, "image/png", 0, None)
    write_searchable_pdf([page], tmp_path / "out.pdf", title="Hồ sơ số 7")
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        assert str(pdf.docinfo.Title) == "Hồ sơ số 7"
        assert pdf.open_metadata()["dc:title"] == "Hồ sơ số 7"
        assert pdf.check_pdf_syntax() == []


def test_a_pdf_without_pages_is_a_bug(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="must have a page"):
        write_searchable_pdf([], tmp_path / "out.pdf")


def test_nothing_half_written_stays(tmp_path: Path) -> None:
    (tmp_path / "bad.pdf").write_bytes(b"not a PDF")
    with pytest.raises(pikepdf.PdfError):
        write_searchable_pdf(
            [PdfPage(tmp_path / "bad.pdf", "application/pdf", 0, None)], tmp_path / "out.pdf"
        )
    assert [each.name for each in tmp_path.iterdir()] == ["bad.pdf"]
