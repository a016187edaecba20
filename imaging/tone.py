"""Color and light: what a reader needs is dark ink on even white paper."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]

# The background is estimated on a picture this many times smaller: paper changes slowly.
BACKGROUND_SHRINK = 4
# The dark around a sheet is looked for on a picture this large, and is at least so thick in it
# (4 mm of A4); strokes of ink are thinner.
SURROUND_SIDE, SURROUND_THICK = 400, 5
SURROUND_DARK = 80
# Yellowed paper is up to 40 redder than green; a line of red print is this share of a page.
RED_OVER_GREEN, RED_SHARE, RED_STEP = 60, 0.0004, 3


@dataclass(frozen=True, slots=True)
class Tones:
    """A scan in gray, light flattened: 0 is ink, 255 is paper; (height, width) uint8 both.

    Attributes:
        pale_red: Red seals and stamps are pale, black and blue ink is dark.
        all_ink: Red ink is dark too; None where the scan has no red.
    """

    pale_red: Pixels
    all_ink: Pixels | None


def split_tones(pixels: Pixels) -> Tones:
    """Give the gray pictures of a scan in which red ink is pale, and dark.

    Args:
        pixels: (height, width) gray or (height, width, 3) RGB uint8.
    """
    pale = flatten_light(whiten_surround(lighten_red(pixels)))
    if pixels.ndim == 2 or not _has_red(pixels):
        return Tones(pale, None)
    # Red ink is darkest in green; blue ink is dark there as well.
    green = np.ascontiguousarray(pixels[:, :, 1])
    return Tones(pale, flatten_light(whiten_surround(green)))


def whiten_surround(gray: Pixels) -> Pixels:
    """Paint the dark around a sheet white: the scanner's lid, a table, the shadow of a spine.

    What is dark, wider than strokes and goes on beyond the picture is no ink.
    """
    scale = SURROUND_SIDE / max(gray.shape)
    if scale >= 1:
        return gray
    dark = (shrink(gray, scale) < SURROUND_DARK).astype(np.uint8)
    # Around the picture it is dark as well, so that a lid reaches over the edge.
    framed = cv2.copyMakeBorder(dark, *(SURROUND_THICK,) * 4, cv2.BORDER_CONSTANT, value=(1,))
    thick = cv2.morphologyEx(framed, cv2.MORPH_OPEN, np.ones((SURROUND_THICK,) * 2, np.uint8))
    _, labels = cv2.connectedComponents(thick, connectivity=4)
    outside = (labels == labels[0, 0]).astype(np.uint8)
    grown = cv2.dilate(outside, np.ones((3, 3), np.uint8))
    inner = slice(SURROUND_THICK, -SURROUND_THICK)
    height, width = gray.shape
    mask = cv2.resize(grown[inner, inner], (width, height), interpolation=cv2.INTER_NEAREST)
    return np.where(mask > 0, np.uint8(255), gray) if mask.any() else gray


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


def is_binary(gray: Pixels) -> bool:
    """Claim that a scan is 1-bit: a sample of its pixels is black or white."""
    sample = gray[::7, ::7]
    return bool(np.isin(sample, (0, 255)).all())


def _has_red(pixels: Pixels) -> bool:
    """Claim that red ink stands on a scan, by a sample of its pixels."""
    red, green = (pixels[::RED_STEP, ::RED_STEP, channel].astype(np.int16) for channel in (0, 1))
    return bool(np.mean(red - green > RED_OVER_GREEN) > RED_SHARE)
