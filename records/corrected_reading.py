"""A reading with what people typed in the place of its words.

A place is one or more boxes in pixels of the scan; what was typed replaces the words whose
centers lie in one of them. Words that stay what they were stay where they were.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import accumulate, groupby, pairwise

import numpy as np

from dossiers.geometry import Box
from dossiers.page import Line, PageReading, PageText, Word

Place = Sequence[Box]

_LARGEST_GAP = 2
"""Heights of a line: what is typed farther away from its words is a line of its own."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """A word at its line and place within it, both counted from 0."""

    row: int
    column: int
    word: Word


def correct_reading(reading: PageReading, place: Place, after: str) -> PageReading:
    """The reading with the words of ``after`` in a place; without any, nothing is written there.

    New words share the boxes of those that they replace in proportion to their letters.
    """
    text, typed = reading.text, after.split()
    held = _held(text, place)
    lines = _replace_words(text, held, typed) if held else _add_words(text, place, typed)
    return replace(reading, text=replace(text, lines=tuple(lines)))


def text_at(reading: PageReading, place: Place) -> str:
    """The words whose centers lie in a place, in reading order, with spaces between them."""
    lines = reading.text.lines
    return " ".join(lines[row].words[column].text for row, column in _held(reading.text, place))


def place_of_line(text: PageText, line: Line) -> tuple[Box, ...]:
    """The place of a line, piece by piece: each word and the gap behind it.

    On a scan that lies askew, one box around the line would hold words of its neighbors.
    """
    middle, quarter = line.box.center[1], line.box.height / 4
    nexts = [word.box.left for word in line.words[1:]] + [0]
    return tuple(
        text.to_scan.box(
            Box(
                word.box.left,
                min(word.box.top, round(middle - quarter)),
                max(word.box.right, following, word.box.left + 1),
                max(word.box.bottom, round(middle + quarter), word.box.top + 1),
            )
        )
        for word, following in zip(line.words, nexts, strict=True)
    )


def touches(place: Place, other: Place) -> bool:
    """Claim that two places stand on one line and share a part of it."""
    return any(_shares_line(one, two) and one.shared_width(two) for one in place for two in other)


def typed_words(reading: PageReading) -> PageReading:
    """The reading without the words that a machine read."""
    rows = (tuple(word for word in line.words if word.typed) for line in reading.text.lines)
    return replace(
        reading, text=replace(reading.text, lines=tuple(Line(row) for row in rows if row))
    )


def _held(text: PageText, place: Place) -> list[tuple[int, int]]:
    """Line and number within it of the words whose centers lie in a place."""
    spots = [(row, col) for row, line in enumerate(text.lines) for col in range(len(line.words))]
    if not spots or not place:
        return []
    centers = [(*word.box.center, 1.0) for line in text.lines for word in line.words]
    mapped = np.array(centers) @ text.to_scan.matrix.T
    x, y = (mapped[:, :1] / mapped[:, 2:]), (mapped[:, 1:2] / mapped[:, 2:])
    left, top, right, bottom = np.array([box.as_list() for box in place]).T
    inside = ((left <= x) & (x < right) & (top <= y) & (y < bottom)).any(axis=1)
    return [spot for spot, is_held in zip(spots, inside, strict=True) if is_held]


def _replace_words(
    text: PageText, held: Sequence[tuple[int, int]], typed: Sequence[str]
) -> list[Line]:
    old = [_Spot(row, column, text.lines[row].words[column]) for row, column in held]
    gone = set(held)
    spots = [
        _Spot(row, column, word)
        for row, line in enumerate(text.lines)
        for column, word in enumerate(line.words)
        if (row, column) not in gone
    ]
    for numbers, texts in _runs([spot.word.text for spot in old], typed):
        spots += _take_places([old[number] for number in numbers], texts)
    # Sorting keeps the order of words that were typed in one place.
    spots.sort(key=lambda spot: (spot.row, spot.column))
    lines = groupby(spots, key=lambda spot: spot.row)
    return [Line(tuple(spot.word for spot in line)) for _, line in lines]


def _runs(old: Sequence[str], new: Sequence[str]) -> list[tuple[range, list[str]]]:
    """Which new words take the places of which old ones (at least one), in order.

    Where as many were typed as stood there, each takes the place of one. A word that was left
    out by the machine shares the place of the one before it.
    """
    runs: list[tuple[range, list[str]]] = []
    ahead: list[str] = []
    for act, start, end, first, last in SequenceMatcher(None, old, new, False).get_opcodes():
        texts = list(new[first:last])
        if act == "insert":
            (runs[-1][1] if runs else ahead).extend(texts)
        elif len(texts) == end - start:
            places = range(start, end)
            runs += [(range(at, at + 1), [word]) for at, word in zip(places, texts, strict=True)]
        else:
            runs.append((range(start, end), texts))
    runs[0][1][:0] = ahead
    return runs


def _take_places(old: Sequence[_Spot], texts: Sequence[str]) -> Iterator[_Spot]:
    """The new words of a run in the places of the old ones; over several lines they flow on."""
    known = {spot.word.text for spot in old}
    lines = [list(line) for _, line in groupby(old, key=lambda spot: spot.row)]
    boxes = [Box.around(spot.word.box for spot in line) for line in lines]
    ends = list(accumulate(box.width for box in boxes))
    starts = list(accumulate(map(len, texts), initial=0))
    middles = [(start + end) / 2 / max(starts[-1], 1) for start, end in pairwise(starts)]
    rows = [min(bisect_right(ends, share * ends[-1]), len(lines) - 1) for share in middles]
    for place, ((first, *_), box) in enumerate(zip(lines, boxes, strict=True)):
        own = [text for text, row in zip(texts, rows, strict=True) if row == place]
        for word in _along(box, own):
            yield _Spot(first.row, first.column, replace(word, typed=word.text not in known))


def _along(box: Box, texts: Sequence[str]) -> list[Word]:
    """Words side by side in a box, as wide as their letters are many."""
    letters = sum(map(len, texts)) + len(texts) - 1
    words, at = [], 0
    for text in texts:
        left = min(box.left + round(box.width * at / letters), box.right - 1)
        right = box.left + round(box.width * (at + len(text)) / letters)
        place = Box(left, box.top, max(right, left + 1), box.bottom)
        words.append(Word(text, place, 1.0, typed=True))
        at += len(text) + 1
    return words


def _add_words(text: PageText, place: Place, typed: Sequence[str]) -> list[Line]:
    """Words where none stood: in the line beside them, else as a line of their own."""
    lines = list(text.lines)
    if not typed:
        return lines
    from_scan = text.to_scan.inverse()
    box = _within(text, Box.around(from_scan.box(piece) for piece in place))
    beside = [row for row, line in enumerate(lines) if _is_beside(box, line)]
    if not beside:
        lines.insert(_row_of(box, lines), Line(tuple(_along(box, typed))))
        return lines
    row = min(beside, key=lambda each: _gap(box, lines[each]))
    own = lines[row].box
    added = _along(Box(box.left, own.top, box.right, own.bottom), typed)
    lines[row] = Line(tuple(_from_left([*lines[row].words, *added])))
    return lines


def _row_of(box: Box, lines: Sequence[Line]) -> int:
    """Where a new line stands in reading order: behind the last one above it in its column.

    What shares its columns with no line is taken by its height alone.
    """
    column = [row for row, line in enumerate(lines) if line.box.shared_width(box)]
    near = column or range(len(lines))
    above = [row for row in near if lines[row].box.center[1] < box.center[1]]
    return above[-1] + 1 if above else next(iter(near), 0)


def _is_beside(box: Box, line: Line) -> bool:
    return _shares_line(box, line.box) and _gap(box, line) <= _LARGEST_GAP * line.box.height


def _gap(box: Box, line: Line) -> int:
    """Columns between a box and the nearest word."""
    boxes = [word.box for word in line.words]
    return min(max(each.left - box.right, box.left - each.right, 0) for each in boxes)


def _shares_line(one: Box, two: Box) -> bool:
    shared = one.shared_height(two)
    return shared > 0 and 2 * shared >= min(one.height, two.height)


def _within(text: PageText, box: Box) -> Box:
    """The part of a box within the page, at least a pixel."""
    left = max(0, min(box.left, text.width - 1))
    top = max(0, min(box.top, text.height - 1))
    right = max(left + 1, min(box.right, text.width))
    return Box(left, top, right, max(top + 1, min(box.bottom, text.height)))


def _from_left(words: Sequence[Word]) -> list[Word]:
    return sorted(words, key=lambda word: word.box.left)
