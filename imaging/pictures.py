"""Pages that come as pictures: JPEG, PNG, WebP, and TIFF with one or many pages.

The size is judged from the header before a pixel is decoded. A truncated picture is refused:
Pillow could fill the rest with gray, and nobody would notice what is missing.
"""

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageOps
from PIL.TiffImagePlugin import TiffImageFile

from dossiers.errors import UnreadableInputError
from dossiers.messages import message
from imaging.media import JPEG, PNG, TIFF, WEBP
from imaging.opened import MAX_PIXELS, MAX_SIDE, Pixels, Scan, Stock, drop_empty_color
from imaging.tiff_directories import BrokenDirectoryError, walk_tiff

# Pillow's own guard speaks before the size is known; ours, from the header, takes its place.
Image.MAX_IMAGE_PIXELS = None

MIN_SIDE = 16  # smaller is no page but a dot or an icon

# What Pillow raises for bytes that are not what they should be: the first four were seen when
# bytes of all formats were cut and flipped, the others its readers of tags and EXIF can raise.
DAMAGE = (
    OSError,
    SyntaxError,
    KeyError,
    ValueError,
    EOFError,
    IndexError,
    TypeError,
    OverflowError,
    struct.error,
    zlib.error,
)
_PHOTOMETRIC = 262
_FORMATS = {JPEG: ("JPEG", "MPO"), PNG: ("PNG",), WEBP: ("WEBP",), TIFF: ("TIFF",)}

# 34 inches is the long side of A1. A phone writes 72 dpi into 4000 x 3000 pixels, which would
# be a sheet of 55 inches: such a claim is not believed.
_MAX_INCHES = 34
_CREDIBLE_DPI = (50, 2400)
# Fax pages have twice as many dots across as down; they are displayed square.
_SQUARE_WITHIN = 0.1


def take_stock_of_picture(path: Path, media: str) -> Stock:
    """Tell how many sound pages a picture file has.

    A TIFF whose end is missing counts the pages before the damage.

    Raises:
        UnreadableInputError: It is damaged from the first page on, or too large.
    """
    if media == TIFF:
        return _take_stock_of_tiff(path)
    with _opened(path, media) as image:
        _check_size(path, image.size)
        _check_end(path, media, image)
    return Stock(pages=1)


def open_picture(path: Path, media: str, number: int) -> Scan:
    """Open page ``number`` of a picture file, turned as its EXIF tag asks for.

    Raises:
        UnreadableInputError: The page is missing, damaged or too large.
    """
    if media == TIFF:
        return _open_tiff(path, number)
    with _opened(path, media) as image:
        _check_size(path, image.size)
        try:
            return _decode(image)
        except DAMAGE as error:
            raise _damaged(path) from error


def _open_tiff(path: Path, number: int) -> Scan:
    try:
        page = next(islice(walk_tiff(path), number, None), None)
    except BrokenDirectoryError as error:
        raise _page_damaged(path, number) from error
    if page is None or not page.is_whole:
        raise _page_damaged(path, number)
    _check_size(path, (page.width, page.height))
    try:
        # By file object: opened by name, Pillow 13 scrambles turned TIFFs without compression.
        with path.open("rb") as file, Image.open(file, formats=_FORMATS[TIFF]) as image:
            image.seek(number)
            return _decode(image)
    except DAMAGE as error:
        raise _page_damaged(path, number) from error


def _decode(image: Image.Image) -> Scan:
    """Decode the current page of an open picture as it is displayed."""
    dpi = _read_dpi(image)
    upright = ImageOps.exif_transpose(image)
    if upright.size != image.size:
        dpi = dpi[::-1]
    pixels = drop_empty_color(_to_pixels(upright))
    return _make_square(255 - pixels if _is_negative(image) else pixels, dpi)


@contextmanager
def _opened(path: Path, media: str) -> Iterator[Image.Image]:
    """Open a picture with the one reader that its content asks for.

    Raises:
        UnreadableInputError: Its header cannot be understood.
    """
    try:
        image = Image.open(path, formats=_FORMATS[media])
    except DAMAGE as error:
        raise _damaged(path) from error
    with image:
        yield image


