"""Fine skew: how much the lines of text climb, and taking it out."""

import cv2
import numpy as np
from numpy.typing import NDArray

from dossiers.geometry import IDENTITY, Transform
from imaging.tone import Pixels, ink_mask, shrink

MAX_SLANT_DEGREES = 10.0
# Below this a warp costs more sharpness than it gives.
LEVEL_DEGREES = 0.15
MEASURED_SIDE = 1000


def measure_slant(gray: Pixels) -> float:
    """Measure by how much the text lines climb.

    Ink is summed along lines of every slant tried, first in steps of half a degree, then of
    a tenth around the best; the slant of the text is the one at which these sums are most
    uneven, because text and gaps then alternate sharply.

    Args:
        gray: (height, width) uint8; 0 is ink, 255 is paper; upright to a quarter turn.

    Returns:
        Degrees, counter-clockwise positive, within ±``MAX_SLANT_DEGREES`` (and half a degree
        of refinement), in steps of 0.1; 0.0 for a page without ink.

    Source:
        W. Postl, "Detection of linear oblique structures and skew scan in digitized
        documents", ICPR 1986.
    """
    scale = min(1.0, MEASURED_SIDE / max(gray.shape))
    small = shrink(gray, scale)
    y, x = np.nonzero(ink_mask(small))
    if y.size == 0:
        return 0.0
    coarse = np.arange(-MAX_SLANT_DEGREES, MAX_SLANT_DEGREES + 0.25, 0.5)
    near = max(coarse, key=lambda degrees: _unevenness(x, y, degrees))
    fine = near + np.arange(-5, 6) / 10
    return round(float(max(fine, key=lambda degrees: _unevenness(x, y, degrees))), 1)


def straighten(gray: Pixels, slant: float) -> tuple[Pixels, Transform]:
    """Turn by ``slant`` degrees clockwise, within the same frame, on white.

    Returns:
        The level picture, and the transform from its pixels to those of ``gray``.
    """
    if abs(slant) < LEVEL_DEGREES:
        return gray, IDENTITY
    height, width = gray.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -slant, 1)
    level = cv2.warpAffine(gray, turn, (width, height), flags=cv2.INTER_LINEAR, borderValue=(255,))
    return np.asarray(level), Transform.from_matrix(np.asarray(turn, np.float64)).inverse()


def _unevenness(x: NDArray[np.intp], y: NDArray[np.intp], degrees: float) -> float:
    """Sum of squared steps between neighboring ink sums along lines of this slant."""
    radians = np.deg2rad(degrees)
    # A line that climbs to the right loses y as x grows.
    rows = np.round(y * np.cos(radians) + x * np.sin(radians)).astype(np.int64)
    sums = np.bincount(rows - rows.min())
    return float(np.square(np.diff(sums).astype(np.float64)).sum())
