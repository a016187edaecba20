"""Markdown tables of rates, with their intervals."""

from collections.abc import Iterable, Sequence
from math import isnan

from bench.intervals import Rate

NONE = "–"


def percent(rate: Rate) -> str:
    """``"1.2 % (0.9–1.6)"``; a dash where there was nothing to count."""
    if isnan(rate.value):
        return NONE
    if isnan(rate.low):
        return f"{rate.value:.1%}".replace("%", " %")
    return f"{100 * rate.value:.1f} % ({100 * rate.low:.1f}–{100 * rate.high:.1f})"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """The lines of a table; a bar within a cell would end it, so it is escaped."""
    cells = [heads, ["---"] * len(heads), *rows]
    return ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in cells]
