"""Pens: their color, their width and how evenly they give ink."""

from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from synthesis.chance import chance, grains
from synthesis.ink.nouns import Color

Kind = Literal["ball", "gel", "pencil"]

_TILE = (512, 2048)
_COLORS: tuple[tuple[float, Kind, Color], ...] = (
    (13, "ball", (34, 50, 142)),
    (13, "ball", (28, 44, 160)),
    (9, "ball", (52, 74, 172)),
    (8, "ball", (24, 38, 108)),
    (8, "gel", (22, 52, 168)),
    (6, "gel", (44, 92, 190)),
    (9, "ball", (34, 34, 40)),
    (14, "gel", (22, 22, 26)),
    (8, "gel", (26, 32, 66)),
    (4, "pencil", (88, 88, 94)),
    (3, "ball", (196, 40, 46)),
    (3, "ball", (98, 52, 142)),
)
"""How often a pen is met in offices: blue ball pens most, then black gel pens."""


@dataclass(frozen=True, slots=True)
class Pen:
    """What a person writes with.

    Attributes:
        millimeters: Width of a stroke.
        softness: Pixels over which a stroke's edge fades.
    """

    kind: Kind
    color: Color
    millimeters: float
    softness: float


def draw_pen(draws: Random) -> Pen:
    """A pen as often as it is met; gel pens are broader than ball pens."""
    _, kind, (red, green, blue) = draws.choices(_COLORS, [row[0] for row in _COLORS])[0]
    shade = draws.gauss(0, 7)
    red, green, blue = (
        min(max(round(each + shade + draws.gauss(0, 4)), 0), 235) for each in (red, green, blue)
    )
    # Strokes of numbers on real scans are 0.53 to 0.78 mm wide, gel pens mostly.
    low, high = {"ball": (0.3, 0.56), "gel": (0.42, 0.76), "pencil": (0.32, 0.55)}[kind]
    return Pen(kind, (red, green, blue), draws.uniform(low, high), draws.uniform(1.0, 1.9))


def ink_share(kind: Kind, shape: tuple[int, int], draws: Random) -> NDArray[np.uint8]:
    """How much of a pen's ink reaches the paper at every pixel: (h, w) uint8, 255 is all."""
    tile = _tile(kind)
    height, width = shape
    while height > tile.shape[0] or width > tile.shape[1]:
        tile = np.tile(tile, (1 + (height > tile.shape[0]), 1 + (width > tile.shape[1])))
    y, x = draws.randint(0, tile.shape[0] - height), draws.randint(0, tile.shape[1] - width)
    return tile[y : y + height, x : x + width]


@cache
def _tile(kind: Kind) -> NDArray[np.uint8]:
    """Evenness of a pen: mottled with dry streaks for ball pens, grainy for pencils."""
    draws = chance(0, "pen", kind)
    noise = grains(draws)
    fine = noise.standard_normal(_TILE, np.float32)
    dull = np.asarray(cv2.GaussianBlur(fine, (0, 0), 1.1), np.float32)
    cloud = 24 * np.asarray(
        cv2.GaussianBlur(noise.standard_normal(_TILE, np.float32), (0, 0), 7), np.float32
    )
    parts = {"ball": (230, 0, 42, 13), "gel": (250, 0, 0, 8), "pencil": (205, 34, 14, 14)}[kind]
    share = parts[0] + parts[1] * fine + parts[2] * dull + parts[3] * cloud
    tile = np.clip(share, 0, 255).astype(np.uint8)
    return _with_dry_streaks(tile, draws, {"ball": 420, "gel": 60, "pencil": 160}[kind])


def _with_dry_streaks(tile: NDArray[np.uint8], draws: Random, count: int) -> NDArray[np.uint8]:
    """Short streaks along which the pen gave hardly any ink."""
    dry = np.full_like(tile, 255)
    for _ in range(count):
        x, y = draws.randrange(tile.shape[1]), draws.randrange(tile.shape[0])
        along, across = draws.gauss(0.5, 0.5) * 10, -abs(draws.gauss(1, 0.5)) * 14
        end = (round(x + along), round(y + across))
        cv2.line(dry, (x, y), end, draws.randint(40, 170), draws.choice((1, 1, 2, 3)))
    return np.minimum(tile, np.asarray(cv2.blur(dry, (2, 2)), np.uint8))
