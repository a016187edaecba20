"""Cut one line of text out of a page, without losing marks and without its neighbors."""

from statistics import median

import cv2
import numpy as np
from numpy.typing import NDArray

from dossiers.geometry import Box
from dossiers.page import Line

# Of a word's height: engines box words too tightly and leave stacked marks outside.
ABOVE, BELOW = 0.4, 0.25
BESIDE = 10
INK = 160
FRAME = 10


def cut_line(gray: NDArray[np.uint8], line: Line) -> tuple[NDArray[np.uint8], Box]:
    """Give the picture of a line and where on the page it was cut.

    Ink that comes in over the upper or lower edge and stays there belongs to the neighbor
    lines and is painted white.
    """
    height = median(word.box.height for word in line.words)
    box = Box(
        max(0, line.box.left - BESIDE),
        max(0, round(line.box.top - ABOVE * height)),
        min(gray.shape[1], line.box.right + BESIDE),
        min(gray.shape[0], round(line.box.bottom + BELOW * height)),
    )
    picture = gray[box.top : box.bottom, box.left : box.right].copy()
    _erase_neighbors(picture, line.box.top - box.top, line.box.bottom - box.top, height)
    return picture, box


def resize_line(picture: NDArray[np.uint8], scale: float) -> NDArray[np.uint8]:
    """Scale a line and put it on a white frame of ``FRAME`` pixels."""
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    scaled = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=method)
    return np.asarray(
        cv2.copyMakeBorder(scaled, FRAME, FRAME, FRAME, FRAME, cv2.BORDER_CONSTANT, value=(255,))
    )


def _erase_neighbors(
    picture: NDArray[np.uint8], line_top: int, line_bottom: int, height: float
) -> None:
    """Paint white, in place, what hangs in from above or stands up from below."""
    ink = (picture < INK).astype(np.uint8)
    _, labels, spots, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    for number in range(1, len(spots)):
        left, top, width, tall, _ = spots[number]
        hangs_in = top == 0 and top + tall < line_top + 0.35 * height
        stands_up = top + tall >= picture.shape[0] and top > line_bottom - 0.3 * height
        if hangs_in or stands_up:
            window = (slice(top, top + tall), slice(left, left + width))
            spot = cv2.dilate(
                (labels[window] == number).astype(np.uint8), np.ones((3, 3), np.uint8)
            )
            picture[window][spot > 0] = 255
