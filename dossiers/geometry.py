"""Boxes and the transforms that lead them back to the scan.

Pixels; origin top left; x grows to the right, y down; boxes are half open: ``right`` and
``bottom`` are the first column and row outside.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of pixels, half open."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top

    @property
    def center(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    @classmethod
    def around(cls, boxes: Iterable["Box"]) -> Self:
        """The smallest box that holds all of ``boxes`` (at least one)."""
        found = list(boxes)
        return cls(
            min(box.left for box in found),
            min(box.top for box in found),
            max(box.right for box in found),
            max(box.bottom for box in found),
        )

    def shared_height(self, other: "Box") -> int:
        """Rows that both boxes cover."""
        return max(0, min(self.bottom, other.bottom) - max(self.top, other.top))

    def shared_width(self, other: "Box") -> int:
        """Columns that both boxes cover."""
        return max(0, min(self.right, other.right) - max(self.left, other.left))

    def as_list(self) -> list[int]:
        """``[left, top, right, bottom]``, as the record on disk keeps it."""
        return [self.left, self.top, self.right, self.bottom]


Row = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Transform:
    """A projective map of the plane, as the rows of its 3x3 matrix acting on (x, y, 1)."""

    rows: tuple[Row, Row, Row] = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))

    @classmethod
    def from_matrix(cls, matrix: NDArray[np.floating]) -> Self:
        """Take a (2, 3) affine or a (3, 3) projective matrix."""
        full = np.vstack([matrix, [0.0, 0.0, 1.0]]) if matrix.shape == (2, 3) else matrix
        first, second, third = (tuple(float(cell) for cell in row) for row in full)
        return cls((first, second, third))  # type: ignore[arg-type]  # three cells each

    @property
    def matrix(self) -> NDArray[np.float64]:
        return np.array(self.rows, dtype=np.float64)

    def after(self, earlier: "Transform") -> "Transform":
        """The map that applies ``earlier`` first and this one then."""
        return Transform.from_matrix(self.matrix @ earlier.matrix)

    def inverse(self) -> "Transform":
        return Transform.from_matrix(np.linalg.inv(self.matrix))

    def box(self, box: Box) -> Box:
        """The upright box around the image of ``box``, to the nearest pixel edge."""
        corners = np.array(
            [(x, y, 1.0) for x in (box.left, box.right) for y in (box.top, box.bottom)]
        )
        mapped = corners @ self.matrix.T
        points = mapped[:, :2] / mapped[:, 2:]
        (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
        return Box(round(left), round(top), round(right), round(bottom))


IDENTITY = Transform()
