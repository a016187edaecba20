"""Values where a network says that they stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dossiers.geometry import Box
from dossiers.page import PageText, Word
from dossiers.tags import WordTags, words_of
from extraction.growth import PageWords, grown
from extraction.spans import Found, Origin, Span, find_value

LIKELY = 0.25
"""Words that are less likely a part of a value are none."""

MUCH_OF_A_LINE = 0.35
"""The share of likely words from which on a line of a subject belongs to it as a whole."""

WELL_READ = 0.8
"""Dirt beside a line is read with less confidence."""

MOST_LINES = 6
"""A value goes on over so many lines at most."""

_NEAR = 1.6
"""Its lines stand so many heights of a line from each other."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Likely words, one behind the other."""

    places: tuple[int, ...]
    box: Box


def find_tagged(page: PageText, tags: WordTags, *, official: bool = False) -> Iterator[Found]:
    """Every sound value that the tags of a page mark: each run of words, and runs together.

    Args:
        official: The paper is one of NĐ 30/2020, whose subject fills lines of its own.
    """
    words, known = words_of(page), PageWords(page)
    for column, key in enumerate(tags.keys):
        inside = tags.inside[:, column]
        if inside.max(initial=0.0) <= LIKELY:
            continue
        runs = list(_runs(words, inside, tags.begins[:, column]))
        places = dict.fromkeys(_together(runs))
        if official and key == "trich_yeu":
            whole = list(_longest(_lines(page, words, inside)))
            within = {place for each in whole for place in each}
            parts = [each for each in places if not within.issuperset(each)]
            places = dict.fromkeys([*whole, *parts])
        if key == "so_ky_hieu":
            places = dict.fromkeys(_with_notation(each, words) for each in places)
        longer = [more for each in places for more in grown(key, each, known)]
        for each in dict.fromkeys([*places, *longer]):
            if found := _found(key, each, words, inside):
                yield found


def _found(
    key: str, places: Sequence[int], words: Sequence[Word], inside: NDArray[np.float32]
) -> Found | None:
    span = Span(tuple(words[place] for place in places))
    chances = inside[list(places)]
    sure, least = float(chances.mean()), float(chances.min())
    return find_value(key, span, span.text, Origin.TAGGER, sure, least)


def _runs(
    words: Sequence[Word], inside: NDArray[np.float32], begins: NDArray[np.float32]
) -> Iterator[_Run]:
    run: list[int] = []
    for place, chance in enumerate(inside):
        likely = chance > LIKELY
        if run and (not likely or begins[place] > chance / 2):
            yield _run(run, words)
            run = []
        if likely:
            run.append(place)
    if run:
        yield _run(run, words)


def _lines(page: PageText, words: Sequence[Word], inside: NDArray[np.float32]) -> Sequence[_Run]:
    """Lines of which many words are likely: a subject fills its lines.

    All words that were read well belong to it; dirt beside a line was not.
    """
    lines, start = [], 0
    for line in page.lines:
        places = range(start, start + len(line.words))
        if np.mean(inside[start : places.stop] > LIKELY) >= MUCH_OF_A_LINE:
            kept = [
                place
                for place in places
                if inside[place] > LIKELY or words[place].confidence >= WELL_READ
            ]
            lines.append(_run(kept, words))
        start = places.stop
    return lines


def _with_notation(places: tuple[int, ...], words: Sequence[Word]) -> tuple[int, ...]:
    """A number with the notation that stands behind it as a word of its own, ``542 /TB-UBND``."""
    after = places[-1] + 1
    while after < len(words) and (
        words[after].text[:1] in "/-" or words[after - 1].text[-1:] in "/-"
    ):
        beside = words[after].box.shared_height(words[after - 1].box) > 0
        if not beside:
            break
        places = (*places, after)
        after += 1
    return places


def _run(places: Sequence[int], words: Sequence[Word]) -> _Run:
    return _Run(tuple(places), Box.around(words[place].box for place in places))


def _together(runs: Sequence[_Run]) -> Iterator[tuple[int, ...]]:
    """Runs by themselves, and neighbors that go on in the same line or in the next."""
    goes_on = [_goes_on(one, other) for one, other in pairwise(runs)]
    for start, run in enumerate(runs):
        places = run.places
        yield places
        for end in range(start + 1, min(start + MOST_LINES, len(runs))):
            if not goes_on[end - 1]:
                break
            places += runs[end].places
            yield places


def _longest(lines: Sequence[_Run]) -> Iterator[tuple[int, ...]]:
    """Lines as far as they go on, and no parts of that."""
    places: tuple[int, ...] = ()
    for number, line in enumerate(lines):
        if places and not _goes_on(lines[number - 1], line):
            yield places
            places = ()
        places += line.places
    if places:
        yield places


def _goes_on(one: _Run, other: _Run) -> bool:
    height = min(one.box.height, other.box.height)
    beside = one.box.shared_height(other.box) > 0.3 * height
    gap = other.box.top - one.box.bottom
    return beside or -height < gap < _NEAR * max(one.box.height, other.box.height)
