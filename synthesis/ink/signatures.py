"""Signatures and fingerprints of nobody.

A signature is strokes of a pen through points of a plane: x to the right, y down, the height of a
small letter is 1, 0 the baseline.
"""

from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from synthesis.chance import grains
from synthesis.ink.nouns import Color, Ink
from synthesis.ink.pen_lines import Knots, fitted_strokes, inked_strokes, smooth_line
from synthesis.ink.pens import Kind, ink_share
from synthesis.ink.pressing import BLUES, PER_MM, REDS, VIOLETS, as_ink, press

Field = NDArray[np.float32]

_LETTERS: tuple[Knots, ...] = (
    [(0.0, 0.0), (0.45, -0.75), (0.25, -0.95), (0.1, -0.4), (0.4, 0.0), (0.7, -0.2)],
    [(0.0, 0.0), (0.5, -1.5), (0.3, -2.1), (0.15, -1.2), (0.3, 0.0), (0.6, -0.2)],
    [(0.0, -0.1), (0.15, -0.9), (0.2, 0.0), (0.45, -0.9), (0.5, -0.05), (0.8, -0.3)],
    [(0.0, -0.6), (0.1, -0.1), (0.35, -0.05), (0.5, -0.85), (0.55, -0.1), (0.8, -0.2)],
    [
        (0.55, -0.8),
        (0.15, -0.85),
        (0.05, -0.2),
        (0.4, -0.05),
        (0.6, -0.8),
        (0.65, 0.0),
        (0.9, -0.3),
    ],
    [(0.5, -0.8), (0.1, -0.8), (0.1, -0.1), (0.55, -0.7), (0.45, 1.3), (0.1, 1.2), (0.75, -0.2)],
    [(0.0, 0.0), (0.5, -1.8), (0.25, -1.9), (0.15, 0.0), (0.45, -0.8), (0.6, 0.0), (0.85, -0.2)],
    [(0.0, -0.2), (0.2, -0.9), (0.3, -0.2), (0.55, -0.7), (0.8, -0.35)],
)
"""Knots of swift small letters: e, l, n, u, a, g, h and what is left of the others."""

_CAPITALS: tuple[Knots, ...] = (
    [(0.9, -2.2), (0.1, -2.5), (-0.6, -1.2), (0.2, 0.1), (1.3, -0.6), (0.9, -1.3), (0.7, -0.2)],
    [(0.1, 0.1), (0.6, -2.8), (0.3, -0.5), (1.3, -2.6), (1.5, -2.7), (1.3, -0.1), (1.8, -0.4)],
    [(0.2, -2.4), (0.3, 0.3), (0.1, -2.2), (1.3, -2.6), (1.5, -1.3), (0.3, -1.0), (1.6, 0.0)],
    [(-0.5, -2.0), (1.8, -2.6), (0.6, -2.2), (0.2, 0.3), (-0.6, -0.3), (0.5, -0.8), (1.4, -0.4)],
    [(0.0, -1.2), (0.8, -2.7), (1.2, -1.6), (0.1, 0.2), (-0.4, -0.8), (1.0, -0.9), (1.6, -0.3)],
    [(1.6, -2.2), (0.4, -2.8), (-0.8, -1.0), (0.6, 0.5), (2.0, -1.2), (0.8, -2.9), (0.5, 0.9)],
)


def signature(draws: Random, pen: Color, millimeters: float = 40.0) -> Ink:
    """A swift signature at most so wide, by a pen of a color: (r, g, b)."""
    manner = draws.choices(_MANNERS, (32, 24, 22, 12, 10))[0]
    strokes = [smooth_line(knots) for knots in manner(draws)]
    slant = draws.uniform(-0.05, 0.55)
    climb = draws.gauss(-0.1, 0.08)
    turned = [
        np.stack([stroke[:, 0] - slant * stroke[:, 1], stroke[:, 1] + climb * stroke[:, 0]], axis=1)
        for stroke in strokes
    ]
    wide = draws.uniform(0.35, 0.85) if draws.random() < 0.7 else draws.uniform(0.75, 1.0)
    reach = round(millimeters * wide * draws.uniform(0.9, 1.15) * PER_MM)
    cover = inked_strokes(fitted_strokes(turned, min(reach, round(millimeters * PER_MM))), draws)
    kinds: tuple[Kind, ...] = ("ball", "gel", "gel")
    share = ink_share(draws.choice(kinds), (cover.shape[0], cover.shape[1]), draws)
    return as_ink(np.asarray(cv2.multiply(cover, share, scale=1 / 255), np.uint8), pen)


def fingerprint(draws: Random) -> Ink:
    """A thumb's print, about 16 x 22 mm, red most often."""
    height, width = round(draws.uniform(18, 24) * PER_MM), round(draws.uniform(14, 18) * PER_MM)
    x = np.linspace(-1.1, 1.1, width, dtype=np.float32)[None, :]
    y = np.linspace(-1.1, 1.1, height, dtype=np.float32)[:, None]
    noise = grains(draws)
    bent, edge = (
        cv2.resize(noise.normal(size=(6, 5)).astype(np.float32), (width, height)) for _ in range(2)
    )
    ridges = np.sin(_whorl(x, y, draws) * draws.uniform(46, 62) + 1.5 * bent)
    reach = x**2 + y**2 + 0.12 * edge
    cover = np.where(reach < 0.95, 150 + 260 * ridges, 0)
    cover *= np.clip((0.95 - reach) * 6, 0, 1)
    color = draws.choices((REDS[0], REDS[4], BLUES[0], VIOLETS[0]), (5, 4, 2, 1))[0]
    return press(np.clip(cover, 0, 255).astype(np.uint8), color, draws)


