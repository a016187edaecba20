"""An engine whose words are as sure as they are right."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from dossiers.page import Word
from ocr.confidence import Curve
from ocr.engine import Engine


class Calibrated:
    """Another engine, and the curve from what it says to how often it is right."""

    def __init__(self, engine: Engine, curve: Curve) -> None:
        self._engine, self._curve = engine, curve

    @property
    def name(self) -> str:
        return self._engine.name

    def read_lines(self, lines: Sequence[NDArray[np.uint8]]) -> tuple[tuple[Word, ...], ...]:
        return tuple(map(self._calibrated, self._engine.read_lines(lines)))

    def _calibrated(self, words: tuple[Word, ...]) -> tuple[Word, ...]:
        return tuple(
            replace(word, confidence=self._curve.probability(word.confidence)) for word in words
        )
