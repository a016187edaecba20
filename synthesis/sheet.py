"""A sheet of paper as it is typeset: marks with their places, and the text they say.

A sheet knows no pixels: ``drawing`` makes it a picture, ``born_digital`` a page of a PDF.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from synthesis.fonts import measure

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)

Color = tuple[int, int, int]
BLACK: Color = (25, 25, 28)
RED: Color = (214, 38, 46)


@dataclass(frozen=True, slots=True)
class Run:
    """Printed letters of one face; ``size`` in points."""

    text: str
    face: str = "serif"
    size: float = 13.0
    color: Color = BLACK

    @property
    def width(self) -> float:
        return measure(self.text, self.face) * self.size


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
    """Words written by hand: what they say, their ink, and how far it rises over the baseline.

    ``gap`` is the width of the printed gap that they stand in, in points; ink may overflow it.
    """

    text: str
    ink: Ink
    rise: float
    gap: float

    @property
    def width(self) -> float:
        return self.gap


Piece = Run | Written


@dataclass(frozen=True, slots=True)
class PlacedRun:
    """A run whose baseline starts at (x, y)."""

    run: Run
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class PlacedInk:
    """Ink whose top left corner lies at (x, y), turned clockwise about its center."""

    ink: Ink
    x: float
    y: float
    degrees: float = 0.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line; dotted when ``dots`` is the distance of its dots, not 0."""

    start: tuple[float, float]
    end: tuple[float, float]
    thickness: float = 0.6
    color: Color = BLACK
    dots: float = 0.0


Mark = PlacedRun | PlacedInk | Rule


@dataclass(slots=True)
class Sheet:
    """One side of paper while it is being typeset.

    Attributes:
        marks: In the order in which they came onto the paper.
        lines: What is printed and written, a line each, in reading order. Leader dots,
            seals, signatures and incoming stamps are left out.
        fields: What the sheet says of its document, by key of ``vocabulary.toml``.
    """

    width: float = A4[0]
    height: float = A4[1]
    marks: list[Mark] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def tell(self, **fields: str) -> None:
        """Note true values of fields that stand on this sheet."""
        self.fields.update(fields)

    def place(self, piece: Piece, x: float, y: float) -> None:
        """Put a piece with its baseline starting at (x, y)."""
        if isinstance(piece, Run):
            self.marks.append(PlacedRun(piece, x, y))
        else:
            # Ink is as wide as it came out; the gap was printed before.
            left = x + (piece.gap - piece.ink.width) / 2
            self.marks.append(PlacedInk(piece.ink, left, y - piece.rise))

    def stamp(self, ink: Ink, center: tuple[float, float], degrees: float = 0.0) -> None:
        """Put ink around a point, turned clockwise."""
        x, y = center
        self.marks.append(PlacedInk(ink, x - ink.width / 2, y - ink.height / 2, degrees))
