"""Searchable PDFs made anew from the originals in the store."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from dossiers.page import PageOutcome, PageReading
from records import ledger
from records.filing import CANNOT_BE_OPENED
from records.models import Page
from records.searchable_pdf import PdfPage, write_searchable_pdf
from storage.store import Store


@dataclass(frozen=True, slots=True)
class OpenedSheet:
    """Page ``number`` of the file at ``path`` is page ``index`` of its dossier."""

    index: int
    path: Path
    media: str
    number: int


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
            sheets.append(OpenedSheet(each.index, paths[each.stored_as], each.media, each.number))
        yield sheets


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
    pages = [
        PdfPage(sheet.path, sheet.media, sheet.number, readings.get(sheet.index))
        for sheet in sheets
    ]
    with tempfile.TemporaryDirectory(prefix="hoso-") as work:
        write_searchable_pdf(pages, Path(work) / "document.pdf", title=title)
        store.put_file(name, Path(work) / "document.pdf")
