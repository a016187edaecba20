"""What a pen filled into printed headers: ``Số: 23/BC-UBND``, ``ngày 23 tháng 01 năm 2025``.

The printed words around a slot say what can stand in it: only that is sought there, over all
ways in which the rows of the network can say it. Nothing is guessed from elsewhere.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ocr.ctc import BLANK, Rows, Sign

BEAM = 12
# Figures less likely than this are none: nothing was filled in, or something else.
LIKELY = 0.02
# What stands between figures in a slot, and is none: dotted leaders, gaps.
_FILLING = " ._…-:"

# Letters on a line beside "ngày … tháng … năm …": a name of a place, no sentence.
LONGEST_PLACE = 30
# Figures less likely than this at a place are not looked into there.
SEEN = 1e-4

_SLOTS: Mapping[str, re.Pattern[str]] = {
    "number": re.compile(r"\d{1,5}"),
    "day": re.compile(r"0[1-9]|[1-9]|[12]\d|3[01]"),
    "month": re.compile(r"0[1-9]|[1-9]|1[0-2]"),
    "year": re.compile(r"19[4-9]\d|20[0-4]\d"),
}
# The stroke after the number is often lost in the pen's; what follows it are capitals.
_NUMBER_LINE = re.compile(
    r"^\W{0,3}S[oôốồổỗộóò]\S?\s?[:.;,]?(?P<number>[^/:]{0,12}?)\s?[/ ]\s?"
    r"(?=(?:\d{4}\s?/\s?)?[A-ZĐ]{1,5}[-–/])",
)
_DATE = re.compile(
    r"ng[àaáảăâ]y(?P<day>.{0,8}?)th[áaàảăâ]n[gq](?P<month>.{0,8}?)n[ăaâã]m(?P<year>.{0,9}?)(?=$|[,;])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Figures that may stand in a slot, and how likely they do."""

    figures: str
    probability: float


def fill_slots(signs: Sequence[Sign], rows: Rows, letters: str) -> list[Sign]:
    """The signs of a line with those in slots replaced by the likeliest figures."""
    filled = list(signs)
    for kind, start, end in reversed(list(find_slots(signs))):
        first = signs[start - 1].end if start else 0
        last = signs[end].start if end < len(signs) else len(rows)
        best = next(iter(candidates(rows[first:last], letters, kind)), None)
        if best is not None and best.probability >= LIKELY:
            filled[start:end] = _spread(best, signs[start:end], first, last)
    return filled


def has_slots(text: str) -> bool:
    """Claim that a line is a header's with slots for a pen, and little else."""
    date = _DATE.search(text)
    is_date_line = date is not None and len(text) - len(date.group()) <= LONGEST_PLACE
    return is_date_line or _NUMBER_LINE.search(text) is not None


def find_slots(signs: Sequence[Sign]) -> Iterator[tuple[str, int, int]]:
    """Kinds of the slots on a line, and between which of its signs they stand."""
    text = "".join(sign.letter for sign in signs)
    for pattern in (_NUMBER_LINE, _DATE):
        found = pattern.search(text)
        if found:
            yield from ((kind, *found.span(kind)) for kind in found.groupdict())


def candidates(rows: Rows, letters: str, kind: str) -> list[Candidate]:
    """Figures that fit a slot, the likeliest first (a prefix beam search over its rows).

    Args:
        rows: (rows, letters) probabilities; those of ``kind`` are never made larger, so that
            what looks like none of them stays unlikely.
    """
    figures = [letters.index(figure) + 1 for figure in "0123456789"]
    filling = [BLANK, *(letters.index(sign) + 1 for sign in _FILLING)]
    beam = {"": (1.0, 0.0)}
    for row in rows.astype(np.float64):
        beam = _further(beam, row[filling].sum(), row[figures])
    likely = [
        Candidate(said, blank + sign)
        for said, (blank, sign) in beam.items()
        if _SLOTS[kind].fullmatch(said)
    ]
    return sorted(likely, key=lambda candidate: -candidate.probability)


_Beam = dict[str, tuple[float, float]]


def _further(beam: _Beam, nothing: float, figures: np.ndarray) -> _Beam:
    """One row on: by prefix, how likely it is with the row a gap and with it a figure."""
    gap: dict[str, float] = defaultdict(float)
    said: dict[str, float] = defaultdict(float)
    seen = np.flatnonzero(figures > SEEN)
    for prefix, (blank, sign) in beam.items():
        gap[prefix] += (blank + sign) * nothing
        for figure in seen:
            letter, likely = str(figure), float(figures[figure])
            if prefix.endswith(letter):
                said[prefix] += sign * likely
                said[prefix + letter] += blank * likely
            else:
                said[prefix + letter] += (blank + sign) * likely
    both = {prefix: (gap[prefix], said[prefix]) for prefix in {*gap, *said}}
    best = sorted(both, key=lambda prefix: -sum(both[prefix]))[:BEAM]
    return {prefix: both[prefix] for prefix in best}


def _spread(best: Candidate, replaced: Sequence[Sign], first: int, last: int) -> Iterator[Sign]:
    """A candidate's figures as signs, with the spaces that stood around them."""
    lead = replaced[:1] if replaced and replaced[0].letter == " " else ()
    trail = replaced[-1:] if len(replaced) > 1 and replaced[-1].letter == " " else ()
    edges = np.linspace(first, last, len(best.figures) + 1).astype(int)
    each = best.probability ** (1 / len(best.figures))
    yield from lead
    for figure, start, end in zip(best.figures, edges[:-1], edges[1:], strict=True):
        yield Sign(figure, int(start), int(end), each)
    yield from trail
