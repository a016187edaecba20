"""What years do to ink and paper: small functions on color (h, w, 3) or gray (h, w) pixels."""

from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from synthesis.scanning.tiles import Pixels, blots, clouds, fibers, spread

VIOLET = (62, 54, 104)
"""Carbon paper's ink at full strength, RGB."""
WET_FROM = 50
"""Colorfulness (largest less smallest channel) from which ink is a stamp's or a pen's."""


def through_table(pixels: Pixels, table: NDArray[np.floating]) -> Pixels:
    """Replace tones by a table of 256, or (256, 3) for each color."""
    tones = np.clip(table, 0, 255).astype(np.uint8)
    if pixels.ndim == 3 and tones.ndim == 2:
        tones = tones[np.newaxis]
    return np.asarray(cv2.LUT(pixels, tones), dtype=np.uint8)


def as_channels(gray: Pixels, like: Pixels) -> Pixels:
    """Repeat gray pixels for every channel that another picture has."""
    return np.asarray(cv2.cvtColor(gray, cv2.COLOR_GRAY2RGB)) if like.ndim == 3 else gray


def fade(page: Pixels, share: float) -> Pixels:
    """Take a share of all inks' darkness away."""
    return through_table(page, 255 - (255 - np.arange(256, dtype=np.float32)) * (1 - share))


def carbon_copy(page: Pixels, strength: float, dpi: float) -> Pixels:
    """Soften letters and turn black to the violet of carbon paper."""
    blur = 0.9 * strength * dpi / 200
    page = np.asarray(cv2.GaussianBlur(page, (0, 0), blur))
    if page.ndim == 2:
        return fade(page, 0.28 * strength)
    rise = np.arange(256, dtype=np.float32)[:, np.newaxis] / 255
    floor = np.array(VIOLET, dtype=np.float32) * min(1.0, 1.2 * strength)
    return through_table(page, floor + (255 - floor) * rise)


def dry_out(page: Pixels, strength: float, draws: Random) -> Pixels:
    """Let a ribbon or toner hold badly: letters get gray, patchy and broken."""
    blot = spread(blots(), page.shape, draws)
    tones = np.arange(256, dtype=np.float32)
    lift = through_table(blot, (tones - 196 + 78 * strength) * (2 + 2 * strength) + 45 * strength)
    return np.asarray(cv2.max(page, as_channels(lift, page)))


def run_ink(page: Pixels, pixels: float) -> Pixels:
    """Let ink run by a part of a pixel, up to one and a half."""
    cross = np.array([[0, 1, 0], [1, 1, 1], [0, 1, 0]], dtype=np.uint8)
    share = min(1.0, pixels)
    page = np.asarray(cv2.addWeighted(page, 1 - share, cv2.erode(page, cross), share, 0))
    return run_ink(page, pixels - 1) if pixels > 1 else page


def tooth(page: Pixels, strength: float, draws: Random) -> Pixels:
    """Let the paper's fibers be seen."""
    texture = spread(fibers(), page.shape, draws)
    share = 0.09 * strength
    dark = through_table(texture, 255 - (np.arange(256, dtype=np.float32) - 60) * share)
    return np.asarray(cv2.multiply(page, as_channels(dark, page), scale=1 / 255), dtype=np.uint8)


