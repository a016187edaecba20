"""What stands on a page besides text: nothing at all, or a red seal."""

import cv2
import numpy as np

from imaging.tone import Pixels, shrink

# Sizes in parts of the longer side of the page, so that they hold at any resolution. On A4
# (297 mm) a seal is 25 to 45 mm wide.
SEAL_SIDE = 15 / 297
SEALS = 110 / 297  # two that touch
MARGIN = 0.03
EDGE = 0.003
LONG_BAR, WIDE_BAR = 0.4, 0.1
# After the light is flattened, ink that shows through from the back is paler than this.
FRONT_INK = 140
# Dust, staples, punch holes, a ragged edge, a few words; a drawing or a photograph has more.
LITTLE_INK = 0.01


def has_little_ink(flat: Pixels) -> bool:
    """Claim that perhaps nobody wrote on a side: a reader must tell dirt from a short line."""
    return ink_share(flat) < LITTLE_INK


def ink_share(flat: Pixels) -> float:
    """How much of a side is dark, 0..1, away from its edges.

    Black borders, folds and pale show-through do not count.

    Args:
        flat: Gray with red lightened and light flattened; upright or not.
    """
    small = shrink(flat, min(1.0, 1600 / max(flat.shape)))
    ink = (small < FRONT_INK).astype(np.uint8)
    _, _, spots, centers = cv2.connectedComponentsWithStats(ink, connectivity=8)
    spots, centers = spots[1:], centers[1:]
    side, (height, width) = max(small.shape), small.shape
    left, top, wide, tall, area = spots.T
    edge = np.minimum.reduce([left, top, width - left - wide, height - top - tall])
    # The scanner's lid, the shadow of a book's spine: dark, and going on beyond the picture.
    inside = (np.abs(centers / (width, height) - 0.5) < 0.5 - MARGIN).all(axis=1)
    inside &= edge > EDGE * side
    largest = np.maximum(wide, tall)
    # Folds and the edges of the sheet.
    inside &= (largest < LONG_BAR * side) | (np.minimum(wide, tall) > WIDE_BAR * side)
    return float(area[inside].sum() / small.size)


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
    wide, tall = spots[1:, cv2.CC_STAT_WIDTH], spots[1:, cv2.CC_STAT_HEIGHT]
    side = max(small.shape[:2])
    # Yellowed edges and covers of cardboard are red as well, but longer.
    fits = (np.minimum(wide, tall) > SEAL_SIDE * side) & (np.maximum(wide, tall) < SEALS * side)
    return bool(fits.any())
