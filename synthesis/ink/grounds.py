"""Printed grounds of certificates and cards, their ornaments and their photographs."""

import math
from collections.abc import Callable
from functools import lru_cache
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from synthesis.ink.emblems import VARIETY, ornament
from synthesis.ink.nouns import INK_DPI, Color, Ink
from synthesis.ink.portraits import portrait

__all__ = ("emblem", "portrait", "tint")

_MOST_PIXELS = 1600
"""Grounds are soft: no side needs more pixels."""
_TILE = 192
_PHASES = 8

Field = NDArray[np.float32]

_COLORED: tuple[tuple[Color, Color, Color], ...] = (
    ((214, 40, 46), (246, 206, 70), (206, 50, 44)),
    ((206, 60, 50), (240, 190, 60), (190, 50, 46)),
    ((232, 110, 100), (250, 222, 130), (226, 120, 104)),
)
"""Colors of field, figures and ribbon."""
_SINGLE: tuple[Color, ...] = ((196, 44, 48), (60, 60, 66), (40, 70, 140), (170, 120, 40))


def tint(width: float, height: float, color: Color, draws: Random) -> Ink:
    """A security ground, in points: interlaced lines on a pale tone, rosettes on it sometimes."""
    scale = min(INK_DPI / 72, _MOST_PIXELS / max(width, height))
    rows, columns = max(1, round(height * scale)), max(1, round(width * scale))
    tile = _tile(draws.randrange(len(_DESIGNS)), draws.randrange(_PHASES))
    strength, base = draws.uniform(0.4, 0.7), draws.uniform(45, 100)
    lined = np.asarray(cv2.convertScaleAbs(tile, alpha=strength, beta=base), np.uint8)
    lined = np.tile(lined, (rows // _TILE + 1, columns // _TILE + 1))[:rows, :columns].copy()
    if draws.random() < 0.7:
        _engrave_rosettes(lined, base + 255 * strength * 1.1, draws)
    plain = [np.full((rows, columns), part, np.uint8) for part in color]
    return Ink(np.asarray(cv2.merge([*plain, lined]), np.uint8), width, height)


def _waves(x: Field, y: Field, phase: float) -> Field:
    """Two families of waves through each other."""
    first = np.sin(9 * y + 2.2 * np.sin(2 * x + phase))
    return np.asarray(first * np.sin(9 * x + 2.2 * np.sin(2 * y - phase)), np.float32)


def _ropes(x: Field, y: Field, phase: float) -> Field:
    """Strands that wind around each other."""
    swing = np.sin(2 * x + phase)
    return np.asarray(np.sin(12 * y + 3 * swing) * np.sin(12 * y - 3 * swing), np.float32)


def _ripples(x: Field, y: Field, phase: float) -> Field:
    """Lines bent by bumps."""
    bumps = np.sin(x + phase) * np.sin(2 * y) + 0.6 * np.sin(3 * x - y)
    return np.asarray(np.sin(16 * y + 2.6 * bumps), np.float32)


def _flowers(x: Field, y: Field, phase: float) -> Field:
    """Rosettes on a lattice."""
    u, v = np.sin(x / 2) ** 2 + np.sin(y / 2) ** 2, np.cos(2 * x + phase) + np.cos(2 * y + phase)
    return np.asarray(np.sin(15 * u + 1.4 * v), np.float32)


def _nets(x: Field, y: Field, phase: float) -> Field:
    """A net of slanting lines, its meshes bent."""
    bent = 0.8 * np.sin(2 * x + phase) * np.sin(2 * y)
    return np.asarray(np.sin(8 * (x + y) + bent) * np.sin(8 * (x - y) - bent), np.float32)


_DESIGNS: tuple[Callable[[Field, Field, float], Field], ...] = (
    _waves,
    _ropes,
    _ripples,
    _flowers,
    _nets,
)


@lru_cache(len(_DESIGNS) * _PHASES)
def _tile(design: int, phase: int) -> NDArray[np.uint8]:
    """Lines where a design's field is near 0: (192, 192) uint8, repeats without seams."""
    steps = np.arange(_TILE, dtype=np.float32) * np.float32(2 * math.pi / _TILE)
    field = _DESIGNS[design](steps[None, :], steps[:, None], phase * 2 * math.pi / _PHASES)
    return (255 * np.clip(1.25 - np.abs(field) * 3.2, 0, 1)).astype(np.uint8)


def _engrave_rosettes(lined: NDArray[np.uint8], level: float, draws: Random) -> None:
    """A great rosette in the middle, small ones in the corners sometimes."""
    rows, columns = lined.shape
    reach = min(rows, columns) * draws.uniform(0.22, 0.42)
    petals = draws.choice((7, 9, 11, 13))
    _rosette(lined, (columns / 2, rows / 2), reach, petals, level)
    if draws.random() < 0.4:
        for x in (0.12, 0.88):
            for y in (0.1, 0.9):
                _rosette(lined, (columns * x, rows * y), reach * 0.25, petals, level)


def _rosette(
    lined: NDArray[np.uint8], center: tuple[float, float], reach: float, petals: int, level: float
) -> None:
    turns = np.linspace(0, 2 * math.pi, 720)
    lines = []
    for ring in range(max(3, min(9, round(reach / 18)))):
        share = 1 - ring * 0.085
        for phase in (0.0, math.pi / petals):
            radius = reach * share * (0.86 + 0.14 * np.cos(petals * turns + phase * petals))
            x, y = center[0] + radius * np.cos(turns), center[1] + radius * np.sin(turns)
            lines.append(np.rint(np.stack([x, y], axis=1) * 16).astype(np.int32))
    thick = 1 if reach < 200 else 2
    cv2.polylines(lined, lines, True, min(level, 255.0), thick, cv2.LINE_AA, 4)


def emblem(size: float, draws: Random) -> Ink:
    """A round ornament, in points: in red and gold, or in one color."""
    kind, single = draws.randrange(VARIETY), draws.random() < 0.25
    colors = _in_one_color(draws.choice(_SINGLE)) if single else draws.choice(_COLORED)
    pixels = max(16, round(size * INK_DPI / 72))
    shrunk = cv2.resize(_painted(kind, colors), (pixels, pixels), interpolation=cv2.INTER_AREA)
    return Ink(np.asarray(shrunk, np.uint8), size, size)


def _in_one_color(color: Color) -> tuple[Color, Color, Color]:
    pale: Color = (color[0] // 2 + 120, color[1] // 2 + 120, color[2] // 2 + 120)
    return pale, color, color


@lru_cache(VARIETY * (len(_COLORED) + len(_SINGLE)))
def _painted(kind: int, colors: tuple[Color, Color, Color]) -> NDArray[np.uint8]:
    """An ornament in colors of field, figures and ribbon: (512, 512, 4) uint8."""
    parts = ornament(kind)
    layer = np.zeros((*parts.field.shape, 4), np.uint8)
    # Bare paper takes the figures' color, or their edges would darken when it shrinks.
    layer[..., :3] = colors[1]
    for mask, color in zip((parts.field, parts.figures, parts.ribbon), colors, strict=True):
        layer[mask > 127] = (*color, 255)
    return layer