def _whorl(x: Field, y: Field, draws: Random) -> Field:
    """A field whose levels are the ridges of a thumb: rings around a core, arches below it."""
    core, lean = draws.uniform(-0.25, 0.05), draws.uniform(-0.5, 0.5)
    aside = x - lean * (y - core) * 0.5
    rings = np.sqrt(aside**2 * draws.uniform(1.1, 1.7) + (y - core) ** 2 + 0.002)
    arches = y - core - 0.35 * aside**2
    below = 1 / (1 + np.exp(-(y - core - 0.5) * 3))
    return np.asarray(rings * (1 - below) + arches * below, np.float32)


def _name(draws: Random) -> list[Knots]:
    """A capital, letters that get flatter, a stroke under them."""
    knots, x = list(draws.choice(_CAPITALS)), 1.9
    flat = 1.0
    for _ in range(draws.randint(3, 8)):
        letter = draws.choice(_LETTERS)
        stretch = draws.uniform(0.8, 1.4)
        knots += [(x + px * stretch, py * flat + draws.gauss(0, 0.06)) for px, py in letter]
        x += letter[-1][0] * stretch
        flat *= draws.uniform(0.72, 1.0)
    if draws.random() < 0.5:
        knots.append((x + draws.uniform(1, 5), draws.uniform(-1.6, 0.3)))
    return [knots, *_underline(draws, x)]


def _loops(draws: Random) -> list[Knots]:
    """Loops that die down, then a long stroke out."""
    knots: Knots = []
    x, tall = 0.0, draws.uniform(1.4, 2.6)
    for _ in range(draws.randint(3, 7)):
        wide = draws.uniform(0.5, 1.0)
        knots += [
            (x, 0.2),
            (x + wide, -tall),
            (x + wide * 0.3, -tall * 1.05),
            (x + wide * 0.2, 0.1),
        ]
        x += draws.uniform(0.45, 0.9)
        tall *= draws.uniform(0.6, 0.9)
    knots.append((x + draws.uniform(2, 6), draws.uniform(-3.0, 0.5)))
    return [knots, *(_underline(draws, x) if draws.random() < 0.5 else [])]


def _initials(draws: Random) -> list[Knots]:
    """Two or three capitals across each other over a long line."""
    strokes, x = [], 0.0
    for _ in range(draws.randint(2, 3)):
        size = draws.uniform(0.8, 1.3)
        strokes.append([(x + px * size, py * size) for px, py in draws.choice(_CAPITALS)])
        x += draws.uniform(0.9, 1.8)
    return [*strokes, *_underline(draws, x)]


def _sweep(draws: Random) -> list[Knots]:
    """One great loop, a line from lower left to upper right."""
    tall = draws.uniform(2.4, 3.6)
    loop = [
        (1.5, -0.6),
        (0.2, -0.3 * tall),
        (1.6, -tall),
        (3.0, -0.7 * tall),
        (2.2, 0.1),
        (0.2, 1.0),
    ]
    loop += [(-0.6, 1.3), (2.5, 0.1), (draws.uniform(5, 8), -draws.uniform(0.8, 2.6))]
    return [loop, [(2.4, -0.9), (2.7, -1.3), (2.8, -0.6), (3.3, -1.1), (3.4, -0.5), (4.0, -0.8)]]


def _zigzag(draws: Random) -> list[Knots]:
    """Points up and down, closed by a flourish back under them."""
    x, knots = 0.0, [(-0.3, 0.4)]
    for step in range(draws.randint(5, 10)):
        x += draws.uniform(0.3, 0.8)
        knots.append((x, -draws.uniform(1.0, 2.4) if step % 2 == 0 else draws.uniform(-0.5, 0.5)))
    knots += [(x + 1.2, -0.8), (x + 0.9, 0.7), (-0.6, draws.uniform(0.7, 1.3))]
    knots.append((x + draws.uniform(0.5, 3), draws.uniform(0.6, 1.4)))
    return [knots]


_MANNERS = (_name, _loops, _initials, _sweep, _zigzag)


def _underline(draws: Random, width: float) -> list[Knots]:
    """A long stroke below, there and back sometimes, and a dot."""
    y, tilt = draws.uniform(0.6, 1.5), draws.uniform(-1.2, 0.2)
    start, end = draws.uniform(-1.5, 0.8), width + draws.uniform(0.0, 4.5)
    line = [(start, y), ((start + end) / 2, y + tilt * 0.35), (end, y + tilt)]
    if draws.random() < 0.3:
        line += [(end * 0.9, y + tilt + 0.35), (start + 0.6, y + 0.5), (end * 0.7, y + 0.6)]
    return [line] if draws.random() < 0.75 else []
