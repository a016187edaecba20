"""A person divides a dossier otherwise: what changed is read out and filed anew."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dossiers.document import Document
from dossiers.page import PageOutcome
from extraction.document_fields import read_fields
from pipeline.papers import paper_of
from pipeline.review import find_doubts
from pipeline.workshop import Knowledge
from records import ledger
from records.divisions import changed_parts
from records.filing import FiledDocument
from records.stored_pdfs import free_pdf_name, opened_sheets, put_pdf
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
    outcomes = ledger.outcomes(dossier_id)
    changed = {_span(part) for part in changed_parts(dossier_id, parts)}
    dossier = ledger.identity(dossier_id)
    return [
        FiledDocument(document, True, file_pdf(document, dossier, outcomes, store))
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
    document: Document, dossier: ledger.Identity, outcomes: Sequence[PageOutcome], store: Store
) -> str:
    """Put the searchable PDF of a document into the store; its name, empty without any page.

    Args:
        outcomes: Of all pages of the dossier.
    """
    with opened_sheets(dossier.id, document.pages, store) as sheets:
        if not sheets:
            return ""
        span = document.first_page, document.last_page
        name = free_pdf_name(dossier.key, *span, document.kind)
        put_pdf(name, dossier.name, sheets, outcomes, store)
    return name


def _span(document: Document) -> tuple[str, int, int]:
    return document.kind, document.first_page, document.last_page
