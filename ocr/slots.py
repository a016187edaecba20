"""What a pen filled into printed headers: ``Số: 23/BC-UBND``, ``ngày 23 tháng 01 năm 2025``.

The printed words around a slot say what can stand in it. Where something else was read, figures
are sought in its rows, over all ways in which these can say them. Nothing is guessed from
elsewhere.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import prod

import numpy as np

from ocr.ctc import BLANK, Rows, Sign, text_of

BEAM = 12
# Figures are put in the place of what was read if they are at least so likely, by themselves
# and beside it: else something other than figures was filled in, or nothing.
LIKELY, BESIDE = 0.02, 0.1
# Letters on a line beside "ngày … tháng … năm …": a name of a place, no sentence.
LONGEST_PLACE = 30
# Figures less likely than this at a place are not looked into there.
SEEN = 1e-4

# What a slot can hold; what is read as one of these stays as it is.
_HOLDS: Mapping[str, re.Pattern[str]] = {
    "number": re.compile(r"\d{1,6}[a-zđA-ZĐ]?"),
    "day": re.compile(r"0?[1-9]|[12]\d|3[01]"),
    "month": re.compile(r"0?[1-9]|1[0-2]"),
    "year": re.compile(r"(?:19|20)\d\d"),
}
# Leaders before and behind the figures.
_AROUND = " ._…"
# Between figures these make two numbers or a range of one.
_PARTS = re.compile(r"\d\W+\d")
# The stroke after the number is often lost in the pen's; what follows it are capitals.
_NUMBER_LINE = re.compile(
    r"^\W{0,3}S[oôốồổỗộóò]\W{0,3}(?P<number>[\s._…]{0,8}[^\s/:,;]{0,6}[\s._…]{0,8}?)"
    r"(?:\s?/\s?(?=(?:\d{4}\s?/\s?)?[A-ZĐ])|\s(?=[A-ZĐ]{1,5}[-–/][A-ZĐ]))"
)
_DATE = re.compile(
    r"ng[àaáảăâ]y(?P<day>[^,;]{1,8}?)th[áaàảăâ]n[gq](?P<month>[^,;]{1,8}?)n[ăaâã]m"
    r"(?P<year>.{1,9}?)(?=$|[.,;])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Figures that may stand in a slot, and how likely they do."""

    figures: str
    probability: float


def fill_slots(signs: Sequence[Sign], rows: Rows, letters: str) -> list[Sign]:
    """The signs of a line; where a slot holds what it cannot, the likeliest figures instead."""
    filled = list(signs)
    for kind, start, end in reversed(list(find_slots(signs))):
        start, end = _inner(signs, start, end)
        read = signs[start:end]
        said = text_of(read)
        if not read or _HOLDS[kind].fullmatch(said) or _PARTS.search(said):
            continue
        found = candidates(rows[read[0].start : read[-1].end], letters, kind)
        least = max(LIKELY, BESIDE * prod(sign.probability for sign in read))
        if found and found[0].probability >= least:
            filled[start:end] = _spread(found[0], read[0].start, read[-1].end)
    return filled


def agree(looks: Sequence[Sequence[Sign]]) -> list[Sign]:
    """The signs of a line; what stands in its slots by the vote of several looks at it.

    Args:
        looks: Signs of the line as it is, then as it was read stretched and squeezed. What is
            not said by all of them is less likely than any one of them has it.
    """
    agreed = list(looks[0])
    said = [dict(_slots_said(look)) for look in looks]
    for kind, start, end in reversed(list(find_slots(looks[0]))):
        start, end = _inner(looks[0], start, end)
        if start == end or _PARTS.search(text_of(looks[0][start:end])):
            continue
        votes: dict[str, float] = defaultdict(float)
        for slots in said:
            if kind in slots:
                votes[slots[kind].figures] += slots[kind].probability / len(looks)
        best = max(votes, key=votes.__getitem__, default="")
        if best and _HOLDS[kind].fullmatch(best):
            first, last = looks[0][start].start, looks[0][end - 1].end
            agreed[start:end] = _spread(Candidate(best, votes[best]), first, last)
    return agreed


def _slots_said(signs: Sequence[Sign]) -> Iterator[tuple[str, Candidate]]:
    for kind, start, end in find_slots(signs):
        start, end = _inner(signs, start, end)
        read = signs[start:end]
        if read:
            yield kind, Candidate(text_of(read), prod(sign.probability for sign in read))


def _inner(signs: Sequence[Sign], start: int, end: int) -> tuple[int, int]:
    """A slot without the leaders and gaps at its ends."""
    while start < end and signs[start].letter in _AROUND:
        start += 1
    while start < end and signs[end - 1].letter in _AROUND:
        end -= 1
    return start, end


def has_slots(text: str) -> bool:
    """Claim that a line is a header's with slots for a pen, and little else."""
    date = _DATE.search(text)
    is_date_line = date is not None and len(text) - len(date.group()) <= LONGEST_PLACE
    return is_date_line or _NUMBER_LINE.search(text) is not None


def find_slots(signs: Sequence[Sign]) -> Iterator[tuple[str, int, int]]:
    """Kinds of the slots on a line, and between which of its signs they stand."""
    text = text_of(signs)
    for pattern in (_NUMBER_LINE, _DATE):
        found = pattern.search(text)
        if found:
            yield from ((kind, *found.span(kind)) for kind in found.groupdict())


def candidates(rows: Rows, letters: str, kind: str) -> list[Candidate]:
    """Figures that fit a slot, the likeliest first (a prefix beam search over its rows).

    Args:
        rows: (rows, letters) probabilities. Those of figures are not made larger for being the
            only ones that fit: what looks like none of them stays unlikely.
    """
    figures = [letters.index(figure) + 1 for figure in "0123456789"]
    gaps = [BLANK, letters.index(" ") + 1]
    beam = {"": (1.0, 0.0)}
    for row in rows.astype(np.float64):
        beam = _further(beam, row[gaps].sum(), row[figures])
    likely = [
        Candidate(said, blank + sign)
        for said, (blank, sign) in beam.items()
        if _HOLDS[kind].fullmatch(said)
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


def _spread(best: Candidate, first: int, last: int) -> Iterator[Sign]:
    """A candidate's figures as signs, evenly over the rows of what they replace."""
    edges = np.linspace(first, last, len(best.figures) + 1).astype(int)
    each = best.probability ** (1 / len(best.figures))
    for figure, (start, end) in zip(best.figures, pairwise(edges), strict=True):
        yield Sign(figure, int(start), int(end), each)
