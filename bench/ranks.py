"""Orders compared: ranks with ties, and Spearman's rho."""

from collections.abc import Sequence

import numpy as np

from bench.intervals import Floats


def rank(values: Sequence[float]) -> Floats:
    """The place of every value from 1 for the smallest; equal values share their mean place."""
    numbers = np.asarray(values, np.float64)
    below = (numbers[None, :] < numbers[:, None]).sum(axis=1)
    equal = (numbers[None, :] == numbers[:, None]).sum(axis=1)
    return np.asarray(below + (equal + 1) / 2, np.float64)


def spearman(one: Sequence[float], other: Sequence[float]) -> float:
    """Correlation of the ranks, -1 to 1; NaN where all values of one side are equal.

    Source: C. Spearman, "The Proof and Measurement of Association between Two Things", 1904.
    """
    ranks = rank(one), rank(other)
    if any(np.ptp(each) == 0 for each in ranks):
        return float("nan")
    return float(np.corrcoef(*ranks)[0, 1])
