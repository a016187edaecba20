"""Lines of a swift pen through knots, as covers."""

import math
from collections.abc import Sequence
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from synthesis.ink.pressing import PER_MM, Cover

Points = NDArray[np.float64]
Knots = list[tuple[float, float]]


def smooth_line(knots: Sequence[tuple[float, float]]) -> Points:
    """Points of a smooth curve through knots, as far apart as a pen was fast.

    Source: E. Catmull, R. Rom, "A class of local interpolating splines", 1974.
    """
    points = np.array(knots, np.float64)
    padded = np.concatenate([points[:1], points, points[-1:]])
    t = np.linspace(0, 1, 12, endpoint=False)[:, None]
    pieces = []
    for a, b, c, d in zip(padded[:-3], padded[1:-2], padded[2:-1], padded[3:], strict=True):
        pieces.append(
            0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2)
            + 0.5 * (3 * b - a - 3 * c + d) * t**3
        )
    return np.concatenate([*pieces, points[-1:]])


def fitted_strokes(strokes: Sequence[Points], width: int) -> list[Points]:
    """Strokes in pixels, so wide, at most two thirds as tall, with a rim."""
    points = np.concatenate(strokes)
    low, high = points.min(axis=0), points.max(axis=0)
    scale = min(width / (high[0] - low[0]), width * 0.66 / (high[1] - low[1]))
    return [(stroke - low) * scale + 6 for stroke in strokes]


def inked_strokes(strokes: Sequence[Points], draws: Random) -> Cover:
    """Cover of strokes: thick where the pen was slow, thin at the ends of swift lines."""
    reach = np.concatenate(strokes).max(axis=0) + 7
    cover = np.zeros((math.ceil(reach[1]), math.ceil(reach[0])), np.uint8)
    # Small writing is done with a light hand.
    thick = draws.uniform(0.42, 0.8) * PER_MM * min(1.0, 0.55 + reach[0] / (60 * PER_MM))
    for stroke in strokes:
        pace = np.hypot(*np.diff(stroke, axis=0).T)
        widths = np.clip(thick * (1.12 - 0.035 * pace), thick * 0.45, thick)
        widths = np.rint(cv2.blur(widths[:, None], (1, 5))[:, 0])
        points = np.rint(stroke * 16).astype(np.int32)
        for start, end, wide in zip(points[:-1], points[1:], widths, strict=True):
            ends = (int(start[0]), int(start[1])), (int(end[0]), int(end[1]))
            cv2.line(cover, *ends, 255, max(2, int(wide)), cv2.LINE_AA, 4)
    return cover
