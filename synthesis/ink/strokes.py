"""Strokes of a pen as fields of distances: any pen, any pressure can be laid over them later.

A field is (h, w) uint8: 128 on the edge of a stroke of ``HALF_WIDTH``, ``LEVELS`` more for every
pixel into the stroke. Fields are made at one size, at which a small letter is ``X_HEIGHT`` pixels
tall; lengths in glyphs are pixels of that size, y down, 0 on the baseline.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

X_HEIGHT = 32
HALF_WIDTH = 3.0
LEVELS = 12
EDGE = 128
FINER = 2
"""Outlines are measured on a grid finer by this, then averaged."""

_MARGIN = 10

Point = tuple[float, float]
Distances = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Glyph:
    """A letter, a digit or a stroke.

    Attributes:
        left, top: Where the field's corner lies from the pen's start on the baseline.
        advance: How far the pen moves on.
        box: The ink's left, top, right, bottom from the pen's start.
    """

    field: NDArray[np.uint8]
    left: float
    top: float
    advance: float
    box: tuple[float, float, float, float]


def pad(mask: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Room around a mask of the finer grid for wide pens; see ``corner``."""
    rim = _MARGIN * FINER
    below, right = rim + mask.shape[0] % FINER, rim + mask.shape[1] % FINER
    padded = cv2.copyMakeBorder(mask, rim, below, rim, right, cv2.BORDER_CONSTANT)
    return np.asarray(padded, np.uint8)


def corner(x: float, y: float) -> Point:
    """Where the corner of a padded mask lies, in pixels of fields."""
    return x / FINER - _MARGIN, y / FINER - _MARGIN


def without_specks(mask: NDArray[np.uint8], area: int) -> NDArray[np.uint8]:
    """The mask without parts smaller than ``area`` pixels."""
    count, parts, figures, _ = cv2.connectedComponentsWithStats(mask)
    if count <= 2:
        return mask
    kept = figures[:, cv2.CC_STAT_AREA] >= area
    kept[0] = False
    return np.asarray(np.where(kept[parts], 255, 0), np.uint8)


def outline_distances(mask: NDArray[np.uint8]) -> tuple[Distances, float]:
    """Signed distances to a mask's outline, inside positive, and half the width of its strokes.

    In pixels of the finer grid. Inside a stroke of half width h distances are even from 0 to h:
    their mean is h / 2.
    """
    inside = cv2.distanceTransform(mask, cv2.DIST_L2, 3)
    outside = cv2.distanceTransform(cv2.bitwise_not(mask), cv2.DIST_L2, 3)
    total = cv2.countNonZero(mask)
    half = 2 * float(cv2.sumElems(inside)[0]) / total if total else 0.0
    return np.asarray(cv2.subtract(inside, outside), np.float32), half


def line_distances(shape: Sequence[int], *lines: Sequence[Point]) -> Distances:
    """Signed distances to strokes of ``HALF_WIDTH`` along lines, on the finer grid."""
    paper = np.full((shape[0], shape[1]), 255, np.uint8)
    for line in lines:
        points = np.rint(np.array(line, np.float64) * 16).astype(np.int32)
        cv2.polylines(paper, [points], False, 0, 1, cv2.LINE_8, 4)
    return np.asarray(HALF_WIDTH * FINER - cv2.distanceTransform(paper, cv2.DIST_L2, 5), np.float32)


def encode(distances: Distances) -> NDArray[np.uint8]:
    """A field of distances on the finer grid."""
    height, width = distances.shape
    coarse = cv2.resize(distances, (width // FINER, height // FINER), interpolation=cv2.INTER_AREA)
    return np.asarray(
        cv2.convertScaleAbs(np.maximum(coarse * (LEVELS / FINER) + EDGE, 0)), np.uint8
    )


def stroke(*lines: Sequence[Point]) -> Glyph:
    """Lines drawn by a pen, in pixels from its start; it moves on to their right end."""
    xs = [x for line in lines for x, _ in line]
    ys = [y for line in lines for _, y in line]
    x, y = min(xs) - _MARGIN, min(ys) - _MARGIN
    width, height = (round(each + 2 * _MARGIN) for each in (max(xs) - min(xs), max(ys) - min(ys)))
    drawn = ([((px - x) * FINER, (py - y) * FINER) for px, py in line] for line in lines)
    distances = line_distances((height * FINER, width * FINER), *drawn)
    box = (min(xs) - HALF_WIDTH, min(ys) - HALF_WIDTH, max(xs) + HALF_WIDTH, max(ys) + HALF_WIDTH)
    return Glyph(encode(distances), x, y, max(max(xs), 0.0), box)


def curve(start: Point, middle: Point, end: Point) -> list[Point]:
    """Points of a bow that leaves ``start`` towards ``middle`` and reaches ``end``.

    Source: quadratic Bézier curve.
    """
    parts = [(step / 8) for step in range(9)]
    return [
        (
            (1 - t) ** 2 * start[0] + 2 * t * (1 - t) * middle[0] + t * t * end[0],
            (1 - t) ** 2 * start[1] + 2 * t * (1 - t) * middle[1] + t * t * end[1],
        )
        for t in parts
    ]
