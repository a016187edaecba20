"""What a perfect reader would say of scanned papers: words, lines, pages, fields.

Boxes are pixels of the final image, half open. The keys are those of the record on disk
(docs/scoring.md tells what stands beside them).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from synthesis.ink.nouns import Said
from synthesis.scanning import Warp
from synthesis.typesetting.sheet import Line, Sheet, line_text

Truth = dict[str, Any]
"""Plain values, ready for JSON."""

_BETWEEN = 2
"""As many untagged words may stand inside a value ("ngày 05 *tháng* 01 *năm* 2025")."""


@dataclass(frozen=True, slots=True)
class Value:
    """Where a field's value stands: the side of the paper, and its words there."""

    side: int
    words: tuple[Said, ...]

    @property
    def raw(self) -> str:
        """As it is printed."""
        return line_text(self.words)


def find_values(sheets: Sequence[Sheet]) -> dict[str, Value]:
    """The first place of every field's value on a paper's sides, by key."""
    found: dict[str, Value] = {}
    for side, sheet in enumerate(sheets):
        for key, words in _values(sheet.lines):
            found.setdefault(key, Value(side, words))
    return found


def _values(lines: Sequence[Line]) -> Iterable[tuple[str, tuple[Said, ...]]]:
    """Every field's first value on a side."""
    for key in dict.fromkeys(word.field for line in lines for word in line if word.field):
        places = [
            (row, place)
            for row, line in enumerate(lines)
            for place, word in enumerate(line)
            if word.field == key
        ]
        words = [_at(lines, places[0])]
        for one, other in pairwise(places):
            if not _goes_on(lines, one, other):
                break
            between = lines[one[0]][one[1] + 1 : other[1]] if one[0] == other[0] else ()
            words += [*between, _at(lines, other)]
        yield key, tuple(words)


def _at(lines: Sequence[Line], place: tuple[int, int]) -> Said:
    return lines[place[0]][place[1]]


def _goes_on(lines: Sequence[Line], one: tuple[int, int], other: tuple[int, int]) -> bool:
    """A value goes on in its line after a few words, in the next line, or below in its cell."""
    if one[0] == other[0]:
        return other[1] - one[1] <= _BETWEEN + 1
    if other[0] != one[0] + 1:
        return False
    tail, head = lines[one[0]][one[1] + 1 :], lines[other[0]][: other[1]]
    above = [word.box for word in lines[one[0]] if word.field == _at(lines, one).field]
    left, right = min(box[0] for box in above), max(box[2] for box in above)
    below = _at(lines, other).box
    return (not tail and not head) or (below[0] < right and below[2] > left)


def page_truth(sheet: Sheet, warp: Warp) -> Truth:
    """Text and lines of a side, boxes where the scan has them."""
    lines = [(line, False) for line in sheet.lines] + [(line, True) for line in sheet.asides]
    words = [word for line, _ in lines for word in line]
    boxes = iter(_boxes(words, warp))
    said = []
    for line, aside in lines:
        placed = [(word, next(boxes)) for word in line]
        said.append(
            {
                "text": line_text(line),
                "aside": aside,
                "written": all(word.written for word in line),
                "box": around([box for _, box in placed]),
                "words": [_word_truth(word, box) for word, box in placed],
            }
        )
    return {"text": sheet.text, "lines": said}


def value_truth(value: Value, normal: str, warp: Warp, page: int) -> Truth:
    """A field: its normal form, how and where it stands."""
    return {
        "value": normal,
        "raw": value.raw,
        "page": page,
        "box": around(_boxes(value.words, warp)),
        "written": any(word.written for word in value.words),
    }


def around(boxes: Sequence[Sequence[int]]) -> list[int]:
    """The box around boxes."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return [min(lefts), min(tops), max(rights), max(bottoms)]


def _boxes(words: Sequence[Said], warp: Warp) -> list[list[int]]:
    if not words:
        return []
    mapped = warp.boxes(np.array([word.box for word in words], dtype=np.float64))
    low, high = np.floor(mapped[:, :2]), np.ceil(mapped[:, 2:])
    return np.hstack([low, high]).astype(int).tolist()  # type: ignore[no-any-return]


def _word_truth(word: Said, box: Sequence[int]) -> Mapping[str, Any]:
    """A word; what is rarely true is left out."""
    said: Truth = {"text": word.text, "box": list(box)}
    for key in ("written", "field", "glued"):
        if value := getattr(word, key):
            said[key] = value
    return said