def _check_size(path: Path, size: tuple[int, int]) -> None:
    width, height = size
    if max(width, height) > MAX_SIDE or width * height > MAX_PIXELS:
        raise UnreadableInputError(
            message("image.too_large", name=path.name, width=width, height=height)
        )
    if min(width, height) < MIN_SIDE:
        raise UnreadableInputError(
            message("image.too_small", name=path.name, width=width, height=height)
        )


def _check_end(path: Path, media: str, image: Image.Image) -> None:
    """Make sure that the last byte is there, at the least cost that each format allows."""
    try:
        if media == JPEG:
            # An eighth of the size: every byte is read, but hardly a pixel computed.
            image.draft("L", (image.width // 8, image.height // 8))
            image.load()
        elif media == PNG:
            image.verify()
        else:
            image.load()
    except DAMAGE as error:
        raise _damaged(path) from error


def _take_stock_of_tiff(path: Path) -> Stock:
    """Count the pages of a TIFF up to the first one that is not all there."""
    pages = 0
    whole = True
    try:
        for page in walk_tiff(path):
            _check_size(path, (page.width, page.height))
            whole = page.is_whole
            if not whole:
                break
            pages += 1
    except BrokenDirectoryError:
        whole = False
    if pages == 0:
        raise _damaged(path)
    doubt = message("image.repaired", name=path.name, pages=pages)
    return Stock(pages, () if whole else (doubt,))


def _to_pixels(image: Image.Image) -> Pixels:
    """Decode to gray or RGB, on white paper where the picture is see-through."""
    if image.mode.startswith("I;16"):
        # Cut to the upper 8 bits; stretching would make faint pages look like others.
        return (np.asarray(image) >> 8).astype(np.uint8)
    if image.mode in ("I", "F"):
        raise ValueError("32-bit samples are measurements, not a scan")
    if image.mode in ("1", "L"):
        return np.array(image.convert("L"))
    if image.has_transparency_data:
        see_through = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        return np.array(Image.alpha_composite(paper, see_through).convert("RGB"))
    return np.array(image.convert("RGB"))


def _is_negative(image: Image.Image) -> bool:
    """A TIFF of 16 bits whose zero is paper; Pillow turns only other depths around."""
    if not isinstance(image, TiffImageFile) or not image.mode.startswith("I;16"):
        return False
    return bool(image.tag_v2.get(_PHOTOMETRIC) == 0)


def _read_dpi(image: Image.Image) -> tuple[float, float] | tuple[()]:
    """Dots an inch across and down; nothing where the file does not say so credibly."""
    claim = image.info.get("dpi")
    if claim is None:
        return ()
    across, down = float(claim[0]), float(claim[1])
    low, high = _CREDIBLE_DPI
    if not (low <= across <= high and low <= down <= high):
        return ()
    if max(image.width / across, image.height / down) > _MAX_INCHES:
        return ()
    return across, down


def _make_square(pixels: Pixels, dpi: tuple[float, float] | tuple[()]) -> Scan:
    """Stretch the coarser direction of a fax page, so that letters have their shape."""
    if not dpi:
        return Scan(pixels, None)
    across, down = dpi
    fine = max(across, down)
    if abs(across - down) <= _SQUARE_WITHIN * fine:
        return Scan(pixels, fine)
    height, width = pixels.shape[:2]
    size = (round(width * fine / across), round(height * fine / down))
    return Scan(cv2.resize(pixels, size, interpolation=cv2.INTER_LINEAR).astype(np.uint8), fine)


def _damaged(path: Path) -> UnreadableInputError:
    return UnreadableInputError(message("image.damaged", name=path.name))


def _page_damaged(path: Path, number: int) -> UnreadableInputError:
    return UnreadableInputError(message("image.page_damaged", name=path.name, page=number + 1))
