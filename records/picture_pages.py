"""A scanned picture as a PDF page: its pixels as they are, at their true size.

JPEG goes in byte by byte; everything else is packed without loss. What the packer (img2pdf)
refuses – see-through pictures, odd color spaces, bytes behind the end – is first decoded by
Pillow.
"""

import io
from pathlib import Path

import img2pdf
import numpy as np
from PIL import Image, ImageOps
from PIL.TiffImagePlugin import TiffImageFile

POINTS_PER_INCH = 72
A4 = (595.276, 841.890)  # points: 210 mm x 297 mm

TIFF = "image/tiff"

# The same limits as when the scan was opened: 34 inches is the long side of A1.
_CREDIBLE_DPI = (50, 2400)
_MAX_INCHES = 34
# Cameras and programs write 72 or 96 when they know nothing; believed up to A3 only.
_DEFAULT_DPI = 100
_A3_INCHES = 17

_ORIENTATION = 274  # the EXIF tag
_TURNS = {6: 1, 3: 2, 8: 3}  # its values -> clockwise quarter turns; unknown ones mean nothing
_MIRRORED = frozenset({2, 4, 5, 7})
_ON_SIDE = frozenset({5, 6, 7, 8})

# What a PDF page may measure, in points (ISO 32000-1, annex C).
_SHORTEST, _LONGEST = 3.0, 14_400.0

_PHOTOMETRIC = 262

# Intake has judged the size already; Pillow's own guard would refuse large maps.
Image.MAX_IMAGE_PIXELS = None


def write_picture_page(path: Path, media: str, number: int, to: Path) -> int:
    """Write a PDF of one page with the picture ``number`` of a file.

    Returns:
        Clockwise quarter turns by which the page must be turned to be as the picture is
        displayed (its EXIF orientation).
    """
    # By a stream: Pillow 13.0 maps an uncompressed TIFF that it opens by name, and takes the
    # width for the height when its orientation tag lays it on its side.
    with path.open("rb") as stream, Image.open(stream) as image:
        image.seek(number)
        orientation = image.getexif().get(_ORIENTATION, 1)
        dpi = _read_dpi(image)
        if media != TIFF and orientation not in _MIRRORED:
            packed = _pack_as_it_is(path, page_size(image.size, dpi))
            if packed is not None:
                to.write_bytes(packed)
                return _TURNS.get(orientation, 0)
        is_negative = _is_negative(image)
        upright = ImageOps.exif_transpose(image)
        size = page_size(upright.size, dpi[::-1] if orientation in _ON_SIDE else dpi)
        plain = _plain(upright)
        to.write_bytes(_pack(_encode(ImageOps.invert(plain) if is_negative else plain), size))
        return 0


def page_size(size: tuple[int, int], dpi: tuple[float, float]) -> tuple[float, float]:
    """Width and height in points; those that fit on A4 when the dots an inch are no help.

    Args:
        size: Width and height in pixels.
        dpi: Dots an inch, across and down; 0 when the file does not say.
    """
    (width, height), (across, down) = size, dpi
    low, high = _CREDIBLE_DPI
    if low <= min(dpi) and max(dpi) <= high:
        longest = max(width / across, height / down)
        if longest <= (_MAX_INCHES if min(dpi) >= _DEFAULT_DPI else _A3_INCHES):
            points = POINTS_PER_INCH
            return _within_limits(width / across * points, height / down * points)
    frame = A4 if width <= height else A4[::-1]
    scale = min(frame[0] / width, frame[1] / height)
    return _within_limits(width * scale, height * scale)


def _within_limits(width: float, height: float) -> tuple[float, float]:
    """Enlarge a strip that is too narrow for a PDF, in its shape as far as it can be long."""
    scale = max(1.0, _SHORTEST / min(width, height))
    edges = (min(max(edge * scale, _SHORTEST), _LONGEST) for edge in (width, height))
    return next(edges), next(edges)


def _read_dpi(image: Image.Image) -> tuple[float, float]:
    across, down = image.info.get("dpi", (0, 0))
    return float(across), float(down)


def _pack_as_it_is(path: Path, size: tuple[float, float]) -> bytes | None:
    """A PDF with the bytes of the picture; None when the packer does not take them."""
    try:
        return _pack(path, size)
    except Exception:  # noqa: BLE001
        # img2pdf raises bare ``Exception`` for what it does not understand. Nothing is hidden
        # by it: what is wrong with the file itself comes up again when Pillow decodes it.
        return None


def _pack(source: Path | bytes, size: tuple[float, float]) -> bytes:
    """A PDF of one page; in memory, for a disk that gets full under qpdf ends the program."""
    packed: bytes = img2pdf.convert(
        source,
        layout_fun=lambda *_: (*size, *size),
        rotation=img2pdf.Rotation["0"],
        first_frame_only=True,
        nodate=True,
    )
    return packed


def _is_negative(image: Image.Image) -> bool:
    """A TIFF of 16 bits whose zero is paper; Pillow turns only other depths around."""
    if not isinstance(image, TiffImageFile) or not image.mode.startswith("I;16"):
        return False
    return bool(image.tag_v2.get(_PHOTOMETRIC) == 0)


def _encode(image: Image.Image) -> bytes:
    """A plain picture without loss, as a TIFF (1 bit) or PNG."""
    packed = io.BytesIO()
    if image.mode == "1":
        image.save(packed, "TIFF", compression="group4")
    else:
        image.save(packed, "PNG")
    return packed.getvalue()


def _plain(image: Image.Image) -> Image.Image:
    """Black and white, or gray or RGB of 8 bits; on white paper where it is see-through."""
    if image.mode.startswith("I;16"):
        return Image.fromarray((np.asarray(image) >> 8).astype(np.uint8))
    if image.has_transparency_data:
        see_through = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(paper, see_through).convert("RGB")
    return image if image.mode in ("1", "L", "RGB") else image.convert("RGB")
