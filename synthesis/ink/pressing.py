"""How covers come onto paper: pressed from a worn pad, or laid down evenly.

A cover is (height, width) uint8, 255 where ink belongs, at ``INK_DPI``.
"""

from dataclasses import dataclass
from functools import cache
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from synthesis.chance import chance, grains
from synthesis.ink.nouns import BLACK, INK_DPI, Color, Ink

PER_MM = INK_DPI / 25.4
PER_POINT = INK_DPI / 72

Cover = NDArray[np.uint8]

REDS: tuple[Color, ...] = (
    (214, 38, 46),
    (236, 20, 34),
    (226, 34, 70),
    (196, 40, 44),
    (178, 44, 46),
    (205, 24, 28),
    (232, 62, 56),
)
"""Pads of offices; the brownish ones are old, the pinkish ones thinned."""

BLUES: tuple[Color, ...] = ((38, 56, 160), (56, 70, 176), (30, 78, 168), (66, 92, 190))
VIOLETS: tuple[Color, ...] = ((96, 48, 140), (112, 60, 158), (82, 54, 150))

_GRAIN = 1024
_EVEN = 128


@dataclass(frozen=True, slots=True)
class Press:
    """One pressing of a stamp.

    Attributes:
        ink: How much the pad gives: below 0 it is dry, above 0 it floods.
        spread: Pixels over which ink runs from the edges.
        tilt: By how much one side is pressed harder than the other; ``ink``'s measure.
        uneven: How much patches differ; ``ink``'s measure.
        doubled: Pixels by which the stamp slipped, or (0, 0).
    """

    ink: float
    spread: float
    tilt: float
    uneven: float
    doubled: tuple[int, int] = (0, 0)


def draw_press(draws: Random) -> Press:
    """A pressing as offices do it: most are good, some dry, flooded, tilted or doubled."""
    manner = draws.choices(("good", "dry", "flooded", "tilted"), (58, 16, 14, 12))[0]
    ink = {"good": draws.uniform(-0.05, 0.3), "dry": draws.uniform(-0.5, -0.15)}.get(
        manner, draws.uniform(0.1, 0.45)
    )
    spread = draws.uniform(1.0, 1.7) if manner == "flooded" else draws.uniform(0.5, 1.0)
    tilt = draws.uniform(0.5, 1.3) if manner == "tilted" else draws.uniform(0.0, 0.4)
    doubled = (0, 0)
    if draws.random() < 0.12:
        doubled = (draws.choice((-4, -3, -2, 2, 3, 4)), draws.randint(-4, 4))
    return Press(ink, spread, tilt, draws.uniform(0.08, 0.28), doubled)


def draw_red(draws: Random) -> Color:
    """A red pad's color."""
    return _shaded(draws.choice(REDS), draws)


def draw_pad(draws: Random) -> Color:
    """A color of pads for stamps that need not be red."""
    pad = draws.choices((REDS, BLUES, VIOLETS, (BLACK,)), (52, 24, 12, 12))[0]
    return _shaded(draws.choice(pad), draws)


def _shaded(color: Color, draws: Random) -> Color:
    red, green, blue = (min(max(round(each + draws.gauss(0, 6)), 0), 250) for each in color)
    return red, green, blue


def press(cover: Cover, color: Color, draws: Random) -> Ink:
    """Press a cover from a pad: patches, bare specks, run edges, sometimes doubled or tilted."""
    how = draw_press(draws)
    if how.doubled != (0, 0):
        cover = _slipped(cover, how.doubled)
    # Blurring, then raising the contrast again, rounds corners and moves edges outwards.
    blurred = cv2.GaussianBlur(cover, (5, 5), how.spread)
    inked = cv2.convertScaleAbs(blurred, alpha=1.25 + how.spread * 0.25)
    patches, grain = _patches(cover.shape, how, draws), _grain(cover.shape, draws)
    share = cv2.addWeighted(patches, 2.0, grain, 1.0, -_EVEN)
    return as_ink(np.asarray(cv2.multiply(inked, share, scale=1 / 255), np.uint8), color)


def as_ink(cover: Cover, color: Color) -> Ink:
    """Lay a cover down evenly in one color."""
    height, width = cover.shape
    pixels = np.empty((height, width, 4), np.uint8)
    pixels[..., :3] = color
    pixels[..., 3] = cover
    return Ink(pixels, width / PER_POINT, height / PER_POINT)


def laid_over(below: Ink, above: Ink, left: float, top: float) -> Ink:
    """Ink over ink, the upper one's corner in points from the lower one's; what juts out is cut."""
    pixels = below.pixels.copy()
    x, y = round(left * PER_POINT), round(top * PER_POINT)
    layer = above.pixels[max(0, -y) :, max(0, -x) :]
    part = pixels[max(0, y) :, max(0, x) :][: layer.shape[0], : layer.shape[1]]
    layer = layer[: part.shape[0], : part.shape[1]]
    stronger = layer[..., 3] > part[..., 3]
    part[stronger] = layer[stronger]
    return Ink(pixels, below.width, below.height)


def _slipped(cover: Cover, shift: tuple[int, int]) -> Cover:
    move = np.array([[1, 0, shift[0]], [0, 1, shift[1]]], np.float32)
    again = cv2.warpAffine(cover, move, cover.shape[1::-1], flags=cv2.INTER_NEAREST)
    return np.asarray(cv2.max(cover, cv2.convertScaleAbs(again, alpha=0.45)), np.uint8)


def _patches(shape: tuple[int, ...], how: Press, draws: Random) -> Cover:
    """How much ink each place gets before grain: (h, w) uint8, 128 is all, more resists grain."""
    height, width = shape
    rows, columns = max(4, height // 50), max(4, width // 50)
    noise = grains(draws).normal(size=(rows, columns))
    turn = draws.uniform(0, 2 * np.pi)
    x, y = np.linspace(-1, 1, columns), np.linspace(-1, 1, rows)[:, None]
    slope = np.cos(turn) * x + np.sin(turn) * y
    level = 0.78 + how.ink + how.uneven * noise + how.tilt * np.minimum(slope, 0.15)
    coarse = (128 * np.clip(level, 0, 1.9)).astype(np.uint8)
    return np.asarray(cv2.resize(coarse, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)


def _grain(shape: tuple[int, ...], draws: Random) -> Cover:
    """A piece of the grain of paper and rubber: (h, w) uint8, ``_EVEN`` changes nothing."""
    tile = _grain_tile()
    height, width = shape
    while height > tile.shape[0] or width > tile.shape[1]:
        tile = np.tile(tile, (1 + (height > tile.shape[0]), 1 + (width > tile.shape[1])))
    y, x = draws.randint(0, tile.shape[0] - height), draws.randint(0, tile.shape[1] - width)
    return tile[y : y + height, x : x + width]


@cache
def _grain_tile() -> Cover:
    """Fine grain, bare specks and mottling; the same for all stamps, each sees a piece."""
    noise = grains(chance(0, "grain of stamps"))
    shape = (_GRAIN, _GRAIN)
    fine, specks, mottles = (
        cv2.GaussianBlur(noise.standard_normal(shape, np.float32), (0, 0), sigma) * sigma * 3.5
        for sigma in (0.9, 1.5, 9.0)
    )
    tile = _EVEN + 14 * fine - 110 * np.clip(specks - 1.4, 0, 1) - 22 * mottles
    return np.asarray(np.clip(tile, 0, 255), np.uint8)
