"""A sheet of paper as it is typeset: marks with their places, and what can be read on it.

A sheet knows no pixels: ``drawing`` makes it a picture, ``born_digital`` a page of a PDF.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from synthesis.ink.fonts import extent, measure
from synthesis.ink.nouns import BLACK, MM, Color, Ink, Rect, Said, Stamp, Written

A4 = (210 * MM, 297 * MM)

Line = tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Printed letters of one face; ``size`` and ``tracking`` (room after a letter) in points."""

    text: str
    face: str = "serif"
    size: float = 13.0
    color: Color = BLACK
    tracking: float = 0.0

    @property
    def width(self) -> float:
        return measure(self.text, self.face) * self.size + self.tracking * len(self.text)


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
    """One side of paper while it is being typeset, or a block that will be laid onto one.

    Attributes:
        marks: In the order in which they came onto the paper.
        lines: What is printed and written, in reading order.
        asides: What stands beside the text: stamps, notes of digital signatures, marginalia.
    """

    width: float = A4[0]
    height: float = A4[1]
    marks: list[Mark] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    asides: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(map(line_text, self.lines))

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

    def press(self, stamp: Stamp, center: tuple[float, float], degrees: float = 0.0) -> None:
        """Put a stamp around a point; what it says is no part of the text."""
        self.stamp(stamp.ink, center, degrees)
        if stamp.words:
            self.asides.append(words_of(stamp, center, degrees))

    def absorb(self, block: "Sheet", dx: float, dy: float) -> None:
        """Lay a block onto the sheet, shifted."""
        self.marks += [_moved(mark, dx, dy) for mark in block.marks]
        self.lines += [tuple(shifted(line, dx, dy)) for line in block.lines]
        self.asides += [tuple(shifted(line, dx, dy)) for line in block.asides]


def line_text(line: Iterable[Said]) -> str:
    """What a line says: words with a space between them, glued parts without."""
    return "".join(part.text if part.glued else f" {part.text}" for part in line).strip()


def shifted(words: Iterable[Said], dx: float, dy: float) -> Iterable[Said]:
    """The same words elsewhere."""
    for word in words:
        left, top, right, bottom = word.box
        yield replace(word, box=(left + dx, top + dy, right + dx, bottom + dy))


def ink_box(piece: Piece, x: float, y: float) -> Rect:
    """The rectangle of a piece's ink when its baseline starts at (x, y)."""
    if isinstance(piece, Written):
        left = x + (piece.gap - piece.ink.width) / 2
        top = y - piece.rise
        return left, top, left + piece.ink.width, top + piece.ink.height
    left, top, right, bottom = (side * piece.size for side in extent(piece.text, piece.face))
    return x + left, y + top, x + right + piece.tracking * (len(piece.text) - 1), y + bottom


def turned(words: Iterable[Said], center: tuple[float, float], degrees: float) -> Iterable[Said]:
    """The same words turned clockwise about a point; their boxes stay upright around them."""
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    for word in words:
        left, top, right, bottom = word.box
        xs, ys = [], []
        for x, y in ((left, top), (right, top), (left, bottom), (right, bottom)):
            dx, dy = x - center[0], y - center[1]
            xs.append(center[0] + dx * cosine - dy * sine)
            ys.append(center[1] + dx * sine + dy * cosine)
        yield replace(word, box=(min(xs), min(ys), max(xs), max(ys)))


def words_of(stamp: Stamp, center: tuple[float, float], degrees: float) -> Line:
    """What a stamp says where it was pressed."""
    corner = (center[0] - stamp.ink.width / 2, center[1] - stamp.ink.height / 2)
    return tuple(turned(shifted(stamp.words, *corner), center, degrees))


def _moved(mark: Mark, dx: float, dy: float) -> Mark:
    if isinstance(mark, PlacedRun):
        return PlacedRun(mark.run, mark.x + dx, mark.y + dy)
    if isinstance(mark, PlacedInk):
        return PlacedInk(mark.ink, mark.x + dx, mark.y + dy, mark.degrees)
    (x0, y0), (x1, y1) = mark.start, mark.end
    return replace(mark, start=(x0 + dx, y0 + dy), end=(x1 + dx, y1 + dy))
