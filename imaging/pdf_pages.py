"""One page of a PDF: its scanned picture as it is, or the page drawn by poppler."""

import math
from contextlib import closing
from dataclasses import dataclass, replace
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
from imaging.cut_pictures import is_cut
from imaging.opened import Pixels, Scan
from imaging.pdf_files import PDFIUM, PagePlace, page_damaged, place_of_page, take_stock_of_pdf
from imaging.pdf_frame import PageFrame
from imaging.pdf_scans import (
    Drawing,
    can_be_decoded,
    find_scan,
    is_picture,
    is_too_large,
    list_drawings,
    share_of_page,
    take_scan,
)
from imaging.text_layer import PlacedWord, holds_the_ink, is_sound, place_text, read_words

__all__ = ["open_pdf_page", "take_stock_of_pdf"]

DRAW_DPI = 300
MIN_DRAW_DPI = 50  # letters on a page drawn coarser than this cannot be read
MAX_DRAWN_PIXELS = 150_000_000
_DRAW_SECONDS = 120
# Over a picture this large, text can be an OCR layer or a stamp; under it, it is hidden.
_MAX_PICTURE_SHARE = 0.5
_GLANCE_SIDE = 2000  # pixels
_CM_PER_INCH = 2.54
# Poppler rounds to whole pixels; a larger difference is another page box than pdfium sees.
_SAME_SIZE_WITHIN = 0.01


@dataclass(frozen=True, slots=True)
class _Page:
    """What pdfium tells of a page.

    Attributes:
        scan: The picture that it consists of; None when it must be drawn.
        words: Of its sound text layer; none when there is none to trust.
        has_cut_picture: A picture on it lacks its end.
        is_lost: Such a picture is also too large to be looked at.
    """

    frame: PageFrame
    scan: Scan | None = None
    words: tuple[PlacedWord, ...] = ()
    has_cut_picture: bool = False
    is_lost: bool = False


def open_pdf_page(path: Path, number: int) -> Scan:
    """Open page ``number`` of a PDF; no other page is decoded.

    Raises:
        UnreadableInputError: The page is missing, damaged, or too large to be drawn.
        MissingToolError: Poppler is not installed.
    """
    with place_of_page(path, number) as place:
        try:
            with PDFIUM, closing(pdfium.PdfDocument(place.path)) as document:
                page = _examine(document, place)
        except pdfium.PdfiumError as error:
            raise page_damaged(path, number) from error
        if page.is_lost:
            raise page_damaged(path, number)
        scan = page.scan or _draw_page(path, number, place, page)
    if page.has_cut_picture:
        doubt = message("pdf.picture_cut", name=path.name, page=number + 1)
        return replace(scan, doubts=(doubt,))
    return scan


def _examine(document: pdfium.PdfDocument, place: PagePlace) -> _Page:
    """Take the scanned picture of a page; of any other page its frame and sound words."""
    page = document[place.number]
    frame = PageFrame.of(page)
    drawings = list(list_drawings(page, frame))
    cut = [item for item in drawings if is_picture(item) and is_cut(item.item)]
    examined = _Page(
        frame, has_cut_picture=bool(cut), is_lost=any(is_too_large(item) for item in cut)
    )
    picture = find_scan(iter(drawings))
    if picture is not None and picture.item.get_px_size() not in place.masked:
        return replace(examined, scan=_take(picture, frame))
    if any(is_picture(item) and share_of_page(item) > _MAX_PICTURE_SHARE for item in drawings):
        return examined
    # Numbers and dates are often filled in as annotations; flattened, they are text.
    pdfium_c.FPDFPage_Flatten(page, pdfium_c.FLAT_NORMALDISPLAY)
    words = read_words(document[place.number], frame)
    is_to_trust = is_sound(" ".join(word.text for word in words))
    return replace(examined, words=words if is_to_trust else ())


def _take(picture: Drawing, frame: PageFrame) -> Scan | None:
    try:
        return take_scan(picture, frame)
    except pdfium.PdfiumError:  # poppler may know better
        return None


def _draw_page(path: Path, number: int, place: PagePlace, page: _Page) -> Scan:
    """Draw a page as finely as the memory allows.

    Raises:
        UnreadableInputError: What comes out is not what stands on the page.
    """
    width, height = page.frame.inches
    dpi = _dpi_that_fits(width, height)
    if dpi < MIN_DRAW_DPI:
        raise _page_too_large(path, number, page.frame)
    pixels = _draw(path, number, place, dpi)
    expected = np.array([height, width]) * dpi
    if (np.abs(pixels.shape[:2] - expected) > 1 + _SAME_SIZE_WITHIN * expected).any():
        raise page_damaged(path, number)
    # Poppler draws what it cannot decode as nothing: that is no blank sheet of paper.
    if _is_of_one_color(pixels) and _shows_something(place):
        raise page_damaged(path, number)
    return Scan(pixels, dpi, _place_text(page, pixels))


def _page_too_large(path: Path, number: int, frame: PageFrame) -> UnreadableInputError:
    width, height = (round(inches * _CM_PER_INCH) for inches in frame.inches)
    return UnreadableInputError(
        message("pdf.page_too_large", name=path.name, page=number + 1, width=width, height=height)
    )


def _shows_something(place: PagePlace) -> bool:
    """Pictures are on the page, and pdfium shows them or cannot decode them either."""
    with PDFIUM, closing(pdfium.PdfDocument(place.path)) as document:
        page = document[place.number]
        drawings = list_drawings(page, PageFrame.of(page))
        pictures = [item for item in drawings if is_picture(item) and share_of_page(item) > 0]
        if not pictures:
            return False
        if not all(can_be_decoded(item) for item in pictures):
            return True
        scale = min(1.0, _GLANCE_SIDE / max(page.get_size()))
        glance = page.render(scale=scale, draw_annots=False, may_draw_forms=False)
        return not _is_of_one_color(glance.to_numpy())


def _is_of_one_color(pixels: Pixels) -> bool:
    return bool((pixels == pixels[0, 0]).all())


def _place_text(page: _Page, pixels: Pixels) -> PageText | None:
    """The text layer boxed in the drawn pixels, when it tells all that is seen there."""
    if not page.words:
        return None
    height, width = pixels.shape[:2]
    text = place_text(page.words, page.frame.to_display(width, height), width, height)
    return text if holds_the_ink(text, pixels) else None


def _dpi_that_fits(width: float, height: float) -> int:
    """``DRAW_DPI``, or less for a page of so many inches that would take too much memory."""
    return min(DRAW_DPI, math.floor(math.sqrt(MAX_DRAWN_PIXELS / (width * height))))


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
