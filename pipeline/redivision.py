"""A person divides a dossier otherwise: what changed is read out and filed anew."""

from collections.abc import Sequence
from dataclasses import replace

from dossiers.document import Document
from dossiers.page import PageOutcome
from extraction.document_fields import read_fields
from pipeline.dossier import paper_of
from pipeline.review import find_doubts
from pipeline.workshop import Knowledge
from records import ledger
from records.divisions import changed_parts
from records.filing import FiledDocument
from records.stored_pdfs import opened_sheets, put_pdf
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
    outcomes = ledger.outcomes(dossier_id)
    papers = [paper_of(part, outcomes, knowledge.tagger) for part in parts]
    changed = {_span(part) for part in changed_parts(dossier_id, parts)}
    sure = (knowledge.review_below, knowledge.acceptance)
    return [
        _file(
            replace(document, doubts=find_doubts(document, outcomes, *sure)),
            ledger.identity(dossier_id),
            outcomes,
            store,
        )
        for document in read_fields(papers, knowledge.trust)
        if _span(document) in changed
    ]


def _span(document: Document) -> tuple[str, int, int]:
    return document.kind, document.first_page, document.last_page


def _file(
    document: Document, dossier: ledger.Identity, outcomes: Sequence[PageOutcome], store: Store
) -> FiledDocument:
    name = ""
    with opened_sheets(dossier.id, document.pages, store) as sheets:
        if sheets:
            name = pdf_name(dossier.key, document.first_page, document.last_page, document.kind)
            put_pdf(name, dossier.name, sheets, outcomes, store)
    return FiledDocument(document, in_review=True, pdf=name)
