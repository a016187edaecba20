"""One page of a PDF: its scanned picture as it is, or the page drawn by poppler."""

import math
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from pdf2image import convert_from_path
from pdf2image.exceptions import (
    PDFInfoNotInstalledError,
    PDFPageCountError,
    PDFPopplerTimeoutError,
    PDFSyntaxError,
)

from dossiers.errors import MissingToolError, UnreadableInputError
from dossiers.messages import message
from dossiers.page import PageText
from imaging.opened import Pixels, Scan
from imaging.pdf_files import PDFIUM, PagePlace, page_damaged, place_of_page, take_stock_of_pdf
from imaging.pdf_frame import PageFrame
from imaging.pdf_scans import find_scan, is_picture, list_drawings, share_of_page, take_scan
from imaging.text_layer import PlacedWord, holds_the_ink, is_sound, place_text, read_words

__all__ = ["open_pdf_page", "take_stock_of_pdf"]

DRAW_DPI = 300
MAX_DRAWN_PIXELS = 150_000_000
_DRAW_SECONDS = 120
# Over a picture this large, text can be an OCR layer or a stamp; under it, it is hidden.
_MAX_PICTURE_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class _ToDraw:
    """A page that must be drawn.

    Attributes:
        words: Of its sound text layer; none when there is none to trust.
        is_scan: It is a picture that pdfium cannot decode; poppler may know better.
    """

    frame: PageFrame
    words: tuple[PlacedWord, ...] = ()
    is_scan: bool = False


def open_pdf_page(path: Path, number: int) -> Scan:
    """Open page ``number`` of a PDF; no other page is decoded.

    Raises:
        UnreadableInputError: The page is missing or damaged.
        MissingToolError: Poppler is not installed.
    """
    with place_of_page(path, number) as place:
        try:
            with PDFIUM, closing(pdfium.PdfDocument(place.path)) as document:
                found = _examine(document, place)
        except pdfium.PdfiumError as error:
            raise page_damaged(path, number) from error
        if isinstance(found, Scan):
            return found
        dpi = _dpi_that_fits(found.frame)
        pixels = _draw(path, number, place, dpi)
    if found.is_scan and np.ptp(pixels) == 0:
        # Poppler draws what it cannot decode as nothing: that is no blank sheet of paper.
        raise page_damaged(path, number)
    return Scan(pixels, dpi, _place_text(found, pixels))


def _examine(document: pdfium.PdfDocument, place: PagePlace) -> Scan | _ToDraw:
    """Take the scanned picture of a page; of any other page its frame and sound words."""
    page = document[place.number]
    frame = PageFrame.of(page)
    drawings = list(list_drawings(page, frame))
    picture = find_scan(iter(drawings))
    if picture is not None and picture.item.get_px_size() not in place.masked:
        try:
            scan = take_scan(picture, frame)
        except pdfium.PdfiumError:
            return _ToDraw(frame, is_scan=True)
        return scan or _ToDraw(frame)
    if any(is_picture(item) and share_of_page(item) > _MAX_PICTURE_SHARE for item in drawings):
        return _ToDraw(frame)
    # Numbers and dates are often filled in as annotations; flattened, they are text.
    pdfium_c.FPDFPage_Flatten(page, pdfium_c.FLAT_NORMALDISPLAY)
    words = read_words(document[place.number], frame)
    return _ToDraw(frame, words if is_sound(" ".join(word.text for word in words)) else ())


def _place_text(page: _ToDraw, pixels: Pixels) -> PageText | None:
    """The text layer boxed in the drawn pixels, when it tells all that is seen there."""
    if not page.words:
        return None
    height, width = pixels.shape[:2]
    text = place_text(page.words, page.frame.to_display(width, height), width, height)
    return text if holds_the_ink(text, pixels) else None


def _dpi_that_fits(frame: PageFrame) -> int:
    """``DRAW_DPI``, or less for a page that would take too much memory."""
    width, height = frame.inches
    return max(1, min(DRAW_DPI, math.floor(math.sqrt(MAX_DRAWN_PIXELS / (width * height)))))


def _draw(path: Path, number: int, place: PagePlace, dpi: int) -> Pixels:
    """Draw a page with poppler: (height, width, 3) uint8 RGB."""
    try:
        drawn = convert_from_path(
            place.path.resolve(),
            dpi=dpi,
            first_page=place.number + 1,
            last_page=place.number + 1,
            use_cropbox=True,
            timeout=_DRAW_SECONDS,
        )
    except PDFInfoNotInstalledError as error:
        raise MissingToolError("poppler", "poppler-utils") from error
    except PDFPopplerTimeoutError as error:
        raise UnreadableInputError(
            message("pdf.page_too_slow", name=path.name, page=number + 1)
        ) from error
    except (PDFPageCountError, PDFSyntaxError) as error:
        raise page_damaged(path, number) from error
    if not drawn:
        raise page_damaged(path, number)
    return np.array(drawn[0].convert("RGB"))
