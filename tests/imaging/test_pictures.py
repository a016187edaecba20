import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from dossiers.errors import UnreadableInputError
from imaging.scans import open_scan, take_stock
from tests.making_files import encode, looks_like, paper

TIFF, JPEG, PNG, WEBP = "image/tiff", "image/jpeg", "image/png", "image/webp"


def refused(file: Path, media: str) -> str:
    with pytest.raises(UnreadableInputError) as refusal:
        take_stock(file, media)
    return refusal.value.reason.key


def write(tmp_path: Path, content: bytes) -> Path:
    file = tmp_path / "a"
    file.write_bytes(content)
    return file


@pytest.mark.parametrize(
    "options",
    [
        {"compression": "tiff_lzw"},
        {"compression": "tiff_adobe_deflate"},
        {"compression": "packbits"},
        {"compression": "jpeg"},
        {},
    ],
)
def test_tiff_compressions_are_read(tmp_path: Path, options: dict[str, str]) -> None:
    file = write(tmp_path, encode(paper(), "TIFF", **options))
    assert take_stock(file, TIFF).pages == 1
    assert looks_like(open_scan(file, TIFF, 0).pixels, paper())


@pytest.mark.parametrize("compression", ["group3", "group4"])
def test_fax_pages_are_black_on_white(tmp_path: Path, compression: str) -> None:
    bits = paper().convert("L").point(lambda gray: 255 * (gray > 200), mode="1")
    pixels = open_scan(write(tmp_path, encode(bits, "TIFF", compression=compression)), TIFF, 0)
    assert pixels.pixels.ndim == 2
    assert looks_like(pixels.pixels, bits, 0)


@pytest.mark.parametrize("deep", [False, True])
def test_a_tiff_whose_zero_is_white_is_shown_so(tmp_path: Path, deep: bool) -> None:
    black = np.full((60, 40), 65535, np.uint16) if deep else np.full((60, 40), 255, np.uint8)
    content = bytearray(encode(Image.fromarray(black), "TIFF"))
    at = content.index(struct.pack("<HHI", 262, 3, 1)) + 8
    content[at : at + 2] = struct.pack("<H", 0)
    assert open_scan(write(tmp_path, bytes(content)), TIFF, 0).pixels.max() == 0


def test_a_picture_of_measurements_is_refused(tmp_path: Path) -> None:
    file = write(tmp_path, encode(Image.new("F", (40, 60), 0.5), "TIFF"))
    with pytest.raises(UnreadableInputError):
        open_scan(file, TIFF, 0)


def test_a_16_bit_scan_keeps_its_tones(tmp_path: Path) -> None:
    gray = np.asarray(paper().convert("L"))
    for kind, media in (("PNG", PNG), ("TIFF", TIFF)):
        deep = Image.fromarray(gray.astype(np.uint16) * 257)
        pixels = open_scan(write(tmp_path, encode(deep, kind)), media, 0).pixels
        assert np.array_equal(pixels, gray)


@pytest.mark.parametrize(("kind", "media"), [("JPEG", JPEG), ("TIFF", TIFF)])
def test_cmyk_is_shown_in_its_colors(tmp_path: Path, kind: str, media: str) -> None:
    file = write(tmp_path, encode(paper().convert("CMYK"), kind))
    assert take_stock(file, media).pages == 1
    assert looks_like(open_scan(file, media, 0).pixels, paper())


def test_a_see_through_picture_lies_on_white(tmp_path: Path) -> None:
    clear = paper().convert("RGBA")
    clear.putalpha(0)
    for kind, media in (("PNG", PNG), ("WEBP", WEBP)):
        assert open_scan(write(tmp_path, encode(clear, kind)), media, 0).pixels.min() == 255


def test_a_palette_is_shown_in_its_colors(tmp_path: Path) -> None:
    file = write(tmp_path, encode(paper().quantize(8), "PNG"))
    assert looks_like(open_scan(file, PNG, 0).pixels, paper(), 3)


def test_a_gray_page_stored_in_color_is_gray(tmp_path: Path) -> None:
    gray = paper().convert("L").convert("RGB")
    assert open_scan(write(tmp_path, encode(gray, "PNG")), PNG, 0).pixels.shape == (300, 200)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize(("kind", "media"), [("PNG", PNG), ("TIFF", TIFF)])
def test_the_orientation_tag_is_obeyed(
    tmp_path: Path, orientation: int, kind: str, media: str
) -> None:
    ways = [
        None,
        Image.Transpose.FLIP_LEFT_RIGHT,
        Image.Transpose.ROTATE_180,
        Image.Transpose.FLIP_TOP_BOTTOM,
        Image.Transpose.TRANSPOSE,
        Image.Transpose.ROTATE_270,
        Image.Transpose.TRANSVERSE,
        Image.Transpose.ROTATE_90,
    ]
    exif = Image.Exif()
    exif[0x0112] = orientation
    scan = open_scan(write(tmp_path, encode(paper(), kind, exif=exif)), media, 0)
    way = ways[orientation - 1]
    assert looks_like(scan.pixels, paper() if way is None else paper().transpose(way), 0)


def test_the_resolution_is_told(tmp_path: Path) -> None:
    for kind, media in (("JPEG", JPEG), ("PNG", PNG), ("TIFF", TIFF)):
        scan = open_scan(write(tmp_path, encode(paper(), kind, dpi=(300, 300))), media, 0)
        assert scan.dpi == pytest.approx(300, abs=0.1)


