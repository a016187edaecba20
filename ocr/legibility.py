"""How well a scan can be read, by its pixels: the figures behind "scan this page again"."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dossiers.page import PageQuality
from ocr.line_box import LineBox
from ocr.line_images import Cut, cut_line

# As many lines, spread over the page, tell how all of it was scanned.
LOOKED_AT = 24
PLAIN = Cut(0, 0, 0, 48)
# Percentiles of a line's pixels: ink, paper; and of its steps from pixel to pixel: an edge.
INK, PAPER, EDGE = 2, 90, 99
# A line this close to the edge of the scan, in its heights, goes on beyond it.
AT_EDGE = 0.1


def measure_quality(gray: NDArray[np.uint8], boxes: Sequence[LineBox]) -> PageQuality | None:
    """Measure a page by its lines of text; None for one that has hardly any.

    Args:
        gray: The scan, light flattened; 0 is ink, 255 is paper.
        boxes: Its lines, each turned the way it is read.
    """
    long = sorted((box for box in boxes if box.is_long), key=lambda box: box.center[1])
    if not long:
        return None
    some = long[:: -(-len(long) // LOOKED_AT)]
    figures = np.array([_contrast_and_sharpness(gray, box) for box in some])
    contrast, sharpness = np.median(figures, axis=0)
    return PageQuality(
        line_height=round(float(np.median([box.height for box in long])), 1),
        contrast=round(float(contrast), 3),
        sharpness=round(float(sharpness), 3),
        cut_lines=sum(_is_cut(box, gray.shape) for box in long),
    )


def _contrast_and_sharpness(gray: NDArray[np.uint8], box: LineBox) -> tuple[float, float]:
    pixels = cut_line(gray, box, PLAIN).pixels.astype(np.float64)
    ink, paper = np.percentile(pixels, (INK, PAPER))
    depth = max(paper - ink, 1.0)
    steps = np.abs(np.diff(pixels, axis=1))
    edge = np.percentile(steps, EDGE) if steps.size else 0.0
    return depth / 255, min(1.0, float(edge) / depth)


def _is_cut(box: LineBox, shape: tuple[int, ...]) -> bool:
    """One of its ends lies at the edge of the scan."""
    height, width = shape
    ends = [box.center + sign * box.along * box.length / 2 for sign in (-1, 1)]
    near = AT_EDGE * box.height
    return any(min(x, y, width - x, height - y) < near for x, y in ends)
