"""Letters of handwriting fonts as fields of distances, brought to one height and one pen."""

from dataclasses import dataclass
from functools import cache, lru_cache

import cv2
import numpy as np
from fontTools.ttLib import TTFont
from numpy.typing import NDArray

from synthesis.ink.fonts import font, font_path
from synthesis.ink.strokes import (
    FINER,
    HALF_WIDTH,
    X_HEIGHT,
    Glyph,
    corner,
    encode,
    outline_distances,
    pad,
    without_specks,
)

FALLBACK = "sans-italic"
"""Draws the rare signs that a hand's font lacks."""

_MEASURED_AT = 500
_SPECK = 16
"""Smaller parts are dry-brush grain, not dots; pixels of the finer grid."""
_CAPITAL = 1.5
"""Height of a capital in small letters, in an even hand."""


@dataclass(frozen=True, slots=True)
class Measures:
    """What a font looks like before it is brought to size.

    Attributes:
        pixels: Pixels per em at which its letters are drawn on the finer grid.
        slant: By how much its stems lean to the right, as a share of their height.
        half_width: Half the width of its strokes on the finer grid.
    """

    pixels: int
    slant: float
    half_width: float


@cache
def measures(face: str) -> Measures:
    """Size, slant and stroke of a face.

    Small letters alone would blow up hands with towering capitals: both count.
    """
    opened = font(face, _MEASURED_AT)
    small = float(np.median([-opened.getbbox(letter, anchor="ls")[1] for letter in "noeuamr"]))
    capital = float(np.median([-opened.getbbox(letter, anchor="ls")[1] for letter in "NHTLU"]))
    height = (small * capital / _CAPITAL) ** 0.5
    pixels = round(_MEASURED_AT * X_HEIGHT * FINER / height)
    halves = [outline_distances(_mask(face, letter, pixels)[0])[1] for letter in "nohmt"]
    return Measures(pixels, _slant(_mask(face, "l", pixels)[0]), float(np.median(halves)))


def _slant(mask: NDArray[np.uint8]) -> float:
    moments = cv2.moments(mask, binaryImage=True)
    return -moments["mu11"] / max(moments["mu02"], 1.0)


def _mask(face: str, text: str, pixels: int) -> tuple[NDArray[np.uint8], int, int]:
    """Ink of a text, 255 or 0, and its corner from the start of the baseline."""
    opened = font(face, pixels)
    left, top, _, _ = opened.getbbox(text, anchor="ls")
    drawn, _ = opened.getmask2(text, mode="L", anchor="ls")
    gray = np.array(drawn, np.uint8).reshape(drawn.size[1], drawn.size[0])
    mask = np.asarray(cv2.threshold(gray, 127, 255, cv2.THRESH_BINARY)[1], np.uint8)
    return mask, round(left), round(top)


@cache
def _drawable(face: str) -> frozenset[int]:
    with TTFont(font_path(face), lazy=True) as opened:
        return frozenset(opened.getBestCmap())


@lru_cache(16_384)
def letter(face: str, char: str) -> Glyph:
    """A letter in a hand's font, or in ``FALLBACK`` where that lacks it; a blank has no ink."""
    if ord(char) not in _drawable(face):
        if face == FALLBACK:
            return letter(face, "?")
        return letter(FALLBACK, char)
    known = measures(face)
    advance = font(face, known.pixels).getlength(char) / FINER
    mask, left, top = _mask(face, char, known.pixels)
    if not mask.any():
        return Glyph(np.zeros((1, 1), np.uint8), 0, 0, advance, (0, 0, advance, 0))
    height, width = mask.shape
    mask = without_specks(mask, _SPECK)
    distances, _ = outline_distances(pad(mask))
    # Hairlines of broad pens must not vanish when the pen gets thin.
    wider = max(HALF_WIDTH * FINER - known.half_width, -0.45 * known.half_width)
    box = (left / FINER, top / FINER, (left + width) / FINER, (top + height) / FINER)
    return Glyph(encode(distances + np.float32(wider)), *corner(left, top), advance, box)
