"""Cards and small papers on A4: photocopied front above back, or alone on the glass."""

from collections.abc import Sequence
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from synthesis.ink.nouns import INK_DPI, MM, Ink
from synthesis.typesetting.drawing import draw
from synthesis.typesetting.sheet import A4, Sheet, shifted, turned

_ROOM = 190 * MM
"""Sides that are taller together do not go onto one sheet."""


def copy_onto_a4(sides: Sequence[Sheet], draws: Random) -> tuple[Sheet, ...]:
    """Photocopy small sides onto A4: mostly all on one, else each on its own.

    Gray and harsh as office copiers make them, or in color as scanners do.
    """
    gray = draws.random() < 0.7
    if draws.random() < 0.2 or sum(side.height for side in sides) > _ROOM:
        return tuple(_laid([side], draws, gray) for side in sides)
    return (_laid(sides, draws, gray),)


def _laid(sides: Sequence[Sheet], draws: Random, gray: bool) -> Sheet:
    page = Sheet()
    top = draws.uniform(18, 60) * MM
    free = max(0.0, (A4[0] - max(side.width for side in sides)) / 2 - 6 * MM)
    middle = A4[0] / 2 + draws.choice([0.0, 0.0, draws.uniform(-1, 1)]) * free
    for side in sides:
        center = (middle + draws.uniform(-4, 4) * MM, top + side.height / 2)
        _lay(page, side, center, draws, gray)
        top += side.height + draws.uniform(4, 30) * MM
    return page


def _lay(page: Sheet, side: Sheet, center: tuple[float, float], draws: Random, gray: bool) -> None:
    pixels = draw(side, INK_DPI)
    pixels = _copied(pixels, draws) if gray else _scanned(pixels, draws)
    degrees = draws.gauss(0, 0.8)
    ink = Ink(_darkness(pixels), side.width, side.height)
    page.stamp(ink, center, degrees)
    corner = (center[0] - side.width / 2, center[1] - side.height / 2)
    for line in side.lines:
        page.lines.append(tuple(turned(shifted(line, *corner), center, degrees)))


def _copied(pixels: NDArray[np.uint8], draws: Random) -> NDArray[np.uint8]:
    """As an office copier repeats it: gray, harsh, its edge a shadow."""
    gray = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    low, gain = draws.uniform(20, 70), draws.uniform(1.1, 1.6)
    tones = np.clip((np.arange(256) - low) * gain, 0, 255).astype(np.uint8)
    harsh = cv2.LUT(gray, tones)
    cv2.rectangle(
        harsh, (0, 0), (harsh.shape[1] - 1, harsh.shape[0] - 1), draws.randint(60, 190), 2
    )
    return np.dstack([harsh] * 3).astype(np.uint8, copy=False)


def _scanned(pixels: NDArray[np.uint8], draws: Random) -> NDArray[np.uint8]:
    edge = draws.randint(120, 200)
    framed = pixels.copy()
    cv2.rectangle(framed, (0, 0), (framed.shape[1] - 1, framed.shape[0] - 1), (edge, edge, edge), 2)
    return framed


def _darkness(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A picture as ink that covers everything, RGBA."""
    return np.dstack([pixels, np.full(pixels.shape[:2], 255, dtype=np.uint8)])
