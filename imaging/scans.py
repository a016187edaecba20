"""One door to the pixels of a page, whatever file it comes in.

Only the asked page is decoded; a file is never read into memory as a whole.
"""

from pathlib import Path, PurePosixPath

from dossiers.errors import UnreadableInputError
from dossiers.messages import Message, message
from imaging.media import (
    JPEG,
    NAMES_OF_REFUSED,
    PDF,
    PNG,
    TAKEN,
    TIFF,
    WEBP,
    sniff_media,
)
from imaging.opened import Scan, Stock
from imaging.pdf_pages import open_pdf_page, take_stock_of_pdf
from imaging.pictures import open_picture, take_stock_of_picture

__all__ = [
    "ENDINGS",
    "Scan",
    "Stock",
    "count_pages",
    "no_scan",
    "open_scan",
    "sniff_media",
    "take_stock",
]

ENDINGS = frozenset({".pdf", ".tif", ".tiff", ".jpg", ".jpeg", ".png", ".webp", ".zip"})


def take_stock(path: Path, media: str) -> Stock:
    """Tell how many pages are in a file, and what is doubtful about it as a whole.

    Args:
        media: As ``sniff_media`` gave it.

    Raises:
        UnreadableInputError: Not a page can be had from it; the reason says why.
        OSError: The file cannot be read.
    """
    if path.stat().st_size == 0:
        raise UnreadableInputError(message("file.empty", name=path.name))
    if sniff_media(path) != media:
        raise UnreadableInputError(no_scan(path.name))
    if media == PDF:
        return take_stock_of_pdf(path)
    if media in (TIFF, JPEG, PNG, WEBP):
        return take_stock_of_picture(path, media)
    raise UnreadableInputError(
        message("file.format_not_taken", name=path.name, format=NAMES_OF_REFUSED[media])
        if media in NAMES_OF_REFUSED
        else message("file.not_a_scan", name=path.name)
    )


def count_pages(path: Path, media: str) -> int:
    """Tell how many pages are in a file; see ``take_stock``."""
    return take_stock(path, media).pages


def open_scan(path: Path, media: str, number: int) -> Scan:
    """Open page ``number`` (from 0) of a file.

    Raises:
        UnreadableInputError: This page is missing or damaged.
    """
    if media == PDF:
        return open_pdf_page(path, number)
    if media not in TAKEN:
        take_stock(path, media)  # raises, and says what is wrong with it
    return open_picture(path, media, number)


def no_scan(name: str) -> Message:
    """The reason to refuse content that is no scan, told by what the ending promises."""
    ending = PurePosixPath(name).suffix.lower()
    if ending in ENDINGS:
        return message("file.not_what_its_ending_says", name=name, ending=ending)
    return message("file.not_a_scan", name=name)
