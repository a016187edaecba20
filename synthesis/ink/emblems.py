"""An invented round ornament in the manner of national emblems, as masks of its parts.

Unit: the ornament's radius; origin its center, y down.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from synthesis.chance import chance
from synthesis.ink.pressing import Cover

VARIETY = 6
"""So many ornaments there are."""

_SIZE = 512
_FINE = 4
"""Bits behind the point in cv2's coordinates."""

Shape = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ornament:
    """Masks of one ornament, (512, 512) uint8 each.

    Attributes:
        field: The disc behind everything.
        figures: Star, wheel and ears.
        ribbon: The band at the foot.
    """

    field: Cover
    figures: Cover
    ribbon: Cover


@lru_cache(VARIETY)
def ornament(kind: int) -> Ornament:
    """The ornament of a number below ``VARIETY``."""
    draws = chance(kind, "ornament")
    field, figures, ribbon = (np.zeros((_SIZE, _SIZE), np.uint8) for _ in range(3))
    _fill(field, _around((0.0, -0.1), draws.uniform(0.7, 0.76), 60))
    star = draws.uniform(0.26, 0.34)
    _fill(figures, star_shape((0.0, draws.uniform(-0.46, -0.36)), star))
    for side in (-1, 1):
        for ear in _ear(side, draws.randint(11, 14), draws.uniform(0.78, 0.84)):
            _fill(figures, ear)
    _fill(figures, _wheel((0.0, 0.36), draws.uniform(0.24, 0.3), draws.choice((9, 10, 12))))
    hub = _around((0.0, 0.36), draws.uniform(0.1, 0.14), 24)
    _fill(figures, hub, 0)
    for shape in _ribbon(draws.uniform(0.11, 0.15)):
        _fill(ribbon, shape)
    return Ornament(field, figures, ribbon)


@lru_cache(VARIETY)
def ornament_cover(kind: int) -> Cover:
    """The ornament in one color, as seals have it: figures bare-edged on a hatched disc."""
    parts = ornament(kind)
    hatched = cv2.bitwise_and(parts.field, _hatching(kind))
    solid = cv2.max(parts.figures, parts.ribbon)
    bare = cv2.dilate(solid, np.ones((9, 9), np.uint8))
    cover = cv2.max(cv2.subtract(hatched, bare), parts.figures)
    rim = cv2.morphologyEx(parts.ribbon, cv2.MORPH_GRADIENT, np.ones((5, 5), np.uint8))
    cover = cv2.max(cv2.subtract(cover, cv2.dilate(parts.ribbon, np.ones((7, 7), np.uint8))), rim)
    return np.asarray(cover, np.uint8)


def star_shape(center: tuple[float, float], radius: float) -> Shape:
    """A star of five points, one upwards: (10, 2) points."""
    turns = -math.pi / 2 + np.arange(10) * math.pi / 5
    reach = np.where(np.arange(10) % 2 == 0, radius, radius * 0.4)
    return np.stack([center[0] + reach * np.cos(turns), center[1] + reach * np.sin(turns)], axis=1)


def _hatching(kind: int) -> Cover:
    y, x = np.mgrid[0:_SIZE, 0:_SIZE]
    if kind % 3 == 0:
        grid = ((x % 12) < 8) & ((y % 12) < 8)
    elif kind % 3 == 1:
        grid = ((x + y) % 14) < 9
    else:
        grid = (y % 12) < 7
    return np.where(grid, 255, 0).astype(np.uint8)


def _ear(side: int, grains: int, radius: float) -> list[Shape]:
    """Grains of an ear of rice along the edge, from the foot up, two by two."""
    shapes = []
    for number in range(grains):
        turn = math.radians(72 - 118 * number / (grains - 1))
        for reach, lean in ((radius - 0.055, 0.5), (radius + 0.055, -0.5)):
            center = (side * reach * math.cos(turn), reach * math.sin(turn))
            shapes.append(_grain(center, side * (turn - math.pi / 2 + lean), 0.105))
    return shapes


def _grain(center: tuple[float, float], turn: float, size: float) -> Shape:
    points = _around((0.0, 0.0), 1.0, 14) * (size, size * 0.42)
    cos, sin = math.cos(turn), math.sin(turn)
    turned = points @ np.array([[cos, sin], [-sin, cos]])
    return np.asarray(turned + center, np.float64)


def _wheel(center: tuple[float, float], radius: float, teeth: int) -> Shape:
    turns = np.arange(teeth * 4) * 2 * math.pi / (teeth * 4)
    reach = np.where(np.arange(teeth * 4) % 4 < 2, radius, radius * 0.8)
    return np.stack([center[0] + reach * np.cos(turns), center[1] + reach * np.sin(turns)], axis=1)


def _ribbon(half: float) -> list[Shape]:
    """A band that hangs in the middle and rises to both sides, with swallow tails."""
    x = np.linspace(-0.62, 0.62, 24)
    middle = 0.86 - 0.42 * x**2
    band = np.concatenate(
        [np.stack([x, middle - half], axis=1), np.stack([x, middle + half], axis=1)[::-1]]
    )
    tails = []
    for side in (-1, 1):
        tail = np.array([(0.5, 0.62), (0.86, 0.5), (0.78, 0.66), (0.9, 0.78), (0.55, 0.9)])
        tails.append(tail * (side, 1))
    return [*tails, band]


def _around(center: tuple[float, float], radius: float, count: int) -> Shape:
    turns = np.arange(count) * 2 * math.pi / count
    return np.stack(
        [center[0] + radius * np.cos(turns), center[1] + radius * np.sin(turns)], axis=1
    )


def _fill(mask: Cover, shape: Shape, level: int = 255) -> None:
    pixels = (shape * 0.98 + 1) * (_SIZE / 2) * 2**_FINE
    cv2.fillPoly(mask, [np.rint(pixels).astype(np.int32)], level, cv2.LINE_AA, _FINE)
