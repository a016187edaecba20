"""Plates: stamps before they are inked, with what can be read on them."""

from random import Random

import cv2
import numpy as np
from PIL import Image, ImageDraw

from synthesis.ink.fonts import draw_family, font
from synthesis.ink.nouns import Color, Ink, Rect, Said, Stamp
from synthesis.ink.pressing import PER_MM, PER_POINT, Cover, as_ink, press

Point = tuple[float, float]

_PRESSINGS = 6
_LEGIBLE = 0.4
"""Words need this share of their ink."""


class Plate:
    """A plate being engraved, lengths in millimeters from its top left corner.

    Attributes:
        words: What has been set so far.
    """

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self.words: list[Said] = []
        self._image = Image.new("L", (round(width * PER_MM), round(height * PER_MM)), 0)
        self._pen = ImageDraw.Draw(self._image)

    @property
    def cover(self) -> Cover:
        """The plate's raised parts: (h, w) uint8."""
        return np.array(self._image)

    def rule(self, *points: Point, thickness: float = 0.4) -> None:
        """Engrave a line through points."""
        pixels = [(x * PER_MM, y * PER_MM) for x, y in points]
        self._pen.line(pixels, fill=255, width=max(1, round(thickness * PER_MM)), joint="curve")

    def frame(self, box: Rect, thickness: float = 0.4, radius: float = 0.0) -> None:
        """Engrave a rectangle, its corners rounded by a radius."""
        left, top, right, bottom = (round(side * PER_MM) for side in box)
        wide = max(1, round(thickness * PER_MM))
        corners = (left, top, right, bottom)
        self._pen.rounded_rectangle(corners, radius * PER_MM, outline=255, width=wide)

    def oval(self, box: Rect, thickness: float = 0.4) -> None:
        """Engrave an ellipse."""
        pixels = tuple(side * PER_MM for side in box)
        self._pen.ellipse(pixels, outline=255, width=max(1, round(thickness * PER_MM)))

    def dots(self, left: float, right: float, baseline: float) -> None:
        """Engrave a dotted line to write on; it says nothing."""
        y, x = baseline * PER_MM, left * PER_MM
        while x < right * PER_MM:
            self._pen.ellipse((x, y - 2, x + 2, y), fill=255)
            x += 8

    def set_line(self, text: str, at: Point, face: str, height: float) -> float:
        """Set words from the start of a baseline, and give where they end.

        ``height`` is the em's, in millimeters.
        """
        pixels = font(face, max(4, round(height * PER_MM)))
        x, y = at[0] * PER_MM, at[1] * PER_MM
        for number, word in enumerate(text.split()):
            x += pixels.getlength(" ") if number else 0.0
            self._pen.text((x, y), word, fill=255, font=pixels, anchor="ls")
            box = self._pen.textbbox((x, y), word, font=pixels, anchor="ls")
            left, top, right, bottom = (side / PER_POINT for side in box)
            self.words.append(Said(word, (left, top, right, bottom)))
            x += pixels.getlength(word)
        return x / PER_MM

    def center_line(self, text: str, at: Point, face: str, height: float, room: float) -> None:
        """Set words around a point of their baseline, smaller where room does not hold them."""
        wide = length(text, face, height)
        if wide > room:
            # Whole pixels, rounded down, or the line would be a little too wide again.
            height = int(height * room / wide * PER_MM) / PER_MM
        self.set_line(text, (at[0] - length(text, face, height) / 2, at[1]), face, height)

    def pressed(self, color: Color, draws: Random) -> Stamp:
        """Ink of the plate, and what it says; pressed again until all words are legible."""
        cover = self.cover
        for _ in range(_PRESSINGS):
            ink = press(cover, color, draws)
            if all(_is_legible(word, cover, ink) for word in self.words):
                return Stamp(ink, tuple(self.words))
        return self.printed(color)

    def printed(self, color: Color) -> Stamp:
        """The plate laid down evenly, and what it says."""
        return Stamp(as_ink(self.cover, color), tuple(self.words))


def _is_legible(word: Said, cover: Cover, ink: Ink) -> bool:
    left, top, right, bottom = (round(side * PER_POINT) for side in word.box)
    part = slice(max(0, top), bottom), slice(max(0, left), right)
    wanted, given = cover[part], ink.pixels[..., 3][part]
    return float(cv2.sumElems(given)[0]) >= _LEGIBLE * float(cv2.sumElems(wanted)[0])


def length(text: str, face: str, height: float) -> float:
    """Width of words as a plate sets them, in millimeters."""
    pixels = font(face, max(4, round(height * PER_MM)))
    words = text.split()
    blanks = max(len(words) - 1, 0) * pixels.getlength(" ")
    return float(blanks + sum(map(pixels.getlength, words))) / PER_MM


def broken(text: str, face: str, height: float, room: float) -> list[str]:
    """Lines of words that are at most ``room`` millimeters wide, where words allow."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and length(longer, face, height) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def draw_face(draws: Random, manner: str, shape: str = "") -> str:
    """A face that stamps are cut in; ``shape`` is "" or "-bold"."""
    return draw_family(draws, manner, "training").name + shape
