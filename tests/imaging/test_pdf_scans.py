from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from imaging.scans import Scan, open_scan
from tests.making_files import encode, image_stream, looks_like, paper, rgb_stream, write_page

PDF = "application/pdf"
UPRIGHT = b"q 144 0 0 216 0 0 cm /I Do Q"
# Drawn anew at 300 dpi, a page of 144 x 216 points is 600 x 900; taken as it is, 200 x 300.
DRAWN = (900, 600)
TAKEN = (300, 200)


def open_page(
    tmp_path: Path, content: bytes, image: Image.Image | None = None, **entries: object
) -> Scan:
    pdf = pikepdf.new()
    stream = image_stream(
        pdf,
        (image or paper()).tobytes(),
        ColorSpace=Name.DeviceRGB,
        Width=(image or paper()).width,
        Height=(image or paper()).height,
    )
    write_page(tmp_path / "a.pdf", pdf, content, {"I": stream}, **entries)
    return open_scan(tmp_path / "a.pdf", PDF, 0)


@pytest.mark.parametrize(
    ("matrix", "shown"),
    [
        (b"144 0 0 216 0 0", None),
        (b"-144 0 0 216 144 0", Image.Transpose.FLIP_LEFT_RIGHT),
        (b"144 0 0 -216 0 216", Image.Transpose.FLIP_TOP_BOTTOM),
        (b"-144 0 0 -216 144 216", Image.Transpose.ROTATE_180),
        (b"0 216 -144 0 144 0", Image.Transpose.ROTATE_90),
        (b"0 -216 144 0 0 216", Image.Transpose.ROTATE_270),
        (b"0 216 144 0 0 0", Image.Transpose.TRANSVERSE),
        (b"0 -216 -144 0 144 216", Image.Transpose.TRANSPOSE),
    ],
)
@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_scan_is_turned_and_flipped_as_it_is_displayed(
    tmp_path: Path, matrix: bytes, shown: Image.Transpose | None, rotate: int
) -> None:
    is_quarter = matrix.startswith(b"0")
    image = paper(300, 200) if is_quarter else paper()
    scan = open_page(tmp_path, b"q " + matrix + b" cm /I Do Q", image, Rotate=rotate)
    expected = image if shown is None else image.transpose(shown)
    assert looks_like(scan.pixels, expected.rotate(-rotate, expand=True), 0)
    assert scan.dpi == pytest.approx(100)


@pytest.mark.parametrize(
    ("space", "bits", "raw", "tolerance"),
    [
        (Name.DeviceRGB, 8, paper().tobytes(), 0),
        (Name.DeviceGray, 8, paper().convert("L").tobytes(), 70),
        (Name.DeviceGray, 1, paper().convert("1").tobytes(), 70),
        (Name.DeviceCMYK, 8, paper().convert("CMYK").tobytes(), 12),
    ],
)
def test_every_color_space_is_taken_as_it_is(
    tmp_path: Path, space: Name, bits: int, raw: bytes, tolerance: float
) -> None:
    pdf = pikepdf.new()
    stream = image_stream(pdf, raw, ColorSpace=space, BitsPerComponent=bits)
    scan = open_scan(write_page(tmp_path / "a.pdf", pdf, UPRIGHT, {"I": stream}), PDF, 0)
    assert scan.pixels.shape[:2] == TAKEN
    assert looks_like(scan.pixels, paper(), tolerance)


