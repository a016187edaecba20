"""Words written by hand: a handwriting font, loosened until no two letters are the same."""

from dataclasses import dataclass
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from synthesis.chance import grains
from synthesis.drawing import INK_DPI
from synthesis.fonts import font
from synthesis.sheet import Color, Ink, Written

BLUE_PEN: Color = (38, 52, 140)
BLACK_PEN: Color = (30, 30, 38)

# Hands are smaller than their em says; these bring them to the height of 13-point print.
_SCALES = {"patrick-hand": 1.2, "dancing-script": 1.25, "allura": 1.45, "mansalva": 1.0}


@dataclass(frozen=True, slots=True)
class Hand:
    """A person's writing: font, pen, and the draws of how it wavers."""

    face: str
    pen: Color
    draws: Random

    def write(self, text: str, size: float, gap: float = 0.0) -> Written:
        """Write words as tall as print of ``size`` points, into a gap at least ``gap`` wide."""
        pixels = round(size * _SCALES[self.face] * INK_DPI / 72)
        alpha, rise = self._letters(text, pixels)
        alpha = _waver(alpha, self.draws)
        ink = _crop(alpha, self.pen)
        to_points = 72 / INK_DPI
        width, height = ink.shape[1] * to_points, ink.shape[0] * to_points
        top = np.nonzero(alpha.max(axis=1) > 0)[0][0]
        written = Ink(ink, width, height)
        return Written(text, written, (rise - top) * to_points, max(width + 3, gap))

    def _letters(self, text: str, pixels: int) -> tuple[NDArray[np.uint8], int]:
        """Letters on an uneven baseline; gives coverage and the row of the baseline."""
        base = pixels * 2
        width = round(font(self.face, pixels).getlength(text) * 1.25) + pixels * 2
        canvas = Image.new("L", (width, pixels * 3), 0)
        pen = ImageDraw.Draw(canvas)
        x, drift = float(pixels), 0.0
        for letter in text:
            drawn = font(self.face, round(pixels * self.draws.uniform(0.94, 1.06)))
            drift = 0.7 * drift + self.draws.uniform(-0.02, 0.02) * pixels
            pen.text((x, base + drift), letter, fill=255, font=drawn, anchor="ls")
            x += drawn.getlength(letter) * self.draws.uniform(0.97, 1.05)
        return np.asarray(canvas), base


def _waver(alpha: NDArray[np.uint8], draws: Random) -> NDArray[np.uint8]:
    """Bend strokes by smooth random shifts of some hundredths of the height, and slant them."""
    height, width = alpha.shape
    noise = grains(draws).normal(size=(2, height, width)).astype(np.float32)
    reach = height / 14
    shifts = [cv2.GaussianBlur(layer, (0, 0), reach) for layer in noise]
    shifts = [layer / max(float(layer.std()), 1e-6) * height * 0.006 for layer in shifts]
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    slant = draws.uniform(-0.02, 0.10)
    columns = columns + (rows - height * 2 / 3) * slant + shifts[0]
    bent = cv2.remap(alpha, columns, rows + shifts[1], cv2.INTER_LINEAR)
    return np.asarray(bent, dtype=np.uint8)


def _crop(alpha: NDArray[np.uint8], pen: Color) -> NDArray[np.uint8]:
    """Cut coverage to its ink and color it."""
    rows, columns = np.nonzero(alpha)
    cut = alpha[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    color = np.broadcast_to(np.array(pen, dtype=np.uint8), (*cut.shape, 3))
    return np.dstack([color, cut])
