"""Lines that matter or are doubtful are read again, and all readings vote word by word.

Only what some reading of the very pixels said can win: nothing is spelled, completed or
corrected. Measured on the first pages of 7 real scans: of 70 header lines 24 have an error
with one reading, 14 with five, and most of those 14 are handwriting.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dossiers.geometry import Box
from dossiers.page import Line, Word
from dossiers.text import fold
from ocr.engine import Engine
from ocr.line_images import FRAME, cut_line, resize_line

# Number, issuer and subject stand in this part of a page that has a header.
HEADER_PART = 0.3
_HEADER_WORDS = ("cong hoa", "doc lap", "uy ban nhan dan")
UNSURE = 0.85
# Lines alone are read best smaller than the page: 300 dpi times these.
SCALES_OF_HEADER = (0.8, 0.6)
SCALES_OF_UNSURE = (0.7,)


@dataclass(frozen=True, slots=True)
class Readers:
    """The engine that reads pages, and another one whose mistakes are different."""

    first: Engine
    other: Engine


def read_again(
    gray: NDArray[np.uint8], lines: Sequence[Line], readers: Readers
) -> tuple[Line, ...]:
    """Give the lines, those that need it with the words that most readings agree on."""
    header = HEADER_PART * gray.shape[0] if _has_header(lines) else 0.0
    return tuple(
        _read_line_again(gray, line, readers, scales) if (scales := _scales(line, header)) else line
        for line in lines
    )


def vote(first: Sequence[Word], readings: Sequence[Sequence[Word]]) -> tuple[Word, ...]:
    """Merge readings of a line; each stretch of it goes to the words with most behind them.

    Stretches end where the words of all readings line up, so a winner was read as it is.
    A word's confidence becomes the mean over all readings, zero where one disagrees.
    """
    everyone = [first, *readings]
    ends = [_line_up(first, reading) for reading in everyone]
    common = sorted(set.intersection(*(set(end) for end in ends)))
    merged: list[Word] = []
    for start, stop in pairwise(common):
        stretch = [
            reading[end[start] : end[stop]] for reading, end in zip(everyone, ends, strict=True)
        ]
        merged += _winner(stretch)
    return tuple(merged)


def _has_header(lines: Sequence[Line]) -> bool:
    return any(word in fold(line.text) for line in lines[:12] for word in _HEADER_WORDS)


def _scales(line: Line, header: float) -> tuple[float, ...]:
    if line.box.top < header:
        return SCALES_OF_HEADER
    unsure = min(word.confidence for word in line.words) < UNSURE
    return SCALES_OF_UNSURE if unsure else ()


def _read_line_again(
    gray: NDArray[np.uint8], line: Line, readers: Readers, scales: Sequence[float]
) -> Line:
    picture, place = cut_line(gray, line)
    readings = [
        _read_line(picture, place, engine, scale)
        for scale in scales
        for engine in (readers.first, readers.other)
    ]
    return Line(vote(line.words, readings) or line.words)


def _read_line(
    picture: NDArray[np.uint8], place: Box, engine: Engine, scale: float
) -> tuple[Word, ...]:
    """Words of a line, boxed on the page."""
    return tuple(
        replace(
            word,
            box=Box(
                place.left + round((word.box.left - FRAME) / scale),
                place.top + round((word.box.top - FRAME) / scale),
                place.left + round((word.box.right - FRAME) / scale),
                place.top + round((word.box.bottom - FRAME) / scale),
            ),
        )
        for word in engine.read_line(resize_line(picture, scale))
    )


def _line_up(first: Sequence[Word], reading: Sequence[Word]) -> Mapping[int, int]:
    """Where a reading's words line up with the first one's: gaps of one to gaps of the other.

    Gap 0 is before the first word, gap n behind the nth.
    """
    matcher = SequenceMatcher(
        None, [word.text for word in first], [word.text for word in reading], autojunk=False
    )
    gaps = {0: 0}
    for _, start, stop, other_start, other_stop in matcher.get_opcodes():
        if stop - start == other_stop - other_start:
            gaps |= {start + step: other_start + step for step in range(stop - start)}
        gaps[stop] = other_stop
    return gaps


def _winner(candidates: Sequence[Sequence[Word]]) -> Sequence[Word]:
    """The words that have most confidence behind them; nothing, if most read nothing."""
    behind: dict[str, float] = defaultdict(float)
    spokesmen: dict[str, Sequence[Word]] = {}
    for words in candidates:
        text = " ".join(word.text for word in words)
        # An empty reading has no confidence of its own: it counts like an ordinary word.
        behind[text] += min((word.confidence for word in words), default=0.9)
        spokesmen.setdefault(text, words)
    best = max(behind, key=behind.__getitem__)
    share = behind[best] / len(candidates)
    return [replace(word, confidence=share) for word in spokesmen[best]]
