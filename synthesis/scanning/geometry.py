"""Where points of the sheet lie in the final image, and the way back for its pixels."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

MM_PER_POINT = 25.4 / 72
CELL = 16
"""Pixels between the knots at which the way back is computed; bilinear between them."""
SAMPLES = 8
"""Points along each edge of a box: on a curled page an edge is no straight line."""


@dataclass(frozen=True, slots=True, eq=False)
class Bend:
    """How a sheet that does not lie flat shifts its columns, as tables over x.

    A point (x, y) goes to (moved(x), y + lift(x) + pinch(x) * (y - middle)): along a column
    everything is linear, and tables are linear between knots, so the way back is exact.

    Attributes:
        knots: (n,) rising x of the flat sheet, points.
        moved: (n,) rising x after bending, points.
        lift: (n,) points down.
        pinch: (n,) share by which a column grows around the middle, above -1.
        middle: y in points that pinching leaves alone.
    """

    knots: Floats
    moved: Floats
    lift: Floats
    pinch: Floats
    middle: float

    def bend(self, xy: Floats) -> Floats:
        """Move points of the flat sheet, (n, 2)."""
        x, y = xy[:, 0], xy[:, 1]
        lift, pinch = (np.interp(x, self.knots, table) for table in (self.lift, self.pinch))
        moved = np.interp(x, self.knots, self.moved)
        return np.stack([moved, y + lift + pinch * (y - self.middle)], axis=1)

    def flatten(self, xy: Floats) -> Floats:
        """Give the way back of ``bend``, (n, 2)."""
        x = np.interp(xy[:, 0], self.moved, self.knots)
        lift, pinch = (np.interp(x, self.knots, table) for table in (self.lift, self.pinch))
        y = (xy[:, 1] - lift + pinch * self.middle) / (1 + pinch)
        return np.stack([x, y], axis=1)


@dataclass(frozen=True, slots=True, eq=False)
class Warp:
    """The way from the sheet (points) into the final image (pixels).

    Attributes:
        matrix: (3, 3) float64 from the bent sheet to the image.
        size: Width and height of the image, pixels.
        bend: None for a sheet that lay flat.
    """

    matrix: Floats
    size: tuple[int, int]
    bend: Bend | None = None

    def points(self, xy: Floats) -> Floats:
        """Map (n, 2) points of the sheet to (n, 2) float64 pixels; may lie outside the image."""
        bent = np.asarray(xy, dtype=np.float64).reshape(-1, 2)
        if self.bend is not None:
            bent = self.bend.bend(bent)
        return _project(self.matrix, bent)

    def boxes(self, boxes: Floats) -> Floats:
        """Give upright boxes around mapped ones, clipped to the image.

        Args:
            boxes: (n, 4) left, top, right, bottom in points.

        Returns:
            (n, 4) float64 left, top, right, bottom in pixels; a box that lies outside the image
            has no width or no height.
        """
        outlines = _outlines(np.asarray(boxes, dtype=np.float64).reshape(-1, 4))
        mapped = self.points(outlines.reshape(-1, 2)).reshape(outlines.shape)
        upright: Floats = np.concatenate([mapped.min(axis=1), mapped.max(axis=1)], axis=1)
        limits = np.array(self.size * 2, dtype=np.float64)
        return np.minimum(np.maximum(upright, 0.0), limits)

    def turned(self, degrees: int) -> "Warp":
        """Turn the image clockwise by 0, 90, 180 or 270 degrees."""
        width, height = self.size
        quarter = {
            0: ([[1, 0, 0], [0, 1, 0], [0, 0, 1]], (width, height)),
            90: ([[0, -1, height], [1, 0, 0], [0, 0, 1]], (height, width)),
            180: ([[-1, 0, width], [0, -1, height], [0, 0, 1]], (width, height)),
            270: ([[0, 1, 0], [-1, 0, width], [0, 0, 1]], (height, width)),
        }
        turn, size = quarter[degrees]
        return Warp(np.array(turn, dtype=np.float64) @ self.matrix, size, self.bend)

    def sources(self, dpi: float) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Give for every pixel where it is taken from on the sheet drawn at a resolution.

        Returns:
            x and y, (height, width) float32 each, as ``cv2.remap`` wants them: 0 is the middle
            of the first pixel.
        """
        width, height = self.size
        across, down = width // CELL + 3, height // CELL + 3
        # A knot lies in the middle of each cell; one cell more on every side, cut off below.
        x = (np.arange(across) - 0.5) * CELL
        y = (np.arange(down) - 0.5) * CELL
        knots = np.stack(np.meshgrid(x, y), axis=2).reshape(-1, 2)
        sheet = _project(np.asarray(np.linalg.inv(self.matrix), dtype=np.float64), knots)
        if self.bend is not None:
            sheet = self.bend.flatten(sheet)
        drawn = (sheet * (dpi / 72) - 0.5).astype(np.float32).reshape(down, across, 2)
        inside = (slice(CELL, CELL + height), slice(CELL, CELL + width))
        whole = (across * CELL, down * CELL)
        columns, rows = (cv2.resize(drawn[..., axis], whole) for axis in (0, 1))
        return (
            np.asarray(columns, dtype=np.float32)[inside],
            np.asarray(rows, dtype=np.float32)[inside],
        )


