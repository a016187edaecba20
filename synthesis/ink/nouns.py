"""What lies on paper before it is drawn: ink, words written by hand, and what can be read.

Lengths are points (1/72 inch), origin top left, y down.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

INK_DPI = 300
"""Pictures of ink are made at this resolution."""

MM = 72 / 25.4

Color = tuple[int, int, int]
BLACK: Color = (25, 25, 28)
RED: Color = (214, 38, 46)

Rect = tuple[float, float, float, float]
"""left, top, right, bottom"""


@dataclass(frozen=True, slots=True)
class Said:
    """A word, or a part of one, that can be read on the paper.

    Attributes:
        box: The rectangle of its ink.
        written: By hand.
        field: The key of ``vocabulary.toml`` whose value it belongs to, or "".
        glued: No space stands between it and what is said before it.
    """

    text: str
    box: Rect
    written: bool = False
    field: str = ""
    glued: bool = False


@dataclass(frozen=True, slots=True)
class Ink:
    """A picture laid over the paper as ink is: it only darkens.

    Attributes:
        pixels: (height, width, 4) uint8, RGBA.
        width, height: On paper, in points.
    """

    pixels: NDArray[np.uint8]
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Written:
    """A word written by hand: what it says, its ink, and how far that rises over the baseline.

    ``gap`` is the width of the printed gap that it stands in, in points; ink may overflow it.
    """

    text: str
    ink: Ink
    rise: float
    gap: float

    @property
    def width(self) -> float:
        return self.gap


@dataclass(frozen=True, slots=True)
class Stamp:
    """Ink that carries words; their boxes are relative to the ink's top left corner."""

    ink: Ink
    words: tuple[Said, ...] = ()
