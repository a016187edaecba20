"""Where a line of text stands on a scan: a slanted rectangle."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Point = tuple[float, float]
Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LineBox:
    """A rectangle that may stand at any angle, in pixels of the scan.

    Attributes:
        center: x and y.
        angle: Degrees by which its length turns clockwise away from the x axis.
        length, height: ``height`` at a right angle to ``angle``.
    """

    center: Point
    angle: float
    length: float
    height: float

    @property
    def along(self) -> Vector:
        """The unit vector of its length: the direction of reading, once that is known."""
        return direction(self.angle)

    @property
    def down(self) -> Vector:
        """The unit vector from the heads of letters to their feet."""
        return direction(self.angle + 90)

    @property
    def is_long(self) -> bool:
        """Its shape alone tells along which axis it is read."""
        return self.length > 2.5 * self.height

    def overlaps(self, other: "LineBox") -> bool:
        """The middle of either box lies in the other one."""
        return self._holds(other.center) or other._holds(self.center)

    def _holds(self, point: Point) -> bool:
        away = np.subtract(point, self.center)
        beside, below = abs(away @ self.along), abs(away @ self.down)
        return bool(beside <= self.length / 2 and below <= self.height / 2)

    def read_along(self, angle: float) -> "LineBox":
        """The same place read in the direction ``angle``, or as near to that as it stands.

        A long box keeps its own slant. A short one, a number or a word of two letters, has a
        slant by chance, and takes the page's.
        """
        away = (self.angle - angle + 180) % 360 - 180
        quarter = round(away / 90) % 4
        box = self if quarter % 2 == 0 else self._swapped()
        if box.is_long:
            return LineBox(box.center, box.angle + (180 if quarter in (2, 3) else 0), *box._size)
        return self._around(angle)

    @property
    def _size(self) -> tuple[float, float]:
        return self.length, self.height

    def _swapped(self) -> "LineBox":
        """The other side is the length."""
        return LineBox(self.center, self.angle - 90, self.height, self.length)

    def _around(self, angle: float) -> "LineBox":
        """The rectangle of another angle that holds this one."""
        off = np.deg2rad(self.angle - angle)
        cos, sin = abs(np.cos(off)), abs(np.sin(off))
        length = self.length * cos + self.height * sin
        height = self.length * sin + self.height * cos
        return LineBox(self.center, angle, float(length), float(height))


def direction(angle: float) -> Vector:
    """The unit vector at ``angle`` degrees clockwise from the x axis."""
    radians = np.deg2rad(angle)
    return np.array([np.cos(radians), np.sin(radians)])
