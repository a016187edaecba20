"""The size at which pages are read."""

import cv2
import numpy as np

from dossiers.geometry import Transform
from imaging.tone import Pixels

READING_DPI = 300
A4_LONG_INCHES = 11.69
# Outside these a resolution in a file is a guess of some program (72 dpi phone photos).
PLAUSIBLE_LONG_INCHES = (2.0, 24.0)
# A change this small costs sharpness and gives nothing.
CLOSE_ENOUGH = 0.15
MOST = 4.0


def reading_scale(width: int, height: int, dpi: float | None) -> float:
    """By how much to enlarge (or shrink) a scan so that its letters have reading size.

    A scan whose resolution is unknown or implausible is taken for a sheet of A4.
    """
    long_side = max(width, height)
    inches = long_side / dpi if dpi else 0.0
    smallest, largest = PLAUSIBLE_LONG_INCHES
    if not smallest <= inches <= largest:
        inches = A4_LONG_INCHES
    scale = min(READING_DPI * inches / long_side, MOST)
    return 1.0 if abs(scale - 1) < CLOSE_ENOUGH else scale


def resize(gray: Pixels, scale: float) -> tuple[Pixels, Transform]:
    """Scale a picture; the transform leads back to the pixels of ``gray``."""
    if scale == 1.0:
        return gray, Transform()
    method = cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA
    scaled = np.asarray(cv2.resize(gray, None, fx=scale, fy=scale, interpolation=method), np.uint8)
    back = np.array([[1 / scale, 0, 0], [0, 1 / scale, 0]])
    return scaled, Transform.from_matrix(back)
