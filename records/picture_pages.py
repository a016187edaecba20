"""A scanned picture as a PDF page: its pixels as they are, at their true size.

JPEG goes in byte by byte; everything else is packed without loss. What the packer (img2pdf)
refuses – see-through pictures, odd color spaces – is first decoded by Pillow.
"""

import io
from contextlib import suppress
from pathlib import Path

import img2pdf
from PIL import Image, ImageOps

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

_REFUSALS = (
    img2pdf.AlphaChannelError,
    img2pdf.ImageOpenError,
    img2pdf.JpegColorspaceError,
    img2pdf.UnsupportedColorspaceError,
)

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
            with suppress(*_REFUSALS):
                _pack(path, page_size(image.size, dpi), to)
                return _TURNS.get(orientation, 0)
        upright = ImageOps.exif_transpose(image)
        size = page_size(upright.size, dpi[::-1] if orientation in _ON_SIDE else dpi)
        _pack(_encode(upright), size, to)
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
            return width / across * POINTS_PER_INCH, height / down * POINTS_PER_INCH
    frame = A4 if width <= height else A4[::-1]
    scale = min(frame[0] / width, frame[1] / height)
    return width * scale, height * scale


def _read_dpi(image: Image.Image) -> tuple[float, float]:
    across, down = image.info.get("dpi", (0, 0))
    return float(across), float(down)


def _pack(source: Path | bytes, size: tuple[float, float], to: Path) -> None:
    with to.open("wb") as stream:
        img2pdf.convert(
            source,
            outputstream=stream,
            layout_fun=lambda *_: (*size, *size),
            rotation=img2pdf.Rotation["0"],
            first_frame_only=True,
            nodate=True,
        )


def _encode(image: Image.Image) -> bytes:
    """A picture without loss, as a TIFF (1 bit) or PNG."""
    packed = io.BytesIO()
    if image.mode == "1":
        image.save(packed, "TIFF", compression="group4")
    else:
        _plain(image).save(packed, "PNG")
    return packed.getvalue()


def _plain(image: Image.Image) -> Image.Image:
    """Gray or RGB of 8 bits, on white paper where the picture is see-through."""
    if image.mode.startswith("I;16"):
        return image.point(lambda value: value >> 8).convert("L")
    if image.has_transparency_data:
        see_through = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(paper, see_through).convert("RGB")
    return image if image.mode in ("L", "RGB") else image.convert("RGB")
