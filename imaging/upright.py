"""Quarter turns: which way a page lies, by its ink alone."""

import cv2
import numpy as np
from numpy.typing import NDArray

from dossiers.geometry import Transform
from imaging.tone import Pixels, ink_mask, shrink

MEASURED_SIDE = 1400
STRIPS = 12

_TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}


def turn(pixels: Pixels, rotation: int) -> Pixels:
    """Turn clockwise by 0, 90, 180 or 270 degrees, losslessly."""
    return pixels if rotation == 0 else np.asarray(cv2.rotate(pixels, _TURNS[rotation]))


def turn_back(width: int, height: int, rotation: int) -> Transform:
    """The transform from the pixels of a page turned by ``rotation`` to those of the scan.

    Args:
        width, height: Of the scan, before turning.
    """
    matrices = {
        0: [[1, 0, 0], [0, 1, 0]],
        90: [[0, 1, 0], [-1, 0, height]],
        180: [[-1, 0, width], [0, -1, height]],
        270: [[0, -1, width], [1, 0, 0]],
    }
    return Transform.from_matrix(np.array(matrices[rotation], dtype=np.float64))


def rank_turns(gray: Pixels) -> tuple[int, ...]:
    """Rank the four clockwise turns that may set a page upright, the likeliest first.

    The axis along which ink sums alternate sharply crosses the lines of text. Of the two
    ways up, the one is taken in which more ink stands above the bodies of the letters than
    below: Vietnamese has ascenders, capitals and stacked marks above, little below.

    Returns:
        A permutation of 0, 90, 180, 270; 0 first for a page without ink.
    """
    scale = min(1.0, MEASURED_SIDE / max(gray.shape))
    small = shrink(gray, scale)
    ink = ink_mask(small) > 0
    sideways = _alternation(ink.T) > _alternation(ink)
    across = ink[:, ::-1].T if sideways else ink  # ink.T of the mirrored page: 90 ° left
    heavy_top = _ink_above(across) >= 0
    if sideways:
        return (270, 90, 0, 180) if heavy_top else (90, 270, 180, 0)
    return (0, 180, 90, 270) if heavy_top else (180, 0, 270, 90)


def _alternation(ink: NDArray[np.bool_]) -> float:
    """How unevenly rows are inked, from gap to text and back, over vertical strips.

    Standard deviation over mean within the inked rows of each strip, weighted by its ink.
    Strips are narrow so that a skew of a few degrees does not blur the lines into each other.
    """
    unevenness = 0.0
    for strip in np.array_split(ink, STRIPS, axis=1):
        sums = strip.sum(axis=1).astype(np.float64)
        inked = np.flatnonzero(sums)
        if inked.size:
            rows = sums[inked[0] : inked[-1] + 1]
            unevenness += float(rows.std() / rows.mean() * rows.sum())
    return unevenness


def _ink_above(ink: NDArray[np.bool_]) -> float:
    """Ink above the bodies of letters less ink below, over both; -1..1."""
    above = below = 0.0
    for strip in np.array_split(ink, STRIPS, axis=1):
        for line in _lines(strip.sum(axis=1).astype(np.float64)):
            body = np.flatnonzero(line > 0.5 * line.max())
            above += float(line[: body[0]].sum())
            below += float(line[body[-1] + 1 :].sum())
    return (above - below) / max(above + below, 1.0)


def _lines(sums: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    """Cut the ink sums of rows into runs of rows with ink, as tall as a line of text."""
    inked = np.concatenate(([0], (sums > 0).astype(np.int8), [0]))
    starts, ends = np.flatnonzero(np.diff(inked) == 1), np.flatnonzero(np.diff(inked) == -1)
    return [
        sums[start:end] for start, end in zip(starts, ends, strict=True) if 8 <= end - start <= 60
    ]
