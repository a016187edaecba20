"""Doubtful lines are read by others too, and all readings vote word by word.

Only what some reading of the very pixels said can win: nothing is spelled, completed or
corrected.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import pairwise

from dossiers.page import Word

# What a reading counts that says nothing at a place: less than a word that is likely there, for
# a pen's words are nothing to Tesseract; more than what is seen in dirt.
SILENCE = 0.3


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
    """The words that have most confidence behind them; nothing, if silence has."""
    behind: dict[str, float] = defaultdict(float)
    spokesmen: dict[str, Sequence[Word]] = {}
    for words in candidates:
        text = " ".join(word.text for word in words)
        behind[text] += min((word.confidence for word in words), default=SILENCE)
        spokesmen.setdefault(text, words)
    best = max(behind, key=behind.__getitem__)
    share = behind[best] / len(candidates)
    return [replace(word, confidence=share) for word in spokesmen[best]]
