"""What stands on a page besides text: nothing at all, or a red seal."""

import cv2
import numpy as np

from imaging.tone import Pixels, shrink

# Sizes in parts of the longer side of the page, so that they hold at any resolution. On A4
# (297 mm) a letter body is 1.2 to 15 mm tall, a seal 25 to 45 mm wide.
SMALLEST_LETTER = 1.0 / 297
LARGEST_LETTER = 15 / 297
SEAL_SIDE = 15 / 297
MARGIN = 0.03
# Fewer letter-like spots than this are dust, staples or a stray stroke.
FEWEST_LETTERS = 12
# After the light is flattened, ink that shows through from the back is paler than this.
FRONT_INK = 140


def is_blank(flat: Pixels) -> bool:
    """Claim that nobody wrote on this side.

    Dirt, punch holes, black borders and what shows through from the back do not count:
    only dark spots of the size of letters, away from the edge, do.

    Args:
        flat: Gray with red lightened and light flattened; upright or not.
    """
    return count_letters(flat) < FEWEST_LETTERS


def count_letters(flat: Pixels) -> int:
    """Count dark spots of the size of letters, away from the edge of the page."""
    side = max(flat.shape)
    scale = min(1.0, 1600 / side)
    small = shrink(flat, scale)
    ink = (small < FRONT_INK).astype(np.uint8)
    _, _, spots, centers = cv2.connectedComponentsWithStats(ink, connectivity=8)
    side = max(small.shape)
    tall = np.maximum(
        spots[1:, cv2.CC_STAT_HEIGHT],
        spots[1:, cv2.CC_STAT_WIDTH],
    )
    height, width = small.shape
    inside = (np.abs(centers[1:] / (width, height) - 0.5) < 0.5 - MARGIN).all(axis=1)
    letters = (tall > SMALLEST_LETTER * side) & (tall < LARGEST_LETTER * side) & inside
    return int(letters.sum())


def has_seal(pixels: Pixels) -> bool:
    """Claim that red ink of the size of a seal stands on the page.

    Args:
        pixels: The scan, RGB; a gray scan cannot tell and has none.
    """
    if pixels.ndim == 2:
        return False
    scale = 300 / max(pixels.shape[:2])
    small = shrink(pixels, scale)
    hue, saturation, value = cv2.split(cv2.cvtColor(small, cv2.COLOR_RGB2HSV))
    red = ((hue < 10) | (hue > 165)) & (saturation > 70) & (value > 90)
    joined = cv2.morphologyEx(red.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8))
    _, _, spots, _ = cv2.connectedComponentsWithStats(joined)
    sides = np.minimum(spots[1:, cv2.CC_STAT_WIDTH], spots[1:, cv2.CC_STAT_HEIGHT])
    return bool((sides > SEAL_SIDE * max(small.shape[:2])).any())
