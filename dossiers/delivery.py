"""What arrives: files as delivered, the sheets in them, and the scan streams they make."""

from dataclasses import dataclass
from pathlib import Path

from dossiers.expected import Expected
from dossiers.messages import Message


@dataclass(frozen=True, slots=True)
class Original:
    """A file as it was delivered; its bytes are never changed.

    Attributes:
        name: Path inside the delivery, NFC, with ``/``; for people.
        path: Where its bytes can be read now.
        sha256: Lower-case hex.
        size: Bytes.
        media: A MIME type, e.g. ``application/pdf``.
        pages: Number of pages in it.
    """

    name: str
    path: Path
    sha256: str
    size: int
    media: str
    pages: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One scanned side: page ``number`` (from 0) of one original."""

    original: Original
    number: int


@dataclass(frozen=True, slots=True)
class ScanStream:
    """Sheets in the order in which they were scanned; one stream becomes one dossier.

    Attributes:
        name: Of the PDF or TIFF (without its ending) or of the folder.
        doubts: Why a person should compare it with the paper, e.g. a repaired file.
        announced: The dossiers that lie in it, as lists say.
    """

    name: str
    sheets: tuple[Sheet, ...]
    doubts: tuple[Message, ...] = ()
    announced: tuple[Expected, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that could not be taken in. Its bytes are kept, and a person is told why."""

    name: str
    path: Path
    sha256: str
    size: int
    reason: Message


@dataclass(frozen=True, slots=True)
class Delivery:
    """Everything that one INPUT of the command line brought."""

    name: str
    source: str
    streams: tuple[ScanStream, ...]
    refusals: tuple[Refusal, ...] = ()
    ignored: tuple[str, ...] = ()
