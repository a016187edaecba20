"""Rows of labels with leader dots, and values upon the dots."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from synthesis.typesetting.column import Column, Word
from synthesis.typesetting.press import Press

_CELL = re.compile(r"\|(\d*)(?:\s+|$)")


def set_leader_rows(press: Press, column: Column, markup: str) -> None:
    """Set cells ``| label: value``, each value on leader dots that run to the cell's end.

    Cells that do not fit beside each other get rows of their own.
    """
    said = [float(share or 0) for share in _CELL.findall(markup)]
    cells = [_cell(press, column, cell.strip()) for cell in _CELL.split(markup)[2::2]]
    widths = _cell_widths(column, cells, said)
    least = 2.5 * column.style.size
    if all(
        cell.label_width + least <= width or (cell.label_width <= width and not cell.words)
        for cell, width in zip(cells, widths, strict=True)
    ):
        _set_cells(column, cells, widths)
    else:
        for cell in cells:
            _set_cells(column, [cell], [column.width])


def _cell_widths(column: Column, cells: Sequence["_Cell"], shares: list[float]) -> list[float]:
    """Widths as percent say; cells that say nothing share the rest by what they hold."""
    widths = [column.width * share / max(100.0, sum(shares)) for share in shares]
    rest = column.width - sum(widths)
    wishes = [
        # A long value flows on below; it does not starve the others.
        0.0
        if share
        else cell.label_width + min(max(3 * column.style.size, cell.width), 0.6 * column.width)
        for cell, share in zip(cells, shares, strict=True)
    ]
    return [width or rest * wish / sum(wishes) for width, wish in zip(widths, wishes, strict=True)]


@dataclass(frozen=True, slots=True)
class _Cell:
    """The words of a label and of the value that stands on the dots behind it."""

    label: list[Word]
    words: list[Word]

    @property
    def label_width(self) -> float:
        return sum(word.width for word in self.label) + 3.5 * len(self.label)

    @property
    def width(self) -> float:
        return sum(word.width for word in self.words) + 3.5 * len(self.words)


def _cell(press: Press, column: Column, markup: str) -> _Cell:
    label, colon, value = markup.partition(": ")
    # Numbers and dashes have no colon on paper: "(2) ......".
    if any(letter.isalpha() for letter in label):
        label += colon.strip()
    if value and "{" not in value:
        value = f"{{{value}}}"  # whoever fills the form in writes on the dots
    return _Cell(
        press.words(column, label) if label else [], press.words(column, value) if value else []
    )


def _set_cells(column: Column, cells: Sequence[_Cell], widths: list[float]) -> None:
    style, space = column.style, column.style.size * 0.26
    if len(cells) == 1 and cells[0].label_width > column.width * 0.8:
        column.paragraph(cells[0].label, style, align="left")
        cells = [_Cell([], cells[0].words)]
    column.need(style.size * style.leading)
    baseline, x = column.y + style.size * 0.95, column.left
    said, spilled = [], []
    for cell, width in zip(cells, widths, strict=True):
        labeled, end = column.row(cell.label, x, baseline, space)
        start, room = end + (space if cell.label else 0.0), x + width - 2 * space
        column.leaders(start, room, baseline)
        fitting = _fitting(cell.words, room - start, space)
        found, _ = column.row(cell.words[:fitting], start + space / 2, baseline, space)
        said += labeled + found
        spilled += cell.words[fitting:]
        x += width
    column.say(said)
    column.y += style.size * style.leading
    if spilled:
        _set_spilled(column, spilled, space)


def _fitting(words: list[Word], room: float, space: float) -> int:
    """How many words fit."""
    used = 0.0
    for count, word in enumerate(words):
        used += word.width + space
        if used > room + 2 * space:
            return count
    return len(words)


def _set_spilled(column: Column, words: list[Word], space: float) -> None:
    """Set what did not fit onto dotted rows below."""
    for row in column.broken(words, column.style):
        column.need(column.style.size * column.style.leading)
        baseline = column.y + column.style.size * 0.95
        column.leaders(column.left, column.right - space, baseline)
        said, _ = column.row(row, column.left + space, baseline, space)
        column.say(said)
        column.y += column.style.size * column.style.leading
