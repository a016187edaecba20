"""Which stretch of the text read is which line of the truth, whatever the order.

Two passes. First whole lines: pairs that are nearly the same are taken greedily, the most
alike first; each line is used once. What is left is matched in stretches, because engines
glue lines that stand side by side, and tear others: of two left-over stretches the shorter
is laid on the place of the longer where it fits best, the pair with the most right
characters is taken out, and what stands before and behind it goes back to what is left.

Source: C. Clausner, S. Pletschacher, A. Antonacopoulos, "Flexible character accuracy measure
for reading-order-independent evaluation", Pattern Recognition Letters 131, 2020.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

# Below this likeness two lines are not the same line.
SAME_LINE = 0.5
# So alike are two lines of which neither is glued or torn: no stretch of another fits better.
SURE_LINE = 0.92
# A shorter stretch would be found anywhere: it is a whole line or nothing.
SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters ``start`` to ``end`` (half open) of a line."""

    line: int
    start: int
    end: int

    def of(self, lines: Sequence[str]) -> str:
        return lines[self.line][self.start : self.end]


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch of the truth, and the stretch that was read for it."""

    wanted: Stretch
    found: Stretch


@dataclass(frozen=True, slots=True)
class Matching:
    """All matches of a page, and what nothing was found for on either side."""

    matches: tuple[Match, ...]
    lost: tuple[Stretch, ...]
    extra: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class _Try:
    """A match that could be taken: how many of its characters are right, and how near it is."""

    right: int
    near: int
    match: Match


def match_lines(
    wanted: Sequence[str], found: Sequence[str], asides: frozenset[int] = frozenset()
) -> Matching:
    """Match the lines of the truth with what was read.

    Args:
        asides: Numbers of lines of ``wanted`` that yield to others when both fit as well.
    """
    whole = _match_whole_lines(wanted, found, asides)
    lost = _left([match.wanted for match in whole], wanted)
    extra = _left([match.found for match in whole], found)
    tries: dict[tuple[Stretch, Stretch], _Try | None] = {}
    while True:
        for one in lost:
            for other in extra:
                if (one, other) not in tries:
                    tries[one, other] = _lay(one, wanted, other, found)
        fitting = [each for each in tries.values() if each]
        if not fitting:
            return Matching(tuple(whole), tuple(lost), tuple(extra))
        taken = max(fitting, key=lambda each: _rank(each, asides)).match
        whole.append(taken)
        lost = _take_out(taken.wanted, lost, wanted)
        extra = _take_out(taken.found, extra, found)
        left, right = set(lost), set(extra)
        tries = {pair: each for pair, each in tries.items() if pair[0] in left and pair[1] in right}


def _rank(each: _Try, asides: frozenset[int]) -> tuple[int, bool, int]:
    return each.right, each.match.wanted.line not in asides, each.near


def _match_whole_lines(
    wanted: Sequence[str], found: Sequence[str], asides: frozenset[int]
) -> list[Match]:
    if not wanted or not found:
        return []
    likeness = process.cdist(wanted, found, scorer=Levenshtein.normalized_similarity)
    pairs = sorted(
        (
            (float(likeness[i, j]), i not in asides, -abs(i - j), int(i), int(j))
            for i, j in np.argwhere(likeness >= SURE_LINE)
        ),
        reverse=True,
    )
    match: dict[int, int] = {}
    used: set[int] = set()
    for *_, i, j in pairs:
        if i not in match and j not in used:
            match[i] = j
            used.add(j)
    return [
        Match(Stretch(i, 0, len(wanted[i])), Stretch(j, 0, len(found[j])))
        for i, j in sorted(match.items())
    ]


def _left(used: Sequence[Stretch], lines: Sequence[str]) -> list[Stretch]:
    numbers = {stretch.line for stretch in used}
    return [Stretch(i, 0, len(line)) for i, line in enumerate(lines) if i not in numbers]


def _lay(one: Stretch, wanted: Sequence[str], other: Stretch, found: Sequence[str]) -> _Try | None:
    """The best match of two stretches; None when they have too little in common."""
    want, have = one.of(wanted), other.of(found)
    short, long = (want, have) if len(want) <= len(have) else (have, want)
    start, end = _find_place(short, long)
    errors = Levenshtein.distance(short, long[start:end])
    if errors > (1 - SAME_LINE) * max(len(short), end - start):
        return None
    ends = Stretch(0, 0, len(short)), Stretch(0, start, end)
    mine, its = ends if short is want else ends[::-1]
    match = Match(_within(one, mine), _within(other, its))
    return _Try(len(short) - errors, -abs(one.line - other.line), match)


def _find_place(short: str, long: str) -> tuple[int, int]:
    """Where ``short`` stands in ``long``; all of it when they are one line with a hole."""
    whole = 0, len(long)
    if len(short) < SHORTEST:
        return whole
    place = fuzz.partial_ratio_alignment(short, long)
    if place is None:
        return whole
    start, end = _to_words(short, long, place.dest_start, place.dest_end)
    # The place's errors that vanish when more of the line is taken in: by chance, some do.
    errors = Levenshtein.distance(short, long[start:end])
    left = Levenshtein.distance(short, long) - (len(long) - len(short))
    return whole if 2 * left < errors else (start, end)


def _within(outer: Stretch, inner: Stretch) -> Stretch:
    return Stretch(outer.line, outer.start + inner.start, outer.start + inner.end)


def _to_words(short: str, long: str, start: int, end: int) -> tuple[int, int]:
    """The place at or near ``start`` to ``end`` that fits best; borders of words if as well."""
    behind = long.find(" ", end)
    starts = {long.rfind(" ", 0, start) + 1, long.find(" ", start) + 1, start}
    ends = {behind if behind >= 0 else len(long), long.rfind(" ", start, end), end}
    places = [(left, right) for left in starts for right in ends if right > left]

    def misfit(place: tuple[int, int]) -> tuple[int, bool, tuple[int, int]]:
        left, right = place
        cuts = (left > 0 and long[left - 1] != " ") or (right < len(long) and long[right] != " ")
        return Levenshtein.distance(short, long[left:right]), cuts, place

    return min(places, key=misfit)


def _take_out(taken: Stretch, stretches: Sequence[Stretch], lines: Sequence[str]) -> list[Stretch]:
    """The stretches without ``taken``; what stands beside it stays, without its outer spaces."""
    left: list[Stretch] = []
    for each in stretches:
        if each.line != taken.line or taken.start < each.start or taken.end > each.end:
            left.append(each)
            continue
        for start, end in ((each.start, taken.start), (taken.end, each.end)):
            text = lines[each.line][start:end]
            if text.strip():
                first = start + len(text) - len(text.lstrip())
                left.append(Stretch(each.line, first, first + len(text.strip())))
    return left
