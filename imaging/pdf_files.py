"""PDF files: how many pages are in one, what is wrong with it, and a way around damage.

qpdf (pikepdf) judges and repairs, because it tells of every repair; pdfium does so silently.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import BinaryIO

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from dossiers.errors import UnreadableInputError
from dossiers.messages import message
from imaging.opened import Stock

_MAX_FORMS_DEEP = 8
_MAX_TREE_DEPTH = 50
_LOCKED = (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY)

# pdfium keeps its state in globals: only one thread of a process may be inside.
PDFIUM = Lock()


@dataclass(frozen=True, slots=True)
class PagePlace:
    """Where a page can be read: in the file itself, or alone in a repaired copy.

    Attributes:
        masked: (width, height) of pictures on the page that are see-through somewhere.
    """

    path: Path
    number: int
    masked: frozenset[tuple[int, int]]


def take_stock_of_pdf(path: Path) -> Stock:
    """Count the pages; a file that had to be repaired carries a doubt.

    Raises:
        UnreadableInputError: Locked, without pages, or beyond repair.
    """
    with _opened(path) as pdf:
        pages = len(pdf.pages)
        if not pdf.get_warnings():
            if pages == 0:
                raise UnreadableInputError(message("pdf.no_pages", name=path.name))
            return Stock(pages)
        saved = sum(_is_complete(page) for page in pdf.pages)
    if saved == 0:
        raise UnreadableInputError(message("pdf.damaged", name=path.name))
    return Stock(pages, (message("pdf.repaired", name=path.name, pages=saved),))


@contextmanager
def place_of_page(path: Path, number: int) -> Iterator[PagePlace]:
    """Find where page ``number`` can be read by pdfium and poppler alike.

    From a damaged file the page is copied out alone, so that all readers see the same
    repair and nobody repairs 2,000 pages to read one.

    Raises:
        UnreadableInputError: The page is missing, or parts of it are.
    """
    with _opened(path) as pdf, tempfile.TemporaryDirectory(prefix="hoso-") as folder:
        if number >= len(pdf.pages):
            raise UnreadableInputError(message("pdf.page_missing", name=path.name, page=number + 1))
        page = pdf.pages[number]
        masked = frozenset(_masked_sizes(page.obj))
        if not pdf.get_warnings():
            yield PagePlace(_name_in_utf8(path, Path(folder)), number, masked)
            return
        if not _is_complete(page):
            raise page_damaged(path, number)
        alone = pikepdf.new()
        alone.pages.append(page)
        copy = Path(folder) / "page.pdf"
        alone.save(copy)
        yield PagePlace(copy, 0, masked)


def _name_in_utf8(path: Path, folder: Path) -> Path:
    """The file under a name that pdfium takes; names from old disks get a link in ``folder``."""
    if str(path).isprintable():
        return path
    link = folder / "original.pdf"
    link.symlink_to(path.absolute())
    return link


def page_damaged(path: Path, number: int) -> UnreadableInputError:
    """The refusal of one page."""
    return UnreadableInputError(message("pdf.page_damaged", name=path.name, page=number + 1))


@contextmanager
def _opened(path: Path) -> Iterator[pikepdf.Pdf]:
    """Open a PDF; one that only its owner may change opens without a password."""
    with path.open("rb") as file:
        try:
            pdf = pikepdf.open(file)
        except pikepdf.PasswordError as error:
            raise UnreadableInputError(message("pdf.password", name=path.name)) from error
        except pikepdf.PdfError as error:
            # qpdf has one error for damage and for locks that it does not know (certificates)
            key = "pdf.password" if _is_locked(file) else "pdf.damaged"
            raise UnreadableInputError(message(key, name=path.name)) from error
        with pdf:
            yield pdf


def _is_locked(file: BinaryIO) -> bool:
    file.seek(0)
    try:
        with PDFIUM:
            pdfium.PdfDocument(file).close()
    except pdfium.PdfiumError as error:
        return error.err_code in _LOCKED
    return False


def _is_complete(page: pikepdf.Page) -> bool:
    """A page of a damaged file still has its content, and the pictures that this draws.

    Without them it would be taken for blank paper, and nobody would know.
    """
    contents = page.obj.get("/Contents")  # qpdf hides keys whose object is lost
    parts = contents if isinstance(contents, pikepdf.Array) else [contents]
    if not all(isinstance(part, pikepdf.Stream) for part in parts):
        return False
    there = _resources(page.obj).get("/XObject", pikepdf.Dictionary())
    try:
        drawn = pikepdf.parse_content_stream(page, "Do")
    except pikepdf.PdfError:
        return False
    return all(isinstance(there.get(str(step.operands[0])), pikepdf.Stream) for step in drawn)


def _resources(owner: pikepdf.Object) -> pikepdf.Object:
    """Those of a page or form; a page without its own has those of its parents."""
    for _ in range(_MAX_TREE_DEPTH):
        if "/Resources" in owner or "/Parent" not in owner:
            break
        owner = owner["/Parent"]
    return owner.get("/Resources", pikepdf.Dictionary())


def _masked_sizes(owner: pikepdf.Object, depth: int = 0) -> Iterator[tuple[int, int]]:
    """Sizes of pictures with a mask: pdfium decodes them without, poppler draws them with."""
    for _, item in _resources(owner).get("/XObject", pikepdf.Dictionary()).items():
        if not isinstance(item, pikepdf.Stream):
            continue
        if item.get("/Subtype") == "/Form":
            if depth < _MAX_FORMS_DEEP:
                yield from _masked_sizes(item, depth + 1)
        elif any(key in item for key in ("/SMask", "/Mask")) or item.get("/ImageMask", False):
            yield int(item.get("/Width", 0)), int(item.get("/Height", 0))
