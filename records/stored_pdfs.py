"""Searchable PDFs made anew from the originals in the store."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from dossiers.page import PageOutcome, PageReading
from records import ledger
from records.filing import CANNOT_BE_OPENED
from records.models import Document, Page
from records.searchable_pdf import PdfPage, write_searchable_pdf
from storage.names import numbered_pdf_name, pdf_name
from storage.store import Store


@dataclass(frozen=True, slots=True)
class OpenedSheet:
    """Page ``number`` of the file at ``path`` is page ``index`` of its dossier.

    ``rotation`` turns it upright, in clockwise degrees, as far as is known.
    """

    index: int
    path: Path
    media: str
    number: int
    rotation: int


@contextmanager
def opened_sheets(dossier_id: int, pages: range, store: Store) -> Iterator[Sequence[OpenedSheet]]:
    """Those of the pages that can be opened, each original fetched once.

    Raises:
        StorageError: An original cannot be read.
    """
    shut = Page.objects.filter(dossier_id=dossier_id, stage__in=CANNOT_BE_OPENED)
    left_out = set(shut.values_list("index", flat=True))
    paths: dict[str, Path] = {}
    sheets = []
    with ExitStack() as opened:
        for each in ledger.sheets(dossier_id):
            if each.index not in pages or each.index in left_out:
                continue
            if each.stored_as not in paths:
                paths[each.stored_as] = opened.enter_context(store.local(each.stored_as))
            path = paths[each.stored_as]
            sheets.append(OpenedSheet(each.index, path, each.media, each.number, each.rotation))
        yield sheets


def free_pdf_name(dossier_key: str, first_page: int, last_page: int, kind: str) -> str:
    """A name for the PDF of a document: what another row names is never written over.

    The machine's first one keeps its plain name for good; those that people cause take the
    lowest number that no row names, so that a line corrected fifty times costs two files.
    """
    plain = pdf_name(dossier_key, first_page, last_page, kind)
    rows = Document.with_replaced.filter(dossier__key=dossier_key, first_page=first_page)
    named = set(rows.filter(last_page=last_page, kind=kind).values_list("pdf", flat=True))
    if not named:
        return plain
    numbered = (numbered_pdf_name(plain, number) for number in count(1))
    return next(name for name in numbered if name not in named)


def refile_pdf(document: Document, sheets: Sequence[OpenedSheet], store: Store) -> None:
    """Write the PDF of a document as its pages stand, under another name, and name it.

    Raises:
        StorageError: The store failed, or a disk is full.
    """
    if not (document.pdf and sheets):
        return
    dossier, pages = document.dossier, range(document.first_page, document.last_page + 1)
    name = free_pdf_name(dossier.key, pages[0], pages[-1], document.kind)
    put_pdf(name, dossier.name, sheets, ledger.outcomes_of(dossier.pk, pages), store)
    document.pdf = name
    document.save(update_fields=["pdf"])


def put_pdf(
    name: str,
    title: str,
    sheets: Sequence[OpenedSheet],
    outcomes: Sequence[PageOutcome],
    store: Store,
) -> None:
    """Write sheets (at least one) with their text as one PDF into the store.

    Args:
        outcomes: Of the pages, in any order.

    Raises:
        StorageError: The store failed, or a disk is full.
    """
    readings = {each.index: each for each in outcomes if isinstance(each, PageReading)}
    pages = [_pdf_page(sheet, readings.get(sheet.index)) for sheet in sheets]
    with tempfile.TemporaryDirectory(prefix="hoso-") as work:
        write_searchable_pdf(pages, Path(work) / "document.pdf", title=title)
        store.put_file(name, Path(work) / "document.pdf")


def _pdf_page(sheet: OpenedSheet, reading: PageReading | None) -> PdfPage:
    turned = (sheet.rotation - (reading.rotation if reading else 0)) % 360
    return PdfPage(sheet.path, sheet.media, sheet.number, reading, turned)
