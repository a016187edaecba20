"""How papers are filed: the key of a dossier, and what becomes of a document and its pages."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from dossiers.delivery import ScanStream
from dossiers.document import Document
from dossiers.page import PageFailure, PageOutcome, PageState, Stage

CANNOT_BE_OPENED = frozenset({Stage.TAKE_IN, Stage.RASTERIZE})


@dataclass(frozen=True, slots=True)
class FiledDocument:
    """A document with its place.

    Attributes:
        in_review: It waits for a person.
        pdf: Name of its searchable PDF in the store; empty when none of its pages opens.
    """

    document: Document
    in_review: bool
    pdf: str

    @property
    def state(self) -> PageState:
        return PageState.IN_REVIEW if self.in_review else PageState.RECORDED


def dossier_key(stream: ScanStream) -> str:
    """SHA-256 over the sheets, in order: the same scans have the same key under any name."""
    sheets = (f"{sheet.original.sha256} {sheet.number}\n" for sheet in stream.sheets)
    return hashlib.sha256("".join(sheets).encode("ascii")).hexdigest()


def failure_state(failure: PageFailure) -> PageState:
    """Quarantine for a page whose bytes cannot be opened; any other failure is for a person."""
    if failure.stage in CANNOT_BE_OPENED:
        return PageState.QUARANTINED
    return PageState.IN_REVIEW


def page_state(outcome: PageOutcome, filed: FiledDocument) -> PageState:
    """What became of a page of the document ``filed``."""
    return failure_state(outcome) if isinstance(outcome, PageFailure) else filed.state


def check_cover(documents: Sequence[Document], pages: int) -> None:
    """Make sure that every page lies in exactly one document, in the order of the scan.

    Raises:
        ValueError: A page is left out, or stands in two documents.
    """
    covered = [page for document in documents for page in document.pages]
    if covered != list(range(pages)):
        raise ValueError(f"documents cover pages {covered} of 0..{pages - 1}")
