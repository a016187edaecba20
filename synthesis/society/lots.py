"""Draws from weighted lists, and the tables of this room that hold such lists."""

import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from itertools import accumulate
from random import Random
from typing import Any

from dossiers.text import compose

When = date | int


def day_of(when: When) -> date:
    """A moment as a day; a bare year counts as its 1 January."""
    return when if isinstance(when, date) else date(when, 1, 1)


@dataclass(frozen=True, slots=True)
class Lot:
    """Words of which some come more often.

    Attributes:
        words: What can be drawn; at least one.
        sums: Weights summed up, ascending; as long as ``words``.
    """

    words: tuple[str, ...]
    sums: tuple[float, ...]

    def draw(self, draws: Random) -> str:
        at = bisect_right(self.sums, draws.random() * self.sums[-1])
        return self.words[min(at, len(self.words) - 1)]


def lot_of(weights: Mapping[str, float]) -> Lot:
    """A lot of words with their weights; words without weight are left out."""
    kept = {word: weight for word, weight in weights.items() if weight > 0}
    return Lot(tuple(kept), tuple(accumulate(kept.values())))


def read_lot(text: str, separator: str = ",") -> Lot:
    """A lot written as ``Nguyễn=31, Trần=11, Mai``; without a number a word weighs 1.

    ``_`` stands for the empty word.
    """
    weights: dict[str, float] = {}
    for item in read_list(text, separator):
        word, _, weight = item.partition("=")
        word = "" if word.strip() == "_" else word.strip()
        weights[word] = weights.get(word, 0.0) + float(weight or 1)
    return lot_of(weights)


def read_list(text: str, separator: str = ",") -> tuple[str, ...]:
    """Words of a text, trimmed, without empty ones."""
    return tuple(word for item in text.split(separator) if (word := " ".join(item.split())))


def read_rows(text: str) -> list[list[str]]:
    """Rows of a text whose cells are split at ``|``; empty lines are left out."""
    return [
        [cell.strip() for cell in line.split("|")] for line in text.splitlines() if line.strip()
    ]


def read_span(text: str) -> tuple[date, date]:
    """Days from which and before which something holds: ``1996-2025.07``.

    Either end may be empty; a year without month begins in January.
    """
    first, _, end = text.partition("-")
    return _month(first, date.min), _month(end, date.max)


def holding(spans: Iterable[tuple[date, date]], day: date) -> list[int]:
    """Which of the spans hold on a day, as their positions."""
    return [at for at, (first, end) in enumerate(spans) if first <= day < end]


@cache
def table(name: str) -> Mapping[str, Any]:
    """A TOML table of this room, composed."""
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    return tomllib.loads(compose(text))


def _month(text: str, otherwise: date) -> date:
    if not text.strip():
        return otherwise
    year, _, month = text.strip().partition(".")
    return date(int(year), int(month or 1), 1)