def shine_through(page: Pixels, back: Pixels, print_share: float, wet_share: float) -> Pixels:
    """Let the other side (h, w, 3) shine through, mirrored and soft.

    Toner lies on the paper and shows as a gray shadow; stamp pads and pens soak in and keep
    their color.
    """
    half = cv2.resize(back, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(cv2.flip(half, 1), (7, 7), 1.7)
    ink = np.asarray(cv2.bitwise_not(soft), dtype=np.uint8)
    wet = colorfulness(ink)
    gray = cv2.cvtColor(ink, cv2.COLOR_RGB2GRAY)
    colored = cv2.multiply(ink, cv2.cvtColor(wet, cv2.COLOR_GRAY2RGB), scale=wet_share / 255)
    taken = cv2.addWeighted(cv2.cvtColor(gray, cv2.COLOR_GRAY2RGB), print_share, colored, 1.0, 0.0)
    light = cv2.bitwise_not(taken)
    if page.ndim == 2:
        light = cv2.cvtColor(light, cv2.COLOR_RGB2GRAY)
    size = (page.shape[1], page.shape[0])
    light = cv2.resize(light, size, interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.multiply(page, light, scale=1 / 255), dtype=np.uint8)


def soak(page: Pixels, back: Pixels, strength: float, draws: Random) -> Pixels:
    """Let wet seals of the other side come through the paper, mirrored, as colored grain."""
    small = cv2.resize(back, None, fx=0.125, fy=0.125)
    coarse = colorfulness(np.asarray(small, dtype=np.uint8))
    x, y, width, height = (
        8 * side for side in cv2.boundingRect((coarse > WET_FROM).view(np.uint8))
    )
    part = back[max(0, y - 8) : y + height + 8, max(0, x - 8) : x + width + 8]
    if width == 0 or part.size == 0:
        return page
    mirrored = np.ascontiguousarray(part[:, ::-1])
    right = page.shape[1] - max(0, x - 8)
    window = np.s_[max(0, y - 8) : max(0, y - 8) + part.shape[0], right - part.shape[1] : right]
    if page[window].shape[:2] != part.shape[:2]:
        return page
    taken = _soaked(mirrored, strength, draws)
    if page.ndim == 2:
        taken = np.asarray(cv2.cvtColor(taken, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    soaked = page.copy()
    soaked[window] = cv2.multiply(page[window], cv2.bitwise_not(taken), scale=1 / 255)
    return soaked


def crack(page: Pixels, place: float, down: bool, draws: Random) -> None:
    """Break ink off along a fold at a share of the height (down) or width: a thin light line."""
    line = page if down else page.swapaxes(0, 1)
    at = round(place * line.shape[0])
    wide = max(1, round(line.shape[1] / 1200))
    wander = clouds((1, line.shape[1]), 5, draws)[0] * 3 * wide
    broken = clouds((1, line.shape[1]), 160, draws)[0]
    bright = draws.uniform(185, 245)
    for off in range(4 * wide):
        if not 0 <= at + off < line.shape[0]:
            return
        near = np.clip(1 - np.abs(wander + wide / 2 - off) / wide, 0, 1) * (broken > 0.4)
        row = line[at + off]
        tone = (bright * near).astype(np.uint8)
        np.maximum(row, tone if row.ndim == 1 else tone[:, np.newaxis], out=row)


def colorfulness(pixels: Pixels) -> Pixels:
    """Give largest less smallest channel, (h, w), twice as steep as it is."""
    first, second, third = cv2.split(pixels)
    most = cv2.max(cv2.max(first, second), third)
    least = cv2.min(cv2.min(first, second), third)
    return np.asarray(cv2.addWeighted(most, 2.0, least, -2.0, -24.0), dtype=np.uint8)


def _soaked(back: Pixels, strength: float, draws: Random) -> Pixels:
    """Give what soaked ink takes of the light, (h, w, 3): most of it stays in the paper."""
    ink = cv2.bitwise_not(cv2.blur(back, (3, 3)))
    grain = spread(blots(), back.shape, draws).astype(np.float32)
    patchy = clouds((back.shape[0], back.shape[1]), 4, draws)
    level = 168 - 50 * strength - 90 * (patchy - 0.5)
    held = np.clip((grain - level) * 2.0, 0, 255) * (0.35 + 0.55 * strength)
    held = np.minimum(held, colorfulness(back)).astype(np.uint8)
    return np.asarray(
        cv2.multiply(ink, cv2.cvtColor(held, cv2.COLOR_GRAY2RGB), scale=1 / 255), dtype=np.uint8
    )