def flat_warp(
    sheet: tuple[float, float],
    dpi: float,
    skew: float = 0.0,
    edges: tuple[float, float, float, float] = (0, 0, 0, 0),
    stretch: float = 0.0,
) -> Warp:
    """Lay a sheet on glass.

    Args:
        sheet: Width and height in points.
        skew: Degrees counter-clockwise, around the middle of the sheet.
        edges: What is seen beyond the left, top, right and bottom of the sheet, millimeters;
            negative where the sheet is cut.
        stretch: Share by which the feed is too slow: the sheet grows in height.
    """
    left, top, right, bottom = (edge / MM_PER_POINT for edge in edges)
    width, height = sheet
    scale = np.diag([dpi / 72, dpi / 72 * (1 + stretch), 1.0])
    move = np.array([[1, 0, left], [0, 1, top], [0, 0, 1]], dtype=np.float64)
    matrix = scale @ move @ _rotation(skew, (width / 2, height / 2))
    size = (
        max(1, round((width + left + right) * dpi / 72)),
        max(1, round((height + top + bottom) * dpi / 72 * (1 + stretch))),
    )
    return Warp(matrix, size)


def cornered_warp(sheet: tuple[float, float], corners: Floats, size: tuple[int, int]) -> Warp:
    """See a sheet in perspective: its corners (4, 2), clockwise from the top left, in pixels."""
    width, height = sheet
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(flat, corners.astype(np.float32))
    return Warp(np.asarray(matrix, dtype=np.float64), size)


def curled(sheet: tuple[float, float], curl: float, gutter: int) -> Bend:
    """Bend a page of a bound book on glass: near the gutter it rises, narrows and shrinks.

    Args:
        curl: 0..1; 1 loses a third of the width at the very gutter.
        gutter: -1 at the left edge, 1 at the right.
    """
    width, height = sheet
    knots = np.linspace(0, width, 257)
    away = (knots if gutter < 0 else width - knots) / width
    rise = np.exp(-away / 0.09)
    speed = 1 - 0.33 * curl * rise
    moved = np.concatenate([[0.0], np.cumsum((speed[1:] + speed[:-1]) / 2 * np.diff(knots))])
    # The page is pressed down away from the gutter: that edge stays where it was.
    if gutter < 0:
        moved += width - moved[-1]
    lift = 0.006 * curl * height * rise
    return _beyond(knots, moved, lift, -0.035 * curl * rise, height * 0.45)


def bowed(sheet: tuple[float, float], bow: float, side: float) -> Bend:
    """Bend a loose sheet that arches on the table before a phone.

    Args:
        bow: Height of the arch as a share of the sheet's height, either sign.
        side: Where along the width the arch is highest, 0..1.
    """
    width, height = sheet
    knots = np.linspace(0, width, 257)
    at = knots / width
    shape = np.sin(np.pi * at ** np.clip(np.log(0.5) / np.log(np.clip(side, 0.1, 0.9)), 0.4, 2.5))
    return _beyond(knots, knots.copy(), -bow * height * shape, bow * 0.5 * shape, height * 0.4)


def _beyond(knots: Floats, moved: Floats, lift: Floats, pinch: Floats, middle: float) -> Bend:
    """Go on straight beyond both edges, so that the surroundings have a place, too."""
    far = 5 * (knots[-1] - knots[0])
    return Bend(
        np.concatenate([[knots[0] - far], knots, [knots[-1] + far]]),
        np.concatenate([[moved[0] - far], moved, [moved[-1] + far]]),
        np.concatenate([lift[:1], lift, lift[-1:]]),
        np.concatenate([pinch[:1], pinch, pinch[-1:]]),
        middle,
    )


def _rotation(degrees: float, middle: tuple[float, float]) -> Floats:
    """Give a counter-clockwise rotation, (3, 3); y is down."""
    cosine, sine = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    x, y = middle
    return np.array(
        [
            [cosine, sine, x - cosine * x - sine * y],
            [-sine, cosine, y + sine * x - cosine * y],
            [0, 0, 1],
        ],
        dtype=np.float64,
    )


def _project(matrix: Floats, xy: Floats) -> Floats:
    lifted = xy @ matrix[:, :2].T + matrix[:, 2]
    return np.asarray(lifted[:, :2] / lifted[:, 2:], dtype=np.float64)


def _outlines(boxes: Floats) -> Floats:
    """Give points along the edges of boxes, (n, 4 * SAMPLES + 4, 2)."""
    along = np.linspace(0, 1, SAMPLES + 1)
    zeros, ones = np.zeros_like(along), np.ones_like(along)
    around = np.concatenate(
        [
            np.stack(edge, axis=1)
            for edge in ((along, zeros), (ones, along), (along, ones), (zeros, along))
        ]
    )
    corner, extent = boxes[:, None, :2], boxes[:, None, 2:] - boxes[:, None, :2]
    return np.asarray(corner + around[None] * extent, dtype=np.float64)
