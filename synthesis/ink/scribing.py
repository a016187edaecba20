"""Handwriting on stamps and margins: words side by side, each with the box of its ink."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from synthesis.ink.hands import Hand
from synthesis.ink.nouns import Ink, Rect, Said, Stamp
from synthesis.ink.pressing import laid_over

_FAINT = 40
"""Weaker ink does not count for a word's box."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place of a stamp that is written into by hand.

    Attributes:
        at: The start of its baseline, in points.
        room: Its width in points.
        after: So many printed words are read before it.
    """

    text: str
    at: tuple[float, float]
    room: float
    after: int


@dataclass(frozen=True, slots=True)
class Scribble:
    """A written word: its corner from the start of the line, and its ink."""

    text: str
    ink: Ink
    left: float
    top: float

    @property
    def box(self) -> Rect:
        """The tight box of its ink, from the start of the line."""
        y, x = np.nonzero(self.ink.pixels[..., 3] > _FAINT)
        across = self.ink.width / self.ink.pixels.shape[1]
        down = self.ink.height / self.ink.pixels.shape[0]
        if not x.size:
            return self.left, self.top, self.left + self.ink.width, self.top + self.ink.height
        return (
            self.left + float(x.min()) * across,
            self.top + float(y.min()) * down,
            self.left + float(x.max() + 1) * across,
            self.top + float(y.max() + 1) * down,
        )


def scribbled(hand: Hand, text: str, size: float, room: float = float("inf")) -> list[Scribble]:
    """Words of a line by hand, of a size in points, smaller where room does not hold them."""
    written = [hand.write(word, size, 0.0) for word in text.split()]
    gap = size * 0.3
    wide = sum(word.ink.width for word in written) + gap * (len(written) - 1)
    share = min(1.0, room / max(wide, 1e-6))
    line, x = [], 0.0
    for word in written:
        ink = _shrunk(word.ink, share)
        line.append(Scribble(word.text, ink, x, -word.rise * share))
        x += ink.width + gap * share
    return line


def write_into(stamp: Stamp, hand: Hand, slots: Sequence[Slot], size: float) -> Stamp:
    """Write into the slots of a stamp; words stand in reading order."""
    ink, words = stamp.ink, list[Said]()
    printed = 0
    for slot in slots:
        words += stamp.words[printed : slot.after]
        printed = slot.after
        x, y = slot.at
        for scribble in scribbled(hand, slot.text, size, slot.room):
            ink = laid_over(ink, scribble.ink, x + scribble.left, y + scribble.top)
            words.append(said(scribble, x, y, (ink.width, ink.height)))
    return Stamp(ink, (*words, *stamp.words[printed:]))


def said(scribble: Scribble, x: float, y: float, within: tuple[float, float]) -> Said:
    """What a scribble says when its line starts at (x, y) on ink of a width and height."""
    left, top, right, bottom = scribble.box
    box = (max(0.0, x + left), max(0.0, y + top), min(within[0], x + right), y + bottom)
    return Said(scribble.text, (*box[:3], min(within[1], box[3])), written=True)


def bounds(boxes: Iterable[Rect]) -> Rect:
    """The rectangle around rectangles; at least one."""
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


def _shrunk(ink: Ink, share: float) -> Ink:
    if share >= 1.0:
        return ink
    height, width = ink.pixels.shape[:2]
    size = (max(1, round(width * share)), max(1, round(height * share)))
    pixels = cv2.resize(ink.pixels, size, interpolation=cv2.INTER_AREA)
    return replace(
        ink,
        pixels=np.asarray(pixels, np.uint8),
        width=ink.width * share,
        height=ink.height * share,
    )
