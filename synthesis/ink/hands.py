"""A person's writing: letters set restlessly, drawn by a pen, as ink or as coverage of a line."""

from dataclasses import dataclass
from functools import lru_cache
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from synthesis.chance import chance
from synthesis.ink.digits import Habits, draw_habits
from synthesis.ink.fonts import Split, hand_faces
from synthesis.ink.letters import measures
from synthesis.ink.nouns import INK_DPI, Color, Ink, Written
from synthesis.ink.penmanship import Manner, Mark, set_text, squeezed
from synthesis.ink.pens import Pen, draw_pen, ink_share
from synthesis.ink.strokes import EDGE, HALF_WIDTH, LEVELS, X_HEIGHT

Pixels = NDArray[np.uint8]

_SMALL_LETTER = 0.46
"""Height of a small letter of print, in ems; handwriting is brought to it."""

_OWN_DIGITS = 0.35
"""Of the hands write the digits of their font; all others have those of a person of MNIST."""

_BROADEST = 0.27
"""Of a small letter's height: people with broad pens write larger, or letters would clog."""

_NUMBERS = 1.15
"""Numbers in printed gaps stand this much taller: 12 to 15 points on real decisions."""

_NARROWEST = 0.68
"""People write closer to stay in a gap, but not more than this."""

_RIM = 6


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody's writing: how letters are set, what pen draws them, and its chance.

    Attributes:
        size: Of small letters beside print's, as a share.
        wobble: How far strokes stray from their letter, as a share of small letters.
        pressure: By how many pixels of fields a stroke grows and shrinks.
        sink: How deep words stand under their line, in ems; they overlap dots that way.
        draws: Every word takes from it, so that none is written twice alike.
    """

    manner: Manner
    tool: Pen
    size: float
    wobble: float
    pressure: float
    sink: float
    draws: Random

    @property
    def pen(self) -> Color:
        return self.tool.color

    def write(self, text: str, size: float, gap: float = 0.0) -> Written:
        """Write words as tall as print of ``size`` points, into a gap at least ``gap`` wide."""
        dots = INK_DPI / 72
        scale = size * dots * _SMALL_LETTER * self.size / X_HEIGHT
        if gap and text.isdigit():
            scale *= _NUMBERS
        marks = set_text(self.manner, text, self.draws)
        if gap:
            wide = max((mark.box()[2] for mark in marks), default=0.0) * scale / dots
            marks = squeezed(marks, min(1.0, max(gap / max(wide, 1.0), _NARROWEST)))
        cover, baseline = self._drawn(marks, scale, self.tool.millimeters * INK_DPI / 25.4)
        pixels = np.empty((*cover.shape, 4), np.uint8)
        pixels[:] = (*self.pen, 0)
        pixels[:, :, 3] = cover
        ink = Ink(pixels, cover.shape[1] / dots, cover.shape[0] / dots)
        rise = baseline / dots - size * self.draws.gauss(self.sink, 0.02)
        return Written(text, ink, rise, max(ink.width + 1.0, gap))

    def line(self, text: str, height: int) -> tuple[Pixels, int]:
        """Write a line beside print of ``height`` pixels an em.

        Returns:
            Coverage (h, w) uint8, 255 is ink, and the row of the baseline; it may lie outside.
        """
        scale = height * _SMALL_LETTER * self.size / X_HEIGHT
        # Print of 12 points has 50 pixels an em at the resolution of ink.
        width = self.tool.millimeters * INK_DPI / 25.4 * height / 50
        return self._drawn(set_text(self.manner, text, self.draws), scale, width)

    def _drawn(self, marks: list[Mark], scale: float, width: float) -> tuple[Pixels, int]:
        field, origin = _joined(marks, scale)
        field = _strayed(field, self.wobble * X_HEIGHT * scale, X_HEIGHT * scale, self.draws)
        field = _pressed(field, self.pressure * LEVELS, X_HEIGHT * scale, self.draws)
        width = min(max(width, 1.1), _BROADEST * X_HEIGHT * scale)
        full = cv2.LUT(field, _strength(round(scale, 2), round(width, 1), self.tool.softness))
        even = ink_share(self.tool.kind, field.shape, self.draws)
        cover = np.asarray(cv2.multiply(full, even, scale=1 / 255), np.uint8)
        top, bottom, left, right = _ink_bounds(cover)
        return cover[top:bottom, left:right], round(-origin[1] - top)


def draw_hand(draws: Random, split: Split) -> Hand:
    """Somebody of a split: a font to write like, digits of a person, a pen, habits."""
    habits = None if draws.random() < _OWN_DIGITS else draw_habits(draws, split)
    own = chance(draws.getrandbits(64), "hand")
    return Hand(
        manner=_draw_manner(draws, draws.choice(hand_faces(split)), habits),
        tool=draw_pen(draws),
        size=draws.uniform(0.85, 1.25),
        wobble=draws.uniform(0.015, 0.05),
        pressure=draws.uniform(0.4, 1.3),
        sink=max(draws.gauss(0.02, 0.05), -0.05),
        draws=own,
    )


def _draw_manner(draws: Random, face: str, habits: Habits | None) -> Manner:
    leans = measures(face).slant
    # A pointed script upright is nobody's hand: half of its slant stays.
    shear = min(max((draws.gauss(0.16, 0.16) - leans) / 2, -0.25), 0.3)
    scripted = leans > 0.25
    return Manner(
        face=face,
        habits=habits,
        shear=shear,
        stretch=draws.uniform(0.84, 1.15),
        # Letters of slanted scripts hang together: gaps would tear them.
        spacing=draws.uniform(-0.08, 0.04) if scripted else draws.uniform(-0.06, 0.14),
        word_gap=draws.uniform(0.6, 1.3),
        digit_gap=draws.uniform(-0.06, 0.22),
        digit_size=draws.uniform(0.92, 1.28),
        climb=draws.gauss(0, 0.009),
        restless=draws.uniform(0.02, 0.085),
        slips=draws.choice((0.0, 0.008, 0.02)),
    )


def _joined(marks: list[Mark], scale: float) -> tuple[Pixels, tuple[float, float]]:
    """All marks in one field of distances at a scale; gives where its corner lies."""
    if not marks:
        return np.zeros((2 * _RIM, 2 * _RIM), np.uint8), (-_RIM, -_RIM)
    boxes = np.array([mark.box() for mark in marks]) * scale
    left, top = np.floor(boxes[:, :2].min(axis=0)) - _RIM
    right, bottom = np.ceil(boxes[:, 2:].max(axis=0)) + _RIM
    canvas = np.zeros((int(bottom - top), int(right - left)), dtype=np.uint8)
    for mark, box in zip(marks, boxes, strict=True):
        _lay(canvas, mark, scale, (left, top), box)
    return canvas, (float(left), float(top))


def _lay(
    canvas: Pixels, mark: Mark, scale: float, corner: tuple[float, float], box: NDArray[np.float64]
) -> None:
    x0, y0 = (int(max(0, box[axis] - corner[axis] - _RIM)) for axis in (0, 1))
    x1 = int(min(canvas.shape[1], box[2] - corner[0] + _RIM + 1))
    y1 = int(min(canvas.shape[0], box[3] - corner[1] + _RIM + 1))
    a, b, c, d = (scale * share for share in mark.turn)
    glyph = mark.glyph
    x = a * glyph.left + b * glyph.top + scale * mark.x - corner[0] - x0
    y = c * glyph.left + d * glyph.top + scale * mark.y - corner[1] - y0
    moved = cv2.warpAffine(
        glyph.field, np.array([[a, b, x], [c, d, y]]), (x1 - x0, y1 - y0), flags=cv2.INTER_LINEAR
    )
    part = canvas[y0:y1, x0:x1]
    np.maximum(part, moved, out=part)


def _noise(field: Pixels, cell: float, far: float, draws: Random) -> NDArray[np.float32]:
    """Smooth noise from ``-far`` to ``far`` over a field, new about every ``cell`` pixels."""
    height, width = field.shape
    rows, columns = 2 + round(height / cell), 2 + round(width / cell)
    steps = np.frombuffer(draws.randbytes(rows * columns), np.uint8).reshape(rows, columns)
    even = steps.astype(np.float32) * np.float32(2 * far / 255) - np.float32(far)
    smooth = cv2.resize(even, (width, height), interpolation=cv2.INTER_CUBIC)
    return np.asarray(smooth, np.float32)


def _strayed(field: Pixels, far: float, letter: float, draws: Random) -> Pixels:
    """Bend strokes elastically, up to ``far`` pixels, differently every letter."""
    across, down = (_noise(field, 0.8 * letter, far, draws) for _ in range(2))
    bent = cv2.remap(field, across, down, cv2.INTER_LINEAR | cv2.WARP_RELATIVE_MAP)
    return np.asarray(bent, np.uint8)


def _pressed(field: Pixels, levels: float, letter: float, draws: Random) -> Pixels:
    """Let strokes grow and shrink by ``levels`` along the writing."""
    steps = _noise(field, 0.7 * letter, levels, draws)
    return np.asarray(cv2.add(field, steps, dtype=cv2.CV_8U), np.uint8)


@lru_cache(4096)
def _strength(scale: float, width: float, softness: float) -> Pixels:
    """Coverage by distance to the edge of a nominal stroke, for a pen of a width in pixels."""
    levels = np.arange(256, dtype=np.float32)
    inside = (levels - EDGE) / LEVELS * scale + width / 2 - HALF_WIDTH * scale
    cover = np.clip(inside / max(0.6, softness * 0.8) + 0.5, 0, 1) * 255
    # Far from every stroke the field is cut off at 0: no ink there, however wide the pen.
    cover[: LEVELS // 2] = 0
    return cover.astype(np.uint8)


def _ink_bounds(cover: Pixels) -> tuple[int, int, int, int]:
    """First and last rows and columns with ink, half open; all where there is none."""
    x, y, width, height = cv2.boundingRect(cover)
    if not width:
        return 0, cover.shape[0], 0, cover.shape[1]
    return y, y + height, x, x + width
