"""A dossier from its sheets to its record."""

import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from classifiers.covers import find_bundles
from classifiers.documents import find_documents
from dossiers.delivery import ScanStream, Sheet
from dossiers.document import Document
from dossiers.page import PageOutcome, PageReading
from extraction.document_fields import read_fields
from pipeline.completeness import find_gaps
from pipeline.page import PageTask
from pipeline.papers import paper_of
from pipeline.review import find_doubts
from pipeline.taking_over import take_over
from pipeline.version import PIPELINE_VERSION
from pipeline.workshop import Knowledge, Workshop
from records import ledger
from records.counts import count_dossier
from records.filing import CANNOT_BE_OPENED, FiledDocument
from records.record_json import DossierRecord, encode_record
from records.revisions import put_record
from records.searchable_pdf import PdfPage, write_searchable_pdf
from records.stored_pdfs import free_pdf_name
from storage.names import image_name

Watch = Callable[[PageOutcome], None]


@dataclass(frozen=True, slots=True)
class DossierSummary:
    """What became of a dossier, in numbers.

    Attributes:
        seconds, cpu_seconds: Of this run; 0.0 for a dossier that was done before.
        fresh: It was digitized in this run.
    """

    dossier_id: int
    name: str
    pages: int
    blank: int
    failed: int
    kinds: Mapping[str, int]
    fields: int
    documents_in_review: int
    seconds: float
    cpu_seconds: float
    fresh: bool


def digitize_dossier(
    stream: ScanStream, ticket: ledger.Ticket, workshop: Workshop, watch: Watch
) -> DossierSummary:
    """Digitize what is still to do of a dossier, and record it; done before, tell it.

    Args:
        watch: Told of every page that is done in this run.

    Raises:
        StorageError: The store or the delivery failed; what is done so far is kept.
    """
    if ticket.finished:
        take_over(ticket.dossier_id, workshop.knowledge, workshop.store)
        return summarize(ticket, 0.0, 0.0, fresh=False)
    started, own_cpu = time.monotonic(), time.thread_time()
    cpu_seconds = _digitize_pages(stream, ticket, workshop, watch)
    outcomes = ledger.outcomes(ticket.dossier_id)
    documents = file_documents(stream, outcomes, ticket.key, workshop)
    cpu_seconds += time.thread_time() - own_cpu
    seconds = time.monotonic() - started
    record = DossierRecord(
        stream, outcomes, documents, PIPELINE_VERSION, workshop.knowledge.judge.name
    )
    put_record(ticket.key, encode_record(record), workshop.store)
    ledger.record_dossier(ticket.dossier_id, documents, seconds=seconds, cpu_seconds=cpu_seconds)
    take_over(ticket.dossier_id, workshop.knowledge, workshop.store)
    return summarize(ticket, seconds, cpu_seconds, fresh=True)


def understand(
    stream: ScanStream, outcomes: Sequence[PageOutcome], knowledge: Knowledge
) -> tuple[Document, ...]:
    """Divide a stream into documents, with their fields and what is doubtful about them."""
    documents: list[Document] = []
    bundles = list(find_bundles(outcomes, partial(find_documents, judge=knowledge.judge)))
    all_gaps = find_gaps(bundles, stream.announced, outcomes, knowledge.procedures)
    for bundle, gaps in zip(bundles, all_gaps, strict=True):
        papers = _read_out(bundle.documents, stream, outcomes, knowledge)
        papers[:1] = [replace(paper, doubts=(*paper.doubts, *gaps)) for paper in papers[:1]]
        documents += papers
    return tuple(documents)


def _read_out(
    found: Sequence[Document],
    stream: ScanStream,
    outcomes: Sequence[PageOutcome],
    knowledge: Knowledge,
) -> list[Document]:
    """The documents of a dossier with their fields and doubts."""
    papers = [paper_of(document, outcomes, knowledge.tagger) for document in found]
    documents = read_fields(papers, knowledge.trust)
    sure = (knowledge.review_below, knowledge.acceptance)
    return [
        replace(document, doubts=stream.doubts + find_doubts(document, outcomes, *sure))
        for document in documents
    ]


def file_documents(
    stream: ScanStream, outcomes: Sequence[PageOutcome], key: str, workshop: Workshop
) -> tuple[FiledDocument, ...]:
    """Put a searchable PDF of every document into the store."""
    with tempfile.TemporaryDirectory(prefix="hoso-") as work:
        return tuple(
            _file(document, stream, outcomes, key, workshop, Path(work))
            for document in understand(stream, outcomes, workshop.knowledge)
        )


def summarize(
    ticket: ledger.Ticket, seconds: float, cpu_seconds: float, *, fresh: bool
) -> DossierSummary:
    """Count what the ledger knows of a recorded dossier."""
    counts = count_dossier(ticket.dossier_id)
    return DossierSummary(
        dossier_id=ticket.dossier_id,
        name=ticket.name,
        pages=ticket.pages,
        blank=counts.blank,
        failed=counts.failed,
        kinds=counts.kinds,
        fields=counts.fields,
        documents_in_review=counts.documents_in_review,
        seconds=seconds,
        cpu_seconds=cpu_seconds,
        fresh=fresh,
    )


def _digitize_pages(
    stream: ScanStream, ticket: ledger.Ticket, workshop: Workshop, watch: Watch
) -> float:
    """Digitize the pages without an outcome; returns processor seconds of the workers."""
    cpu_seconds = 0.0
    tasks = (_task(stream, sheet.index) for sheet in ledger.sheets_to_do(ticket.dossier_id))
    for timed in workshop.pool.digitize(tasks):
        outcome = timed.result.outcome
        if timed.result.view:
            workshop.store.put(image_name(ticket.key, outcome.index), timed.result.view)
        ledger.save_outcome(ticket.dossier_id, outcome, timed.cpu_seconds)
        cpu_seconds += timed.cpu_seconds
        watch(outcome)
    return cpu_seconds


def _task(stream: ScanStream, index: int) -> PageTask:
    sheet = stream.sheets[index]
    original = sheet.original
    return PageTask(index, original.path, original.media, sheet.number, original.name)


def _file(  # noqa: PLR0913  # one document and everything it is filed by
    document: Document,
    stream: ScanStream,
    outcomes: Sequence[PageOutcome],
    key: str,
    workshop: Workshop,
    work: Path,
) -> FiledDocument:
    pages = [
        page
        for index in document.pages
        if (page := _pdf_page(stream.sheets[index], outcomes[index]))
    ]
    name = ""
    if pages:
        name = free_pdf_name(key, document.first_page, document.last_page, document.kind)
        write_searchable_pdf(pages, work / "document.pdf", title=stream.name)
        workshop.store.put_file(name, work / "document.pdf")
    return FiledDocument(document, in_review=bool(document.doubts), pdf=name)


def _pdf_page(sheet: Sheet, outcome: PageOutcome) -> PdfPage | None:
    """The page for the PDF; None when its bytes cannot be opened."""
    original = sheet.original
    if isinstance(outcome, PageReading):
        return PdfPage(original.path, original.media, sheet.number, outcome)
    if outcome.stage in CANNOT_BE_OPENED:
        return None
    return PdfPage(original.path, original.media, sheet.number, None)
