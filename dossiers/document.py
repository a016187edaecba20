"""A document within a scan stream, and its fields with their evidence."""

from dataclasses import dataclass
from enum import StrEnum

from dossiers.geometry import Box
from dossiers.messages import Message


class Source(StrEnum):
    """Who says a field's value, in the order of trust."""

    PERSON = "person"
    QR = "qr"
    MRZ = "mrz"
    BARCODE = "barcode"
    MODEL = "model"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Candidate:
    """What another way of reading says that a field's value is.

    Attributes:
        value, confidence, page, box, source: see ``Field``.
    """

    value: str
    confidence: float
    page: int
    box: Box
    source: Source


@dataclass(frozen=True, slots=True)
class Field:
    """A field as found on a page.

    Attributes:
        key: A code of ``vocabulary.toml``, e.g. ``so_ky_hieu``.
        value: The normal form (an ISO date, digits, NFC text).
        raw: The text as it stands on the page; empty when only a gap was found.
        confidence: Probability that ``value`` is right, 0..1.
        page: Index of the page in the scan stream, from 0.
        box: In pixels of the original scan.
        checks_passed, checks_failed: Names of checks, e.g. ``date_possible``.
        candidates: Other values that were read, the most probable first.
    """

    key: str
    value: str
    raw: str
    confidence: float
    page: int
    box: Box
    source: Source
    checks_passed: tuple[str, ...] = ()
    checks_failed: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()


class Lack(StrEnum):
    """Why a field that such papers have is not told."""

    ABSENT = "absent"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Missing:
    """A field that papers of this kind mostly have, and this one does not, or not legibly.

    Attributes:
        confidence: Probability that it is as ``lack`` says.
    """

    key: str
    lack: Lack
    confidence: float


@dataclass(frozen=True, slots=True)
class KindOpinion:
    """What a page looks like by itself.

    Attributes:
        kind: Code of the kind, ``khac`` when nothing speaks for a known one.
        confidence: Probability that ``kind`` is right.
        begins: Probability that a document begins on this page.
        evidence: The phrase or rule that decided, for people.
    """

    kind: str
    confidence: float
    begins: float
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """Neighboring pages that are one paper; both ends are included, from 0.

    Attributes:
        kind_confidence: Probability that ``kind`` is right.
        boundary_confidence: Probability that the paper is exactly these pages.
        disputed_by: The kind that a second opinion says instead, if any.
        missing: What such papers mostly say and was not read here.
    """

    kind: str
    kind_confidence: float
    first_page: int
    last_page: int
    fields: tuple[Field, ...] = ()
    doubts: tuple[Message, ...] = ()
    boundary_confidence: float = 1.0
    disputed_by: str = ""
    missing: tuple[Missing, ...] = ()

    @property
    def pages(self) -> range:
        return range(self.first_page, self.last_page + 1)
