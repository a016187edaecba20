"""From which probability on a value needs no person: computed from values that were reviewed.

A threshold is the lowest probability from which on at least the wanted share of values was
right. Probabilities are calibrated, so one threshold serves all fields; a field, or a field on a
kind of paper, has one of its own where enough was reviewed to say that it is worse or better
there. A threshold of each field from its own few values would be luck.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

ENOUGH = 400
"""So many reviewed values make a threshold of their own."""

NEVER = 1.01
"""No value is so probable: all go to review."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Values with the truth about them: arrays of one length.

    Attributes:
        keys, kinds: Codes.
        chances: Probability that was told, 0..1.
        right: Whether the value was right.
    """

    keys: NDArray[np.str_]
    kinds: NDArray[np.str_]
    chances: NDArray[np.float64]
    right: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Threshold:
    """What passes without a person.

    Attributes:
        chance: From this probability on.
        low, high: 95 % interval of the share that is right among what passes.
        passed, values: So many of the reviewed values would have passed.
        of: For what it was computed: ``kind/key``, ``key`` or ``all``.
    """

    chance: float
    low: float
    high: float
    passed: int
    values: int
    of: str


class Acceptance:
    """Thresholds at the wanted precisions.

    Args:
        sources: Reviewed values, the office's own before those that came with hoso. Where the
            office's are not enough, they count together with the others: an error that its people
            find moves the threshold at once.
        precision: The share that must be right among what passes, e.g. 0.995.
        precisions: Others, by ``kind/key``, ``key`` or ``kind``.
    """

    def __init__(
        self,
        sources: Sequence[Reviewed],
        precision: float,
        precisions: Mapping[str, float] = MappingProxyType({}),
    ) -> None:
        self._sources = [pool(sources[: end + 1]) for end in range(len(sources))]
        self._precision, self._precisions = precision, precisions
        self._known: dict[tuple[str, str], Threshold] = {}

    def threshold(self, kind: str, key: str) -> Threshold:
        """The threshold for a field on a kind of paper."""
        if (kind, key) not in self._known:
            self._known[kind, key] = self._computed(kind, key)
        return self._known[kind, key]

    def accepts(self, kind: str, key: str, chance: float) -> bool:
        """Claim that a value needs no person."""
        return chance >= self.threshold(kind, key).chance

    def precision(self, kind: str, key: str) -> float:
        """The share that is wanted right."""
        for name in (f"{kind}/{key}", key, kind):
            if name in self._precisions:
                return self._precisions[name]
        return self._precision

    def _computed(self, kind: str, key: str) -> Threshold:
        """The threshold of all fields, unless what is known of this one says otherwise."""
        wanted = self.precision(kind, key)
        common = self._common(wanted)
        for name in (f"{kind}/{key}", key):
            for source in self._sources:
                chosen = _about(source, name, kind, key)
                if chosen.sum() >= ENOUGH:
                    own = source.chances[chosen], source.right[chosen]
                    seen = _seen_at(common.chance, *own, name)
                    is_alike = seen.passed and seen.low < wanted <= seen.high
                    return seen if is_alike else find_threshold(*own, wanted, name)
        return common

    def _common(self, wanted: float) -> Threshold:
        for source in self._sources:
            if len(source.keys) >= ENOUGH:
                return find_threshold(source.chances, source.right, wanted, "all")
        return Threshold(NEVER, 0.0, 1.0, 0, 0, "all")


def pool(sources: Sequence[Reviewed]) -> Reviewed:
    """All values of several sources, which are at least one."""
    columns = [[each.keys, each.kinds, each.chances, each.right] for each in sources]
    return Reviewed(*map(np.concatenate, zip(*columns, strict=True)))


def _seen_at(
    chance: float, chances: NDArray[np.float64], right: NDArray[np.bool_], of: str
) -> Threshold:
    """A threshold, and what is known about it from some values."""
    passes = chances >= chance
    low, high = share_interval(int(right[passes].sum()), int(passes.sum()))
    return Threshold(chance, low, high, int(passes.sum()), len(chances), of)


def _about(source: Reviewed, name: str, kind: str, key: str) -> NDArray[np.bool_]:
    """Which reviewed values a threshold of that name is computed from."""
    about_key = source.keys == key
    return np.asarray(about_key & (source.kinds == kind) if name != key else about_key)


def find_threshold(
    chances: NDArray[np.float64], right: NDArray[np.bool_], precision: float, of: str
) -> Threshold:
    """The lowest probability from which on enough is right."""
    order = np.argsort(-chances, kind="stable")
    ordered, good = chances[order], right[order]
    ends = np.flatnonzero(np.append(np.diff(ordered) != 0, True))
    count, hits = ends + 1, np.cumsum(good)[ends]
    holds = np.flatnonzero(hits >= precision * count)
    if not len(holds):
        return Threshold(NEVER, 0.0, 1.0, 0, len(chances), of)
    last = holds[-1]
    low, high = share_interval(int(hits[last]), int(count[last]))
    return Threshold(float(ordered[ends[last]]), low, high, int(count[last]), len(chances), of)


def share_interval(hits: int, count: int) -> tuple[float, float]:
    """95 % interval of a share (Wilson, 1927)."""
    if not count:
        return 0.0, 1.0
    z, share = 1.96, hits / count
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z * np.sqrt(share * (1 - share) / count + z * z / (4 * count**2)) / (1 + z * z / count)
    return round(float(middle - half), 4), round(float(middle + half), 4)


@lru_cache(4)
def open_reviewed(file: Path) -> Reviewed:
    """Reviewed values in a file (``.npz``, no pickle)."""
    with np.load(file, allow_pickle=False) as stored:
        return Reviewed(stored["keys"], stored["kinds"], stored["chances"], stored["right"])
