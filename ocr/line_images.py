"""Cut one line of text out of a scan, level and of the size in which it is read."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from dossiers.geometry import Transform
from ocr.line_box import LineBox

Pixels = NDArray[np.uint8]
Place = tuple[Pixels, LineBox]
"""Where a line is read: on which picture of the scan, in which box."""

# Ink is compared on pictures this tall; so many times as much, and levels of gray, is more.
INK_TALL, MORE_INK = 16, 1.5


@dataclass(frozen=True, slots=True)
class Cut:
    """How a line is cut: what is added around its box, and how tall its picture gets.

    Attributes:
        above, below, beside: In heights of the box; stacked marks stand outside it.
        tall: Pixels.
    """

    above: float = 0.15
    below: float = 0.10
    beside: float = 0.15
    tall: int = 48


READING_CUT = Cut()


@dataclass(frozen=True, slots=True)
class LineImage:
    """The picture of a line.

    Attributes:
        pixels: (height, width) uint8; 0 is ink, 255 is paper.
        to_scan: From its pixels to those of the scan.
        top, bottom: Rows between which the line's box stands.
    """

    pixels: Pixels
    to_scan: Transform
    top: int
    bottom: int


def cut_line(gray: Pixels, box: LineBox, cut: Cut = READING_CUT) -> LineImage:
    """Cut a line out, turned so that it is read from left to right.

    Args:
        gray: The scan; 0 is ink, 255 is paper.
        box: Turned the way it is read, see ``LineBox.read_along``.
    """
    height = box.height * (1 + cut.above + cut.below)
    length = box.length + 2 * cut.beside * box.height
    scale = cut.tall / height
    corner = box.center - box.along * length / 2 - box.down * box.height * (0.5 + cut.above)
    to_scan = np.column_stack([box.along / scale, box.down / scale, corner])
    width = max(1, round(length * scale))
    pixels = cv2.warpAffine(
        gray,
        to_scan,
        (width, cut.tall),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderValue=(255,),
    )
    top = round(cut.above * box.height * scale)
    bottom = round((1 + cut.above) * box.height * scale)
    return LineImage(np.asarray(pixels, np.uint8), Transform.from_matrix(to_scan), top, bottom)


def has_more_ink(one: Pixels, other: Pixels, box: LineBox) -> bool:
    """Claim that a line has clearly more ink on one picture of a scan than on the other."""
    plain = Cut(0, 0, 0, INK_TALL)
    dark, pale = (255 - cut_line(gray, box, plain).pixels.mean() for gray in (one, other))
    return bool(dark > MORE_INK * pale + MORE_INK)