def test_an_indexed_picture_shows_its_palette_and_not_its_numbers(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    few = paper().quantize(16)
    palette = pikepdf.String(bytes(few.getpalette()[:48]))
    space = Array([Name.Indexed, Name.DeviceRGB, 15, palette])
    stream = image_stream(pdf, few.tobytes(), ColorSpace=space)
    scan = open_scan(write_page(tmp_path / "a.pdf", pdf, UPRIGHT, {"I": stream}), PDF, 0)
    assert scan.pixels.shape[:2] == TAKEN
    assert looks_like(scan.pixels, paper(), 3)


@pytest.mark.parametrize("kind", ["JPEG", "JPEG2000"])
def test_compressed_pictures_are_decoded(tmp_path: Path, kind: str) -> None:
    pdf = pikepdf.new()
    name = Name.DCTDecode if kind == "JPEG" else Name.JPXDecode
    stream = image_stream(pdf, encode(paper(), kind), Filter=name, ColorSpace=Name.DeviceRGB)
    scan = open_scan(write_page(tmp_path / "a.pdf", pdf, UPRIGHT, {"I": stream}), PDF, 0)
    assert scan.pixels.shape[:2] == TAKEN
    assert looks_like(scan.pixels, paper())


def test_an_inverted_bit_picture_keeps_black_on_white(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    bits = paper().convert("L").point(lambda gray: 255 * (gray < 200), mode="1")
    stream = image_stream(
        pdf, bits.tobytes(), ColorSpace=Name.DeviceGray, BitsPerComponent=1, Decode=Array([1, 0])
    )
    scan = open_scan(write_page(tmp_path / "a.pdf", pdf, UPRIGHT, {"I": stream}), PDF, 0)
    assert scan.pixels.ndim == 2
    assert scan.pixels[0, 0] == 255
    assert scan.pixels[150, 20] == 0


@pytest.mark.parametrize(
    "content",
    [
        b"BT 3 Tr /F 12 Tf 1 0 0 1 20 100 Tm (hidden words of an OCR program) Tj ET " + UPRIGHT,
        UPRIGHT + b" BT 3 Tr /F 12 Tf 1 0 0 1 20 100 Tm (hidden) Tj ET",
        b"BT /F 12 Tf 1 0 0 1 20 100 Tm (words beneath the picture) Tj ET " + UPRIGHT,
        b"1 1 1 rg 0 0 144 216 re f " + UPRIGHT,
        b"0 0 144 216 re W n " + UPRIGHT,
        b"q 145.2 0 0 217.9 0 0 cm /I Do Q",
    ],
)
def test_what_cannot_be_seen_leaves_a_scan_a_scan(tmp_path: Path, content: bytes) -> None:
    scan = open_page(tmp_path, content)
    assert looks_like(scan.pixels, paper(), 0)
    assert scan.text is None


@pytest.mark.parametrize(
    "content",
    [
        UPRIGHT + b" BT /F 12 Tf 1 0 0 1 20 100 Tm (visible) Tj ET",
        UPRIGHT + b" 0 0 0 rg 10 10 50 50 re f",
        b"q 140 10 -10 210 5 0 cm /I Do Q",
        b"q 100 0 0 150 20 30 cm /I Do Q",
        b"q 30 30 80 80 re W n 144 0 0 216 0 0 cm /I Do Q",
        UPRIGHT + b" q 20 0 0 30 5 5 cm /I Do Q",
        b"q 144 0 0 216 0 0 cm 0.5 0 0 1 0 0 cm /I Do Q q 72 0 0 216 72 0 cm /I Do Q",
    ],
)
def test_a_page_that_is_more_than_its_picture_is_drawn(tmp_path: Path, content: bytes) -> None:
    assert open_page(tmp_path, content).pixels.shape[:2] == DRAWN


def test_a_visible_stamp_on_a_scan_is_never_taken_for_the_text_of_the_page(tmp_path: Path) -> None:
    stamp = b" BT /F 8 Tf 1 0 0 1 20 100 Tm (Da so hoa tai Trung tam luu tru tinh) Tj ET"
    assert open_page(tmp_path, UPRIGHT + stamp).text is None


def test_a_see_through_picture_is_drawn_on_its_paper(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    stream = rgb_stream(pdf)
    clear = bytes(200 * 150) + b"\xff" * (200 * 150)
    stream["/SMask"] = image_stream(pdf, clear, ColorSpace=Name.DeviceGray)
    scan = open_scan(write_page(tmp_path / "a.pdf", pdf, UPRIGHT, {"I": stream}), PDF, 0)
    assert scan.pixels.shape[:2] == DRAWN
    assert scan.pixels[200, 60].tolist() == [255, 255, 255]
    assert scan.pixels[700, 60, 0] > scan.pixels[700, 60, 2] + 100


def _form(pdf: pikepdf.Pdf, content: bytes, image: pikepdf.Object, **entries: object) -> object:
    form = pdf.make_stream(content)
    form["/Type"], form["/Subtype"] = Name.XObject, Name.Form
    form["/BBox"] = Array([0, 0, 144, 216])
    form["/Resources"] = Dictionary(XObject=Dictionary(I=image))
    for key, value in entries.items():
        form[f"/{key}"] = value
    return form


def test_a_scan_inside_a_form_is_found(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    form = _form(
        pdf, b"q 72 0 0 108 0 0 cm /I Do Q", rgb_stream(pdf), Matrix=Array([1, 0, 0, 1, 0, 0])
    )
    content = b"q 2 0 0 2 0 0 cm /F Do Q"
    scan = open_scan(write_page(tmp_path / "a.pdf", pdf, content, {"F": form}), PDF, 0)
    assert looks_like(scan.pixels, paper(), 0)


def test_a_small_stamp_drawn_as_a_form_is_left_out(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    black = image_stream(pdf, bytes(200 * 300 * 3), ColorSpace=Name.DeviceRGB)
    stamp = _form(pdf, b"q 30 0 0 30 100 180 cm /I Do Q", black, BBox=Array([100, 180, 130, 210]))
    content = UPRIGHT + b" /S Do"
    file = write_page(tmp_path / "a.pdf", pdf, content, {"I": rgb_stream(pdf), "S": stamp})
    assert looks_like(open_scan(file, PDF, 0).pixels, paper(), 0)


def test_a_large_form_over_a_scan_belongs_to_the_page(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    black = image_stream(pdf, bytes(200 * 300 * 3), ColorSpace=Name.DeviceRGB)
    letter = _form(pdf, b"q 100 0 0 100 20 20 cm /I Do Q", black)
    content = UPRIGHT + b" /S Do"
    file = write_page(tmp_path / "a.pdf", pdf, content, {"I": rgb_stream(pdf), "S": letter})
    assert open_scan(file, PDF, 0).pixels.shape[:2] == DRAWN


def test_a_signature_annotation_is_not_in_the_picture(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    black = image_stream(pdf, bytes(200 * 300 * 3), ColorSpace=Name.DeviceRGB)
    look = _form(pdf, b"q 144 0 0 216 0 0 cm /I Do Q", black)
    stamp = Dictionary(
        Type=Name.Annot, Subtype=Name.Stamp, F=4, Rect=Array([80, 150, 140, 210]),
        AP=Dictionary(N=look),
    )  # fmt: skip
    annots = Array([pdf.make_indirect(stamp)])
    file = write_page(tmp_path / "a.pdf", pdf, UPRIGHT, {"I": rgb_stream(pdf)}, Annots=annots)
    assert looks_like(open_scan(file, PDF, 0).pixels, paper(), 0)


def test_the_crop_box_is_what_is_displayed(tmp_path: Path) -> None:
    scan = open_page(tmp_path, UPRIGHT, CropBox=Array([0, 108, 72, 216]))
    assert scan.pixels.shape[:2] == (450, 300)
    # the red bar at the left edge, and no blue
    assert scan.pixels[300, 60, 0] > scan.pixels[300, 60, 2] + 100
    assert not (scan.pixels[..., 2].astype(int) > scan.pixels[..., 0].astype(int) + 100).any()


def test_a_scan_that_fills_its_crop_box_is_taken_as_it_is(tmp_path: Path) -> None:
    scan = open_page(tmp_path, b"q 100 0 0 150 20 30 cm /I Do Q", CropBox=Array([20, 30, 120, 180]))
    assert looks_like(scan.pixels, paper(), 0)


def test_a_page_too_large_for_the_memory_is_drawn_at_a_resolution_that_fits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("imaging.pdf_pages.MAX_DRAWN_PIXELS", 1_500_000)
    content = b"0 0 0 rg 0 0 360 360 re f"
    box = Array([0, 0, 720, 720])  # 10 x 10 inches: 9 megapixels at 300 dpi
    file = write_page(tmp_path / "a.pdf", pikepdf.new(), content, {}, MediaBox=box)
    scan = open_scan(file, PDF, 0)
    assert scan.dpi == 122
    assert scan.pixels.shape == (1220, 1220, 3)
    assert scan.pixels[-1, 0].tolist() == [0, 0, 0]
