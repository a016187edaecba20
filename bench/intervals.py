"""Rates with 95 % intervals, by the bootstrap over dossiers.

Pages of one dossier share their scanner, people and office, so whole dossiers are drawn with
replacement (``DRAWS`` times, always from one seed), and the rate is taken anew each time.
Every figure of the report is a ratio of two sums over dossiers, F1 included.

Source: B. Efron, R. Tibshirani, "An Introduction to the Bootstrap", 1993, ch. 13 (percentiles).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

DRAWS = 1000
SEED = 3
LOW, HIGH = 2.5, 97.5

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate and its interval; NaN is what could not be told."""

    value: float
    low: float
    high: float

    def as_list(self) -> list[float | None]:
        """``[value, low, high]`` for JSON, which has no NaN."""
        return [None if np.isnan(each) else each for each in (self.value, self.low, self.high)]


NOTHING = Rate(float("nan"), float("nan"), float("nan"))


def resample(dossiers: int) -> Floats:
    """How often each dossier is drawn: (``DRAWS``, dossiers), rows sum to ``dossiers``."""
    draws = np.random.default_rng(SEED)
    even = np.full(dossiers, 1 / max(dossiers, 1))
    return draws.multinomial(dossiers, even, size=DRAWS).astype(np.float64)


def rate_of(part: Sequence[float], whole: Sequence[float]) -> Rate:
    """The ratio of two sums, with its interval; one dossier alone gives no interval.

    Args:
        part, whole: One number a dossier, in the same order.
    """
    above, below = np.asarray(part, np.float64), np.asarray(whole, np.float64)
    if below.sum() == 0:
        return NOTHING
    if np.count_nonzero(below) == 1:
        return Rate(float(above.sum() / below.sum()), float("nan"), float("nan"))
    weights = resample(len(below))
    return with_interval(
        float(above.sum() / below.sum()), _divide(weights @ above, weights @ below)
    )


def with_interval(value: float, drawn: Floats) -> Rate:
    """A value with the interval of what was drawn; draws that are NaN are left out."""
    known = drawn[~np.isnan(drawn)]
    if known.size == 0:
        return Rate(value, float("nan"), float("nan"))
    low, high = np.percentile(known, [LOW, HIGH])
    return Rate(value, float(low), float(high))


def _divide(above: Floats, below: Floats) -> Floats:
    """NaN where nothing is below."""
    return np.divide(above, below, out=np.full_like(above, np.nan), where=below > 0)