def test_the_resolution_that_a_phone_makes_up_is_not_believed(tmp_path: Path) -> None:
    photo = encode(Image.new("L", (4000, 3000)), "JPEG", dpi=(72, 72))
    assert open_scan(write(tmp_path, photo), JPEG, 0).dpi is None
    assert open_scan(write(tmp_path, encode(paper(), "PNG")), PNG, 0).dpi is None


def test_a_fax_page_is_shown_square(tmp_path: Path) -> None:
    file = write(tmp_path, encode(paper(), "TIFF", dpi=(204, 98)))
    scan = open_scan(file, TIFF, 0)
    assert scan.pixels.shape[:2] == (round(300 * 204 / 98), 200)
    assert scan.dpi == pytest.approx(204)


def test_each_page_of_a_tiff_is_opened_by_its_number(tmp_path: Path) -> None:
    pages = [Image.new("L", (40, 60), 50 * number) for number in range(5)]
    file = write(tmp_path, encode(pages[0], "TIFF", save_all=True, append_images=pages[1:]))
    assert take_stock(file, TIFF).pages == 5
    for number in (4, 0, 2):
        assert open_scan(file, TIFF, number).pixels.max() == 50 * number
    with pytest.raises(UnreadableInputError):
        open_scan(file, TIFF, 5)


@pytest.mark.parametrize(
    ("kind", "media", "options"),
    [
        ("JPEG", JPEG, {}),
        ("JPEG", JPEG, {"progressive": True}),
        ("PNG", PNG, {}),
        ("WEBP", WEBP, {}),
        ("TIFF", TIFF, {}),
        ("TIFF", TIFF, {"compression": "group4"}),
    ],
)
@pytest.mark.parametrize("share", [0.05, 0.5, 0.97])
def test_a_picture_whose_end_is_missing_is_refused(
    tmp_path: Path, kind: str, media: str, options: dict[str, object], share: float
) -> None:
    noise = Image.effect_noise((200, 300), 60)
    image = noise.convert("1") if "compression" in options else noise
    content = encode(image, kind, **options)
    file = write(tmp_path, content[: int(len(content) * share)])
    assert refused(file, media) == "image.damaged"
    with pytest.raises(UnreadableInputError):
        open_scan(file, media, 0)


def test_a_cut_tiff_keeps_its_first_pages_and_a_doubt(tmp_path: Path) -> None:
    pages = [Image.effect_noise((200, 300), 60) for _ in range(4)]
    content = encode(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    file = write(tmp_path, content[: len(content) * 5 // 8])
    stock = take_stock(file, TIFF)
    assert stock.pages == 2
    assert [doubt.key for doubt in stock.doubts] == ["image.repaired"]
    assert stock.doubts[0].values["pages"] == 2
    assert looks_like(open_scan(file, TIFF, 1).pixels, pages[1], 0)


def test_a_ring_of_tiff_pages_ends(tmp_path: Path) -> None:
    content = bytearray(encode(paper(), "TIFF"))
    first = struct.unpack("<I", content[4:8])[0]
    count = struct.unpack("<H", content[first : first + 2])[0]
    content[first + 2 + 12 * count :][:4] = struct.pack("<I", first)
    at = first + 2 + 12 * count
    content[at : at + 4] = struct.pack("<I", first)
    stock = take_stock(write(tmp_path, bytes(content)), TIFF)
    assert stock.pages == 1
    assert stock.doubts


def png_that_claims(width: int, height: int) -> bytes:
    """A PNG of a few bytes; decoded, it would fill the memory."""

    def chunk(name: bytes, content: bytes) -> bytes:
        checked = zlib.crc32(name + content)
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", checked)

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes(1000))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("width", "height"), [(30_001, 10_000), (20_000, 20_000), (29_999, 29_999), (100, 30_001)]
)
def test_a_picture_that_is_too_large_is_refused_from_its_header(
    tmp_path: Path, width: int, height: int
) -> None:
    file = write(tmp_path, png_that_claims(width, height))
    assert refused(file, PNG) == "image.too_large"
    with pytest.raises(UnreadableInputError) as refusal:
        open_scan(file, PNG, 0)
    assert refusal.value.reason.key == "image.too_large"
    assert refusal.value.reason.values["width"] == width


def test_a_tiff_that_is_too_large_is_refused_from_its_header(tmp_path: Path) -> None:
    content = bytearray(encode(paper(), "TIFF"))
    at = content.index(struct.pack("<HHI", 256, 4, 1)) + 8
    content[at : at + 4] = struct.pack("<I", 40_000)
    assert refused(write(tmp_path, bytes(content)), TIFF) == "image.too_large"


def test_a_side_of_29999_pixels_is_taken(tmp_path: Path) -> None:
    strip = Image.new("1", (29_999, 100))
    file = write(tmp_path, encode(strip, "PNG"))
    assert take_stock(file, PNG).pages == 1
    assert open_scan(file, PNG, 0).pixels.shape == (100, 29_999)


def test_a_dot_is_no_page(tmp_path: Path) -> None:
    assert refused(write(tmp_path, encode(Image.new("L", (3, 3)), "PNG")), PNG) == "image.too_small"


def test_a_tiff_that_leads_to_a_place_no_file_has_is_refused(tmp_path: Path) -> None:
    head = b"II+\0\x08\0\0\0"
    assert refused(write(tmp_path, head + b"\xff" * 8 + bytes(50)), TIFF) == "image.damaged"
    # one tag, the strips' places, whose values lie nowhere
    entry = struct.pack("<HHQQ", 273, 16, 99, 2**64 - 1)
    directory = struct.pack("<QQ", 16, 1) + entry + bytes(8)
    assert refused(write(tmp_path, head + directory), TIFF) == "image.damaged"
