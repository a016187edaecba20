"""Walks through the clauses of laws, jumping where two words in a row meet.

A walk goes on word by word in one clause; at some words it leaves for another clause that has
the same two words there. So every three words in a row stand somewhere in the source, longer
runs seldom do. The index is built once, as plain lists: reading one is what a step costs.
"""

import lzma
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from importlib import resources
from random import Random

import numpy as np

JUMP = 0.6  # of the words where a jump is possible; most pairs of rare words stand only once
_TRIES = 4
_OVERSHOOT = 3  # as near to the end of a clause, it is finished
_DANGLING = frozenset(
    "và của các những cho với là về theo tại từ để được bị do bởi hoặc trong trên dưới đến vào "
    "khi nếu thì mà có không một hai ba này, việc cùng như sẽ đã đang phải cần nhằm qua bằng "
    "giữa sau trước ngoài cả mỗi từng người cơ số điều khoản điểm - đối hay nhưng vì".split()
)


@dataclass(frozen=True, slots=True)
class Clauses:
    """All clauses, one behind the other.

    Attributes:
        words: Every word of every clause.
        left: Words from here to the end of the clause, this one included.
        starts: Where clauses begin; ``marks``: what follows each ("," ";" ":" "." or "").
        group: Where the places with the same pair of words begin in ``order``; the pair is
            the word here and the one before. ``size``: how many there are; 1 at clause starts.
        order: Places, sorted by pair.
    """

    words: list[str]
    left: list[int]
    starts: list[int]
    marks: list[str]
    group: list[int]
    size: list[int]
    order: list[int]

    def clause_at(self, place: int) -> int:
        """Number of the clause that a place belongs to."""
        return bisect_left(self.starts, place + 1) - 1


@cache
def _file() -> tuple[str, str]:
    raw = resources.files("synthesis.language").joinpath("phrases.txt.xz").read_bytes()
    _, _, body = lzma.decompress(raw).decode().partition("\n")
    clauses, _, syllables = body.partition("\n\n")
    return clauses, syllables


@cache
def syllables() -> tuple[str, ...]:
    """All syllables of the source that occur five times or more, in the order of letters."""
    return tuple(line.split(" ")[0] for line in _file()[1].splitlines())


@cache
def clauses() -> Clauses:
    """The clauses with their index, built at the first call."""
    lines = _file()[0].split("\n")
    marks = [line[-1] if line[-1] in ",;:." else "" for line in lines]
    pieces = [line.rstrip(",;:.").split(" ") for line in lines]
    words = [word for piece in pieces for word in piece]
    lengths = np.array([len(piece) for piece in pieces])
    starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    left = np.repeat(starts + lengths, lengths) - np.arange(len(words))
    numbers = {word: number for number, word in enumerate(dict.fromkeys(words))}
    ids = np.array([numbers[word] for word in words], dtype=np.int64)
    pairs = np.roll(ids, 1) * len(numbers) + ids
    pairs[starts] = -1 - np.arange(len(starts))  # a start has no word before: a pair of its own
    order = np.argsort(pairs, kind="stable")
    sorted_pairs = pairs[order]
    first = np.searchsorted(sorted_pairs, sorted_pairs)
    last = np.searchsorted(sorted_pairs, sorted_pairs, side="right")
    group, size = np.empty_like(first), np.empty_like(first)
    group[order], size[order] = first, last - first
    return Clauses(
        words,
        left.tolist(),
        starts.tolist(),
        marks,
        group.tolist(),
        size.tolist(),
        order.tolist(),
    )


def walk(draws: Random, start: int, most: int) -> tuple[list[str], str]:
    """Walk from a place for about ``most`` words, and try to end where a clause ends.

    Returns:
        The words, two more at most, and the mark behind the clause they end with; "" when
        they were cut.
    """
    source = clauses()
    words, left, group, size, order = (
        source.words,
        source.left,
        source.group,
        source.size,
        source.order,
    )
    chance, place, found = draws.random, start, [words[start]]
    while left[place] > 1 and (len(found) < most or left[place] <= _OVERSHOOT):
        place += 1
        found.append(words[place])
        if size[place] > 1 and chance() < JUMP:
            room = most - len(found) + 1
            first, count, longest = group[place], size[place], 0
            for _ in range(_TRIES):
                other = order[first + int(chance() * count)]
                if longest < left[other] <= room:
                    place, longest = other, left[other]
                elif not longest and left[other] < left[place]:
                    place = other
    mark = source.marks[source.clause_at(place)] if left[place] == 1 else ""
    return found, mark


def trim(words: list[str]) -> list[str]:
    """Take off last words that cannot end a phrase ("của", "và"), down to two words."""
    end = len(words)
    while end > 2 and words[end - 1] in _DANGLING:
        end -= 1
    return words[:end]
