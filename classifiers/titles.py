"""The heading of a paper: which known phrase stands alone on lines of its upper part."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from rapidfuzz import fuzz

from dossiers.page import Line, PageText
from dossiers.text import fold, squeeze

# Headings stand in the upper part of a page; forms with a photo or a map have them lower.
HEADING_PART = 0.6
LIKE_ENOUGH = 86
MOST_LINES = 3
_NOT_A_LETTER = re.compile(r"[^0-9a-z<]+")


@dataclass(frozen=True, slots=True)
class Phrases:
    """What gives one kind away; all folded, letters and digits only."""

    titles: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Title:
    """A heading that was recognized.

    Attributes:
        likeness: 0..1.
        printed: The line(s) as read.
        line: Index of its first line on the page.
    """

    kind: str
    phrase: str
    likeness: float
    printed: str
    line: int


def bare(text: str) -> str:
    """Letters and digits only, folded, single spaces: what phrases are compared in."""
    return squeeze(_NOT_A_LETTER.sub(" ", fold(text)))


@cache
def phrases() -> Mapping[str, Phrases]:
    """The table ``phrases.toml``, by code of the kind."""
    text = resources.files("classifiers").joinpath("phrases.toml").read_text(encoding="utf-8")
    return {
        kind: Phrases(**{part: tuple(map(bare, entries)) for part, entries in row.items()})
        for kind, row in tomllib.loads(text).items()
    }


def find_titles(page: PageText) -> list[Title]:
    """All headings that the upper part of a page may have, the best first.

    A longer phrase beats a shorter one that it contains: "Tờ khai cấp giấy xác nhận tình
    trạng hôn nhân" is a declaration, not the certificate.
    """
    lines = [line for line in page.lines if line.box.top < HEADING_PART * page.height]
    found = [title for block in _blocks(lines) if (title := _best_title(*block))]
    return sorted(found, key=_weight, reverse=True)


def _weight(title: Title) -> float:
    return title.likeness + min(len(title.phrase), 60) / 400 - title.line / 400


def _blocks(lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    """Every line, and every two and three neighboring ones joined."""
    for start in range(len(lines)):
        for count in range(1, MOST_LINES + 1):
            block = lines[start : start + count]
            if len(block) == count:
                yield start, " ".join(line.text for line in block)


def _best_title(start: int, printed: str) -> Title | None:
    heading = bare(printed)
    if not 4 <= len(heading) <= 140 or not _looks_like_heading(printed):
        return None
    candidates = [
        Title(kind, phrase, likeness, printed, start)
        for kind, table in phrases().items()
        for phrase in table.titles
        if (likeness := _likeness(heading, phrase)) > 0
    ]
    return max(candidates, key=_weight, default=None)


def _likeness(heading: str, phrase: str) -> float:
    """0..1: the heading is the phrase, or begins with it; 0 when it is neither."""
    whole = fuzz.ratio(heading, phrase)
    if whole >= LIKE_ENOUGH and abs(len(heading) - len(phrase)) <= 0.25 * len(phrase) + 2:
        return whole / 100
    if len(phrase) < len(heading) and len(phrase) >= 6:
        start = fuzz.ratio(heading[: len(phrase)], phrase)
        whole_words = heading[len(phrase)] == " "
        if start >= 92 and whole_words:
            return 0.9 * start / 100
    return 0.0


def _looks_like_heading(printed: str) -> bool:
    """Claim that a line is mostly capitals, as headings are and sentences are not."""
    letters = [char for char in printed if char.isalpha()]
    return sum(char.isupper() for char in letters) >= 0.6 * max(len(letters), 1)
