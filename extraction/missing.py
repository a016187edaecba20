"""What papers of a kind mostly say and this one does not: absent, or there and not legible."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dossiers.document import Lack, Missing
from dossiers.tags import WordTags

MOSTLY = 0.6
"""A field that so many papers of a kind have is missed on one without it."""

LOOKS = (0.05, 0.3)
"""How much a word looks like a part of the value: hardly, a little, much."""


@dataclass(frozen=True, slots=True)
class Habits:
    """What papers say, as counted.

    Attributes:
        shares: The share of papers of a kind that have a field, by kind and key.
        there: Of fields that were not told, the share that does stand on the paper, by how much
            any word looks like it (``LOOKS``).
    """

    shares: Mapping[str, Mapping[str, float]]
    there: Sequence[float]


def find_missing(
    kind: str, tags: Sequence[WordTags], told: Collection[str], habits: Habits
) -> Iterator[Missing]:
    """The fields that a paper of this kind should have, and that were not told."""
    looks = looks_of(tags)
    for key, share in habits.shares.get(kind, {}).items():
        if share < MOSTLY or key in told:
            continue
        there = habits.there[look_class(looks.get(key, 0.0))]
        lack = Lack.UNREADABLE if there >= 0.5 else Lack.ABSENT
        yield Missing(key, lack, round(max(there, 1 - there), 3))


def looks_of(tags: Sequence[WordTags]) -> dict[str, float]:
    """How much any word of a paper looks like a part of each field."""
    most: dict[str, float] = {}
    for page in tags:
        highest: NDArray[np.float32] = page.inside.max(axis=0, initial=0.0)
        for key, look in zip(page.keys, highest.tolist(), strict=True):
            most[key] = max(look, most.get(key, 0.0))
    return most


def look_class(look: float) -> int:
    """The class of ``LOOKS`` that a look is in."""
    return sum(look > bound for bound in LOOKS)
