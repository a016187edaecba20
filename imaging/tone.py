"""Color and light: what a reader needs is dark ink on even white paper."""

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]

# The background is estimated on a picture this many times smaller: paper changes slowly.
BACKGROUND_SHRINK = 4


def lighten_red(pixels: Pixels) -> Pixels:
    """Give the gray picture in which red seals and stamps are pale.

    The red channel alone: red ink is bright there, black and blue ink stay dark. Gray input
    is given back as it is.
    """
    if pixels.ndim == 2:
        return pixels
    return np.ascontiguousarray(pixels[:, :, 0])


def flatten_light(gray: Pixels) -> Pixels:
    """Divide the paper out, so that shadows and yellowed paper become white.

    The paper is what remains when ink is closed away: a dilation, then a median.
    """
    if min(gray.shape) < 8 * BACKGROUND_SHRINK or is_binary(gray):
        return gray
    scale = 1 / BACKGROUND_SHRINK
    small = shrink(gray, scale)
    closed = cv2.dilate(small, np.ones((5, 5), np.uint8))
    paper = cv2.medianBlur(closed, 31)
    height, width = gray.shape
    return np.asarray(cv2.divide(gray, cv2.resize(paper, (width, height)), scale=255))


def shrink(pixels: Pixels, scale: float) -> Pixels:
    """Make a picture smaller, averaging what falls together; 1.0 leaves it as it is."""
    if scale == 1.0:
        return pixels
    smaller = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return np.asarray(smaller, np.uint8)


def ink_mask(gray: Pixels) -> Pixels:
    """Give (height, width) uint8, 255 where ink stands out of its surroundings, else 0."""
    window = max(15, (min(gray.shape) // 40) | 1)
    return np.asarray(
        cv2.adaptiveThreshold(
            gray, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, window, 15
        )
    )


def is_binary(gray: Pixels) -> bool:
    """Claim that a scan is 1-bit: a sample of its pixels is black or white."""
    sample = gray[::7, ::7]
    return bool(np.isin(sample, (0, 255)).all())
