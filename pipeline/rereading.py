"""A page that a person turned upright is read again."""

from collections.abc import Sequence
from dataclasses import replace

from classifiers.documents import find_documents
from dossiers.document import Document
from dossiers.page import PageOutcome, PageReading
from dossiers.vocabulary import COVER_KIND, UNKNOWN_KIND
from pipeline.page import PageTask
from pipeline.redivision import file_pdf, read_out
from pipeline.workers import PagePool
from pipeline.workshop import Knowledge
from records import ledger
from records.divisions import last_division, standing_parts
from records.filing import FiledDocument
from records.text_corrections import corrected, said_on
from storage.store import Store


def read_turned(dossier_id: int, index: int, pool: PagePool, store: Store) -> PageOutcome:
    """Read page ``index`` as it stands upright now; nothing is written down.

    Raises:
        StorageError: The original is out of reach.
    """
    sheet = ledger.sheets(dossier_id)[index]
    with store.local(sheet.stored_as) as path:
        task = PageTask(index, path, sheet.media, sheet.number, path.name, sheet.rotation)
        (timed,) = pool.digitize([task])
    return timed.result.outcome


def file_reread(
    dossier_id: int, reading: PageReading, knowledge: Knowledge, store: Store
) -> FiledDocument:
    """The document with a page that was read again, with its fields, doubts and PDF.

    What people typed on the page stands on it still.

    Raises:
        StorageError: The store failed; what was written is written over the next time.
    """
    now = corrected(reading, said_on(dossier_id, reading.index))
    outcomes = [
        now if each.index == reading.index else each for each in ledger.outcomes(dossier_id)
    ]
    parts = standing_parts(dossier_id)
    part = _part_with(reading.index, parts)
    if last_division(dossier_id) is None:  # else a person named it
        parts[parts.index(part)] = _named_anew(part, outcomes, knowledge)
    document = _part_with(reading.index, list(read_out(parts, outcomes, knowledge)))
    pdf = file_pdf(document, ledger.identity(dossier_id), outcomes, store)
    return FiledDocument(document, in_review=True, pdf=pdf)


def _named_anew(part: Document, outcomes: Sequence[PageOutcome], knowledge: Knowledge) -> Document:
    """The part with the kind that its pages tell now, if they tell one and are one document."""
    told, *others = find_documents(outcomes[part.first_page : part.last_page + 1], knowledge.judge)
    if others or told.kind == UNKNOWN_KIND or part.kind == COVER_KIND:
        return part
    return replace(
        part,
        kind=told.kind,
        kind_confidence=told.kind_confidence,
        disputed_by=told.disputed_by,
    )


def _part_with(index: int, parts: Sequence[Document]) -> Document:
    return next(part for part in parts if index in part.pages)
