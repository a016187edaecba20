"""The reading frame: the scan turned upright and level, as coordinates only.

No pixel is resampled for it; pictures of lines are cut straight from the scan.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dossiers.geometry import Transform
from ocr.line_box import LineBox, direction


@dataclass(frozen=True, slots=True)
class ReadingFrame:
    """How a page lies on its scan.

    Attributes:
        width, height: Of the scan, in pixels.
        rotation: Clockwise degrees (0, 90, 180, 270) that turn it upright.
        slant: Degrees by which its text then climbs.
    """

    width: int
    height: int
    rotation: int
    slant: float

    @property
    def angle(self) -> float:
        """The direction of reading on the scan, in degrees clockwise from the x axis."""
        return -(self.rotation + self.slant)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the upright page."""
        return (self.width, self.height) if self.rotation in (0, 180) else (self.height, self.width)

    @property
    def to_scan(self) -> Transform:
        """From the upright, level page to the scan; their centers fall together."""
        along, down = direction(self.angle), direction(self.angle + 90)
        corner = np.array([self.width, self.height]) / 2
        corner = corner - along * self.size[0] / 2 - down * self.size[1] / 2
        return Transform.from_matrix(np.column_stack([along, down, corner]))


def measure_slant(boxes: Sequence[LineBox], rotation: int) -> float:
    """By how many degrees the text climbs once the page is turned: the median by length."""
    long = [box for box in boxes if box.is_long]
    away = [(-rotation - box.angle + 90) % 180 - 90 for box in long]
    level = [each for each in zip(away, long, strict=True) if abs(each[0]) <= 45]
    if not level:
        return 0.0
    slants = np.array([slant for slant, _ in level])
    lengths = np.array([box.length for _, box in level])
    order = np.argsort(slants)
    middle = np.searchsorted(np.cumsum(lengths[order]), lengths.sum() / 2)
    return round(float(slants[order][middle]), 2)


def lies_sideways(boxes: Sequence[LineBox]) -> bool:
    """Claim that the lines of text run up or down the scan."""
    across = down = 0.0
    for box in boxes:
        if box.is_long:
            if abs((box.angle + 90) % 180 - 90) <= 45:
                across += box.length
            else:
                down += box.length
    return down > across
