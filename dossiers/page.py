"""A page: what was read on it, and what became of it.

Words are boxed in the *reading frame*: the pixels of the upright, straightened image that
the engine saw. ``PageText.to_scan`` leads any box back to the pixels of the original scan,
the only frame in which boxes are stored or shown.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from dossiers.geometry import IDENTITY, Box, Transform
from dossiers.messages import Message


class Stage(StrEnum):
    """Where on its way a page is."""

    TAKE_IN = "take_in"
    RASTERIZE = "rasterize"
    CLEAN = "clean"
    READ = "read"
    RECORD = "record"


class PageState(StrEnum):
    """What the ledger knows of a page; every page is in exactly one of these."""

    TO_DO = "to_do"
    RECORDED = "recorded"
    IN_REVIEW = "in_review"
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True)
class Word:
    """A word as read; ``confidence`` is within 0..1, ``typed`` says that a person wrote it."""

    text: str
    box: Box
    confidence: float
    typed: bool = False


@dataclass(frozen=True)
class Line:
    """Words that stand on one line, from left to right; never empty."""

    words: tuple[Word, ...]

    @cached_property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @cached_property
    def box(self) -> Box:
        return Box.around(word.box for word in self.words)

    @property
    def confidence(self) -> float:
        """Mean over words, weighted by their letters."""
        letters = sum(len(word.text) for word in self.words)
        return sum(word.confidence * len(word.text) for word in self.words) / max(letters, 1)


@dataclass(frozen=True)
class PageText:
    """The lines of a page in reading order (the left header block before the right one).

    ``width`` and ``height`` are those of the reading frame.
    """

    width: int
    height: int
    lines: tuple[Line, ...] = ()
    engine: str = ""
    to_scan: Transform = IDENTITY

    @cached_property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @property
    def confidence(self) -> float:
        """Mean over words, weighted by their letters; 0.0 without words."""
        words = [word for line in self.lines for word in line.words]
        letters = sum(len(word.text) for word in words)
        return sum(word.confidence * len(word.text) for word in words) / max(letters, 1)


@dataclass(frozen=True, slots=True)
class PageQuality:
    """How well a page was scanned, measured on its lines of text.

    Attributes:
        line_height: Of the median line on the scan, with its marks, in pixels; 13 points at
            300 dpi give about 60.
        contrast: Ink against paper, 0..1.
        sharpness: The steepest edges of letters against the contrast, 0..1, on lines scaled to
            one size: small letters are as blurred as large ones out of focus.
        cut_lines: Lines that go on beyond the edge of the scan.
    """

    line_height: float
    contrast: float
    sharpness: float
    cut_lines: int


@dataclass(frozen=True, slots=True)
class PrintedCode:
    """A bar code or QR code that was read.

    Attributes:
        symbology: ``qr`` or ``code128``.
        box: In pixels of the original scan.
    """

    symbology: str
    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class PageLook:
    """How a page looks from afar, upright.

    Attributes:
        colored: The share of it that has another color than its paper, 0..1.
        toned: The share of pictures and dark grounds, 0..1.
        ruled_across, ruled_down: Lengths of straight lines, in widths and heights of the page;
            thick ones count up to twice.
    """

    colored: float
    toned: float
    ruled_across: float
    ruled_down: float


@dataclass(frozen=True, slots=True)
class PageReading:
    """All that one page says by itself, before its neighbors are looked at.

    Attributes:
        index: Place in the scan stream, from 0.
        width, height: Of the scan as displayed, in pixels.
        rotation: Clockwise degrees (0, 90, 180, 270) that turn the scan upright.
        skew: Degrees, counter-clockwise positive, that were taken out after turning.
        has_seal: Red ink of a seal's size stands on the page.
        doubts: Why a person should look at this page, if at all.
        quality: None for a page without lines of text on paper.
        look: None for a blank side.
    """

    index: int
    width: int
    height: int
    rotation: int
    skew: float
    blank: bool
    has_seal: bool
    text: PageText
    doubts: tuple[Message, ...] = ()
    quality: PageQuality | None = None
    look: PageLook | None = None
    codes: tuple[PrintedCode, ...] = ()


@dataclass(frozen=True, slots=True)
class PageFailure:
    """A page that could not be digitized: data, not an exception."""

    index: int
    stage: Stage
    reason: Message


PageOutcome = PageReading | PageFailure
