"""Probabilities from scores, and back."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

_FAR = 80.0  # further off a float32 overflows
_MOST = 6.0
"""Log odds beyond this are no more certain."""


def softmax(logits: NDArray[Any]) -> NDArray[Any]:
    """Probabilities along the last axis."""
    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True))


def sigmoid(odds: NDArray[Any]) -> NDArray[Any]:
    """The probability of log odds."""
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -_FAR, _FAR))), odds.dtype)


def log_odds(chance: float) -> float:
    """Of a probability, within ±6."""
    chance = min(max(chance, 1e-9), 1 - 1e-9)
    return float(np.clip(np.log(chance / (1 - chance)), -_MOST, _MOST))
