"""A stretch of a line: the words that a value was read from."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from dossiers.geometry import Box
from dossiers.page import Line, Word
from extraction.values import read_value

SURELY_READ = 0.97
"""Words that their reader is so sure of are left as they were read."""


@dataclass(frozen=True, slots=True)
class Span:
    """Neighboring words, of one line or of several."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def box(self) -> Box:
        return Box.around(word.box for word in self.words)

    @property
    def confidence(self) -> float:
        """Of the least sure word: a value is right only when all of it is."""
        return min(word.confidence for word in self.words)

    @property
    def is_sure(self) -> bool:
        """All words were read without doubt."""
        return self.confidence >= SURELY_READ


def span_of(line: Line, start: int, end: int) -> Span | None:
    """The words of a line that cover ``line.text[start:end]``; None when there are none."""
    covered = []
    position = 0
    for word in line.words:
        after = position + len(word.text)
        if position < end and after > start:
            covered.append(word)
        position = after + 1
    return Span(tuple(covered)) if covered else None


def part_of(span: Span, raw: str) -> Span:
    """The words of a span that a value was taken from."""
    line = Line(span.words)
    start = line.text.find(raw)
    return (span_of(line, start, start + len(raw)) if start >= 0 else None) or span


def joined(lines: Sequence[Line]) -> Span:
    """All words of some lines (at least one)."""
    return Span(tuple(word for line in lines for word in line.words))


class Origin(StrEnum):
    """Which way a value was found."""

    QR = "qr"
    MRZ = "mrz"
    BARCODE = "barcode"
    TAGGER = "tagger"
    LABEL = "label"
    HEADER = "header"
    SIGNER = "signer"
    CODE_FORM = "code_form"


CODES = (Origin.QR, Origin.MRZ, Origin.BARCODE)
"""What papers tell machines."""

RULES = (Origin.LABEL, Origin.HEADER, Origin.SIGNER, Origin.CODE_FORM)


@dataclass(frozen=True, slots=True)
class Found:
    """A value on a page, before it is a field of a document.

    Attributes:
        confidence: Of the least sure word, 0..1.
        support: How strongly whoever found it says so, 0..1: the tagger's probability, the rank
            of a label.
        least: The tagger's probability of the least sure word.
        likeness: Of what was read to the list that the value is from, 0..1.
    """

    key: str
    value: str
    span: Span
    confidence: float
    checks_passed: tuple[str, ...] = ()
    checks_failed: tuple[str, ...] = ()
    origin: Origin = Origin.HEADER
    support: float = 1.0
    least: float = 1.0
    likeness: float = 1.0


def find_value(  # noqa: PLR0913  # what, where, and who says so how strongly
    key: str, span: Span, text: str, origin: Origin, support: float, least: float = 1.0
) -> Found | None:
    """The value of a field in the text of a span, or in a part of it; None where there is none."""
    value = read_value(key, text, sure=span.is_sure)
    if value is None:
        return None
    part = part_of(span, value.raw)
    return Found(
        key,
        value.text,
        part,
        part.confidence,
        value.checks_passed,
        value.checks_failed,
        origin,
        support,
        least,
        value.likeness,
    )
