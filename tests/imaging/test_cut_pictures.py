import io
import zlib
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw

from dossiers.errors import UnreadableInputError
from imaging.scans import open_scan
from tests.making_files import encode, image_stream, paper, write_page

PDF = "application/pdf"
WHOLE = b"q 144 0 0 216 0 0 cm /I Do Q"
BESIDE_A_BAR = b"q 40 0 0 60 20 100 cm /I Do Q 0 g 5 5 90 10 re f"


def doubts(tmp_path: Path, raw: bytes, content: bytes = WHOLE, **entries: object) -> list[str]:
    pdf = pikepdf.new()
    stream = image_stream(pdf, b"", **{"ColorSpace": Name.DeviceRGB, **entries})
    kept = {key: stream.get(f"/{key}") for key in ("Filter", "DecodeParms")}
    stream.write(raw, filter=kept["Filter"], decode_parms=kept["DecodeParms"])
    scan = open_scan(write_page(tmp_path / "a.pdf", pdf, content, {"I": stream}), PDF, 0)
    assert all(doubt.values == {"name": "a.pdf", "page": 1} for doubt in scan.doubts)
    return [doubt.key for doubt in scan.doubts]


def fax(image: Image.Image) -> bytes:
    """The rows of a picture as group 4, with the mark of the end."""
    packed = encode(image, "TIFF", compression="group4", tiffinfo={278: image.height})
    with Image.open(io.BytesIO(packed)) as tiff:
        (start,), (length,) = tiff.tag_v2[273], tiff.tag_v2[279]
    return packed[start : start + length]


def lines_of_text() -> Image.Image:
    image = paper().convert("1")
    for top in range(10, 290, 12):
        ImageDraw.Draw(image).text((20, top), "Giấy chứng nhận quyền sử dụng đất", fill=0)
    return image


FAX = {
    "Filter": Name.CCITTFaxDecode,
    "ColorSpace": Name.DeviceGray,
    "BitsPerComponent": 1,
    "DecodeParms": Dictionary(K=-1, Columns=200, Rows=300),
}
JPEG = {"Filter": Name.DCTDecode}
JPX = {"Filter": Name.JPXDecode}
FLATE = {"Filter": Name.FlateDecode}
STORED = {
    "jpeg": (encode(paper(), "JPEG"), JPEG),
    "progressive": (encode(paper(), "JPEG", progressive=True), JPEG),
    "jpeg 2000": (encode(paper(), "JPEG2000"), JPX),
    "codestream": (encode(paper(), "JPEG2000", no_jp2=True), JPX),
    "flate": (zlib.compress(paper().tobytes()), FLATE),
    "plain": (paper().tobytes(), {}),
    "fax": (fax(lines_of_text()), FAX),
}


@pytest.mark.parametrize("content", [WHOLE, BESIDE_A_BAR])
@pytest.mark.parametrize("kind", STORED)
def test_a_whole_picture_is_beyond_doubt(tmp_path: Path, kind: str, content: bytes) -> None:
    raw, entries = STORED[kind]
    assert doubts(tmp_path, raw, content, **entries) == []


@pytest.mark.parametrize("share", [0.6, 0.9])
@pytest.mark.parametrize("kind", ["jpeg", "progressive", "flate", "plain", "fax"])
def test_a_scan_without_its_end_is_doubted(tmp_path: Path, kind: str, share: float) -> None:
    raw, entries = STORED[kind]
    assert doubts(tmp_path, raw[: int(share * len(raw))], **entries) == ["pdf.picture_cut"]


@pytest.mark.parametrize("kind", STORED)
def test_a_picture_without_its_end_casts_a_doubt_on_the_page_around(
    tmp_path: Path, kind: str
) -> None:
    raw, entries = STORED[kind]
    cut = raw[: len(raw) * 9 // 10]
    assert doubts(tmp_path, cut, BESIDE_A_BAR, **entries) == ["pdf.picture_cut"]


@pytest.mark.parametrize("kind", ["jpeg 2000", "codestream"])
def test_a_jpeg_2000_scan_without_its_end_is_refused(tmp_path: Path, kind: str) -> None:
    raw, entries = STORED[kind]
    with pytest.raises(UnreadableInputError) as refusal:  # nothing of it can be decoded
        doubts(tmp_path, raw[: len(raw) * 9 // 10], **entries)
    assert refusal.value.reason.key == "pdf.page_damaged"


@pytest.mark.parametrize("padding", [b"\0\0\r\n", b"notes of a scanner"])
def test_bytes_behind_the_end_of_a_jpeg_cast_no_doubt(tmp_path: Path, padding: bytes) -> None:
    raw, entries = STORED["jpeg"]
    assert doubts(tmp_path, raw + padding, **entries) == []


def test_a_fax_without_the_mark_of_its_end_is_whole_all_the_same(tmp_path: Path) -> None:
    raw, entries = STORED["fax"]
    mark = "000000000001" * 2
    bits = "".join(f"{byte:08b}" for byte in raw)
    bits = bits[: bits.rindex(mark)]
    bits += "0" * (-len(bits) % 8)
    rows = int(bits, 2).to_bytes(len(bits) // 8, "big")
    assert doubts(tmp_path, rows, **entries) == []


def test_a_fax_of_group_3_casts_no_doubt(tmp_path: Path) -> None:
    image = lines_of_text()
    packed = encode(image, "TIFF", compression="group3", tiffinfo={278: image.height})
    with Image.open(io.BytesIO(packed)) as tiff:
        (start,), (length,) = tiff.tag_v2[273], tiff.tag_v2[279]
    parameters = Dictionary(K=0, Columns=200, Rows=300)
    rows = packed[start : start + length]
    assert doubts(tmp_path, rows, **{**FAX, "DecodeParms": parameters}) == []


def test_a_picture_that_lacks_its_last_row_only_casts_no_doubt(tmp_path: Path) -> None:
    raw = paper().tobytes()
    assert doubts(tmp_path, zlib.compress(raw[: -3 * 200]), **FLATE) == []
    assert doubts(tmp_path, zlib.compress(raw[: -6 * 200]), **FLATE) == ["pdf.picture_cut"]


def test_palettes_and_bits_are_counted_as_they_are_stored(tmp_path: Path) -> None:
    few = paper().quantize(16)
    space = Array([Name.Indexed, Name.DeviceRGB, 15, pikepdf.String(bytes(few.getpalette()[:48]))])
    indexed = zlib.compress(few.tobytes())
    assert doubts(tmp_path, indexed, **FLATE, ColorSpace=space) == []
    bits = zlib.compress(lines_of_text().tobytes())
    entries = {**FLATE, "ColorSpace": Name.DeviceGray, "BitsPerComponent": 1}
    assert doubts(tmp_path, bits, **entries) == []
    assert doubts(tmp_path, bits[: len(bits) // 2], **entries) == ["pdf.picture_cut"]
