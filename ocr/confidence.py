"""Confidence as probability: of words said with 0.9, nine of ten are right.

Engines tell how well their own model fits, which orders words but is no probability. The curve
from what they say to the share that was right is measured (``calibrate.py`` beside the weights)
and kept on the model's card.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True, slots=True)
class Curve:
    """A rising curve through points.

    Attributes:
        said: What an engine says, rising, 0..1.
        right: The share of such words that is right, 0..1.
    """

    said: tuple[float, ...] = (0.0, 1.0)
    right: tuple[float, ...] = (0.0, 1.0)

    def probability(self, said: float) -> float:
        """How likely a word is right that was said with ``said``."""
        return round(float(np.interp(said, self.said, self.right)), 4)


AS_SAID = Curve()


def read_curve(card: Mapping[str, Any]) -> Curve:
    """The curve on a model's card; ``AS_SAID`` where none was measured."""
    stored = card.get("confidence")
    return Curve(tuple(stored["said"]), tuple(stored["right"])) if stored else AS_SAID
