"""A person divides a dossier otherwise: what changed is read out and filed anew."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from dossiers.document import Document
from dossiers.page import PageFailure, PageOutcome, PageReading
from extraction.document_fields import read_fields
from pipeline.dossier import paper_of
from pipeline.review import find_doubts
from pipeline.workshop import Knowledge
from records import ledger
from records.divisions import changed_parts
from records.filing import CANNOT_BE_OPENED, FiledDocument
from records.searchable_pdf import PdfPage, write_searchable_pdf
from storage.names import pdf_name
from storage.store import Store


def file_anew(
    dossier_id: int, parts: Sequence[Document], knowledge: Knowledge, store: Store
) -> list[FiledDocument]:
    """The changed parts of a dossier with their fields, doubts and PDFs.

    Args:
        parts: All documents as the person divided them: they tell about each other.

    Raises:
        StorageError: The store failed; what was written is written over the next time.
    """
    outcomes, sheets = ledger.outcomes(dossier_id), ledger.sheets(dossier_id)
    changed = {_span(part) for part in changed_parts(dossier_id, parts)}
    dossier = ledger.identity(dossier_id)
    return [
        FiledDocument(document, True, file_pdf(document, dossier, outcomes, sheets, store))
        for document in read_out(parts, outcomes, knowledge)
        if _span(document) in changed
    ]


def read_out(
    parts: Sequence[Document], outcomes: Sequence[PageOutcome], knowledge: Knowledge
) -> Iterator[Document]:
    """The documents of a dossier with their fields and doubts."""
    papers = [paper_of(part, outcomes, knowledge.tagger) for part in parts]
    sure = (knowledge.review_below, knowledge.acceptance)
    for document in read_fields(papers, knowledge.trust):
        yield replace(document, doubts=find_doubts(document, outcomes, *sure))


def file_pdf(
    document: Document,
    dossier: ledger.Identity,
    outcomes: Sequence[PageOutcome],
    sheets: Sequence[ledger.StoredSheet],
    store: Store,
) -> str:
    """Put the searchable PDF of a document into the store; its name, empty without any page.

    Args:
        outcomes, sheets: Of all pages of the dossier.
    """
    with ExitStack() as opened, tempfile.TemporaryDirectory(prefix="hoso-") as work:
        own = (each for each in sheets if each.index in document.pages)
        pages = [_page(each, outcomes[each.index], store, opened) for each in own]
        opening = [page for page in pages if page]
        if not opening:
            return ""
        name = pdf_name(dossier.key, document.first_page, document.last_page, document.kind)
        write_searchable_pdf(opening, Path(work) / "document.pdf", title=dossier.name)
        store.put_file(name, Path(work) / "document.pdf")
    return name


def _span(document: Document) -> tuple[str, int, int]:
    return document.kind, document.first_page, document.last_page


def _page(
    sheet: ledger.StoredSheet, outcome: PageOutcome, store: Store, opened: ExitStack
) -> PdfPage | None:
    """The page for the PDF; None when its bytes cannot be opened."""
    reading = outcome if isinstance(outcome, PageReading) else None
    if reading is None and isinstance(outcome, PageFailure) and outcome.stage in CANNOT_BE_OPENED:
        return None
    path = opened.enter_context(store.local(sheet.stored_as))
    turned = (sheet.rotation - (reading.rotation if reading else 0)) % 360
    return PdfPage(path, sheet.media, sheet.number, reading, turned)
