"""Pictures in a PDF whose bytes end before the picture does.

The PDF around them can be sound: pdfium and poppler then fill the missing rows with gray,
black or white, and nobody would notice what is missing. Where a format gives no sure sign
(JBIG2, fax of group 3), a picture counts as whole.
"""

import io
import struct
from collections.abc import Callable, Mapping

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray
from PIL import Image

from imaging.opened import MAX_PIXELS
from imaging.pictures import DAMAGE

_END_OF_IMAGE = b"\xff\xd9"  # of JPEG, and of the JPEG 2000 codestream
_PADDING = b"\0 \r\n\t"
_CODESTREAM = b"\xff\x4f\xff\x51"
# ITU-T T.6, 2.4.1: two end-of-line codes, at any bit of the last bytes.
_END_OF_FAX = "000000000001" * 2
# Rows that a fax decoder reads only when it has not had enough: as the row above, and black.
_SAME_ROW = b"\xff"
_BLACK_ROW = int("00100110101010" * 4, 2).to_bytes(7, "big")


def is_cut(picture: pdfium.PdfImage) -> bool:
    """The stored bytes do not reach to the last row."""
    filters = picture.get_filters(skip_simple=True)
    if not filters:  # only the length is asked for: the samples can be half a gigabyte
        length = pdfium_c.FPDFImageObj_GetImageDataDecoded(picture, None, 0)
        return bool(length < _least_bytes(picture))
    judge = _JUDGES.get(filters[0])
    return judge is not None and judge(picture, bytes(picture.get_data(decode_simple=True)))


def _least_bytes(picture: pdfium.PdfImage) -> int:
    """What plain samples take up; some programs forget the last row."""
    width, height = picture.get_px_size()
    bits = picture.get_metadata().bits_per_pixel
    return int((width * bits + 7) // 8 * (height - 1))


def _is_jpeg_cut(picture: pdfium.PdfImage, content: bytes) -> bool:
    width, height = picture.get_px_size()
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG",)) as image:
            if image.width < width or image.height < height:
                return True
            if content.rstrip(_PADDING).endswith(_END_OF_IMAGE):
                return False
            # Something stands behind its end, or it has none: an eighth of the size will tell.
            image.draft("L", (width // 8, height // 8))
            image.load()
    except DAMAGE:
        return not content.rstrip(_PADDING).endswith(_END_OF_IMAGE)
    return False


def _is_jpeg_2000_cut(_: pdfium.PdfImage, content: bytes) -> bool:
    """Its codestream is shorter than its box says, or has no end.

    Source:
        ISO/IEC 15444-1, annexes A (codestream) and I (boxes).
    """
    place = 0
    while not content.startswith(_CODESTREAM, place):
        if len(content) < place + 16:
            return True
        size, kind = struct.unpack_from(">I4s", content, place)
        head = 8
        if size == 1:  # the size is too large for its place, and follows
            (size,), head = struct.unpack_from(">Q", content, place + 8), 16
        if kind == b"jp2c":
            if size:
                return bool(place + size > len(content))
            size = head
        elif size < head:
            return False  # no boxes: pdfium may know what it is
        else:
            head = size
        place += head
    return not content.rstrip(_PADDING).endswith(_END_OF_IMAGE)


def _is_fax_cut(picture: pdfium.PdfImage, content: bytes) -> bool:
    """A decoder of group 4 wants more rows than there are.

    Many programs leave the mark of the end away. Then rows are put behind the last byte: a
    decoder that has had all its rows does not see them. pdfium must agree about the rows
    before: it alone knows whether this is group 4 at all.
    """
    tail = "".join(f"{byte:08b}" for byte in content.rstrip(_PADDING)[-4:])
    width, height = picture.get_px_size()
    if _END_OF_FAX in tail or width * height > MAX_PIXELS:
        return False
    try:
        same = _decode_fax(content + _SAME_ROW * height, width, height)
        black = _decode_fax(content + _BLACK_ROW * (width // 4 + 1), width, height)
    except DAMAGE:
        return False
    whole = int(np.argmax((same != black).any(axis=1)))  # 0 also when no row differs
    shown = picture.get_bitmap().to_numpy().reshape(height, width, -1)[:whole, :, 0] > 127
    is_group_4 = np.array_equal(shown, same[:whole]) or np.array_equal(~shown, same[:whole])
    return whole > 0 and is_group_4


def _decode_fax(content: bytes, width: int, height: int) -> NDArray[np.bool_]:
    """Decode group 4 as the only strip of a TIFF: (height, width) bool."""
    tags = (
        (256, width),
        (257, height),
        (258, 1),  # bits a sample
        (259, 4),  # compression: T.6
        (262, 0),  # zero is white
        (273, 8 + 2 + 8 * 12 + 4),  # where the strip begins: behind this directory
        (278, height),
        (279, len(content)),
    )
    directory = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags)
    head = b"II*\0" + struct.pack("<IH", 8, len(tags)) + directory + bytes(4)
    with Image.open(io.BytesIO(head + content), formats=("TIFF",)) as image:
        return np.asarray(image)


_JUDGES: Mapping[str, Callable[[pdfium.PdfImage, bytes], bool]] = {
    "DCTDecode": _is_jpeg_cut,
    "DCT": _is_jpeg_cut,
    "JPXDecode": _is_jpeg_2000_cut,
    "CCITTFaxDecode": _is_fax_cut,
    "CCF": _is_fax_cut,
}
