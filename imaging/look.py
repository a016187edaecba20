"""How a page looks from afar: its colors, pictures and ruling tell a card from a letter."""

import cv2
import numpy as np

from dossiers.page import PageLook
from imaging.tone import Pixels, shrink

SIDE = 800
"""Longer side of the picture that is looked at."""
# Away from the color of the paper, in Lab: yellowed edges stay below.
COLORED = 18
# Squares of so many pixels are pictures or grounds where even their lighter parts are no paper.
SQUARE = 8
TONE = 40
# Ruling is straight for this many pixels; letters are not.
RULE = 40
# Darker than around, of 255.
INK = 20


def seen_from_afar(pixels: Pixels) -> Pixels:
    """The scan as a small picture; a scan smaller than that as it is.

    Args:
        pixels: (height, width) gray or (height, width, 3) RGB uint8.
    """
    return shrink(pixels, min(1.0, SIDE / max(pixels.shape[:2])))


def measure_look(small: Pixels, rotation: int) -> PageLook:
    """Measure a scan.

    Args:
        small: As ``seen_from_afar`` gives it, lying as it was scanned.
        rotation: Clockwise degrees (0, 90, 180, 270) that turn it upright.
    """
    if rotation:
        small = np.ascontiguousarray(np.rot90(small, -rotation // 90))
    gray = (
        small if small.ndim == 2 else np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), np.uint8)
    )
    across, down = _ruling(gray)
    return PageLook(_colored(small), _toned(gray), across, down)


def _colored(small: Pixels) -> float:
    if small.ndim == 2:
        return 0.0
    lab = cv2.cvtColor(small, cv2.COLOR_RGB2LAB)[:, :, 1:].reshape(-1, 2).astype(np.float32)
    away = np.abs(lab - np.median(lab, axis=0)).max(axis=1)
    return float((away > COLORED).mean())


def _toned(gray: Pixels) -> float:
    """The share of squares whose brighter quarter is darker than paper."""
    tall, wide = (size // SQUARE for size in gray.shape)
    squares = gray[: tall * SQUARE, : wide * SQUARE].reshape(tall, SQUARE, wide, SQUARE)
    light = np.quantile(squares.transpose(0, 2, 1, 3).reshape(tall, wide, -1), 0.75, axis=2)
    return float((light < np.quantile(light, 0.9) - TONE).mean())


def _ruling(gray: Pixels) -> tuple[float, float]:
    """Lengths of straight lines, in widths and heights of the page; thick ones count more."""
    around = cv2.blur(gray, (25, 25))
    ink = (cv2.subtract(around, gray) > INK).astype(np.uint8)
    height, width = gray.shape
    lengths = []
    for kernel, thicker in ((np.ones((1, RULE)), (3, 1)), (np.ones((RULE, 1)), (1, 3))):
        # A slanted line leaves its row: rows are thickened first.
        thick = cv2.dilate(ink, np.ones(thicker, np.uint8))
        straight = cv2.morphologyEx(thick, cv2.MORPH_OPEN, kernel.astype(np.uint8))
        lengths.append(float(straight.sum()) / 3)
    return lengths[0] / width, lengths[1] / height
