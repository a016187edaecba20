"""Where a PDF page lies, and the way from its points to the pixels of its display.

PDF points: origin bottom left, y grows upward. Pixels: origin top left, y grows downward.
"""

from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium

from dossiers.geometry import Transform

POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True)
class PageFrame:
    """The crop box of a page in points, and how it is turned for display.

    Attributes:
        turns: Quarter turns, clockwise, from ``/Rotate``.
    """

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    @classmethod
    def of(cls, page: pdfium.PdfPage) -> "PageFrame":
        """Measure a loaded page; its crop box is cut to its media box.

        A crop box outside the media box counts for nothing, as with poppler.
        """
        left, bottom, right, top = page.get_bbox()
        if left >= right or bottom >= top:
            left, bottom, right, top = page.get_mediabox()
        return cls(left, bottom, right, top, page.get_rotation() // 90)

    @property
    def inches(self) -> tuple[float, float]:
        """Width and height as displayed."""
        width = (self.right - self.left) / POINTS_PER_INCH
        height = (self.top - self.bottom) / POINTS_PER_INCH
        return (height, width) if self.turns % 2 else (width, height)

    def to_display(self, width: float, height: float) -> Transform:
        """The map from points to a display of ``width`` by ``height``."""
        across, up = self.right - self.left, self.top - self.bottom
        unit = np.array(
            [[1 / across, 0, -self.left / across], [0, -1 / up, self.top / up], [0, 0, 1]]
        )
        quarter = np.array([[0, -1, 1], [1, 0, 0], [0, 0, 1]])
        turned = np.linalg.matrix_power(quarter, self.turns) @ unit
        return Transform.from_matrix(np.diag([width, height, 1.0]) @ turned)
