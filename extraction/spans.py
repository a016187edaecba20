"""A stretch of a line: the words that a value was read from."""

from collections.abc import Sequence
from dataclasses import dataclass

from dossiers.document import Field, Source
from dossiers.geometry import Box
from dossiers.page import Line, PageText, Word


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


def joined(lines: Sequence[Line]) -> Span:
    """All words of some lines (at least one)."""
    return Span(tuple(word for line in lines for word in line.words))


@dataclass(frozen=True, slots=True)
class Found:
    """A value on a page, before it is a field of a document."""

    key: str
    value: str
    span: Span
    confidence: float
    checks_passed: tuple[str, ...] = ()
    checks_failed: tuple[str, ...] = ()

    def on_scan(self, page: PageText, index: int) -> Field:
        """The field, its box led back to the pixels of the scan."""
        return Field(
            key=self.key,
            value=self.value,
            raw=self.span.text,
            confidence=round(self.confidence, 3),
            page=index,
            box=page.to_scan.box(self.span.box),
            source=Source.RULE,
            checks_passed=self.checks_passed,
            checks_failed=self.checks_failed,
        )
