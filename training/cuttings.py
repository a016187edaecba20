"""Lines to learn from, cut from synthetic pages just as the pipeline cuts lines from scans."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imaging.tone import split_tones
from ocr.line_box import LineBox
from ocr.line_finder import LineFinder
from ocr.line_images import Cut, cut_line
from synthesis.ink.fonts import Split
from synthesis.stream.lines import LineImage, line_images
from synthesis.stream.pages import PageImage, page_images

# Wider pictures make training slow and are rare.
WIDEST, NARROWEST = 2500, 12
# Lines drawn for themselves, a page: more hands and faces than pages have.
LONE_LINES = 6
# Words in seals and stamps are kept less often: much of them cannot be read.
ASIDE_SHARE = 0.3
# A word must stand in the box with this much of its length, and others stay out.
WITHIN, INTRUDES_ALONG, INTRUDES_ACROSS = 0.85, 0.3, 0.35

Json = dict[str, Any]
Sample = tuple[NDArray[np.uint8], str]
"""A line, (height, width) uint8, 0 is ink; and what is written there."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the truth as seen along a line's box: its span along and across, and its text.

    Attributes:
        joined: It stands right behind the word before it, as a comma does.
    """

    left: float
    right: float
    top: float
    bottom: float
    text: str
    aside: bool
    joined: bool

    def is_in(self, box: LineBox) -> bool:
        middle, level = (self.left + self.right) / 2, (self.top + self.bottom) / 2
        return abs(middle) <= box.length / 2 and abs(level) <= box.height / 2

    def is_whole(self, box: LineBox) -> bool:
        return _shared(self.left, self.right, box.length) >= WITHIN * (self.right - self.left)

    def intrudes(self, box: LineBox) -> bool:
        along = _shared(self.left, self.right, box.length)
        across = _shared(self.top, self.bottom, box.height)
        return along > INTRUDES_ALONG * box.height and across > INTRUDES_ACROSS * min(
            self.bottom - self.top, box.height
        )


def cut_samples(finder: LineFinder, seed: int, split: Split, tall: int = 48) -> Iterator[Sample]:
    """Lines of pages without end, and lone ones between; the same seed gives the same."""
    lone = lone_samples(seed, split, tall)
    for on_page in page_samples(finder, seed, split, tall):
        yield from on_page
        yield from islice(lone, LONE_LINES)


def page_samples(
    finder: LineFinder, seed: int, split: Split, tall: int = 48
) -> Iterator[list[Sample]]:
    """The lines of one page after the other."""
    draws = Random(seed)  # noqa: S311  # nothing is secret here
    for page in page_images(seed, split):
        yield [] if page.truth["blank"] else list(_of_page(page, finder, draws, tall))


def lone_samples(
    seed: int, split: Split, tall: int = 48, strength: Callable[[int], float] = lambda _: 1.0
) -> Iterator[Sample]:
    """Lines drawn for themselves, printed and written by hand; see ``line_images``."""
    return (_whole(line, tall) for line in line_images(seed, split, strength) if _fits(line, tall))


def pen_samples(seed: int, split: Split, tall: int = 48) -> Iterator[Sample]:
    """Of such lines those alone in which a pen wrote: names, days, numbers in forms and heads."""
    lines = (line for line in line_images(seed, split) if line.written)
    return (_whole(line, tall) for line in lines if _fits(line, tall))


def head_samples(seed: int, split: Split, tall: int = 48) -> Iterator[Sample]:
    """Of such lines numbers and days of headers alone, from nearly clean to worn."""
    lines = line_images(seed, split, lambda number: 0.2 + number % 5 / 5, "heads")
    return (_whole(line, tall) for line in lines if _fits(line, tall))


def _whole(line: LineImage, tall: int) -> Sample:
    height, width = line.pixels.shape
    box = LineBox((width / 2, height / 2), 0, width, height)
    return cut_line(line.pixels, box, Cut(0, 0, 0, tall)).pixels, line.text


def _fits(line: LineImage, tall: int) -> bool:
    height, width = line.pixels.shape
    return bool(NARROWEST <= width * tall / height <= WIDEST)


def _of_page(page: PageImage, finder: LineFinder, draws: Random, tall: int) -> Iterator[Sample]:
    tones = split_tones(page.pixels)
    for found in finder.find(tones.pale_red):
        box = found.read_along(-page.truth["rotation"])
        words = [word for line in page.truth["lines"] for word in _seen_words(line, box)]
        inside = sorted((word for word in words if word.is_in(box)), key=lambda word: word.left)
        if _can_be_told(inside, words, box) and _is_wanted(inside, draws):
            image = cut_line(tones.pale_red, box, _cut(draws, tall))
            if NARROWEST <= image.pixels.shape[1] <= WIDEST:
                yield image.pixels, _text(inside)


def _can_be_told(inside: Sequence[_Word], words: Sequence[_Word], box: LineBox) -> bool:
    """Exactly these words stand in the box, and whole."""
    if not inside or not all(word.is_whole(box) for word in inside):
        return False
    return not any(word.intrudes(box) for word in words if not word.is_in(box))


def _is_wanted(inside: Sequence[_Word], draws: Random) -> bool:
    return not any(word.aside for word in inside) or draws.random() < ASIDE_SHARE


def _cut(draws: Random, tall: int) -> Cut:
    """The pipeline's cut, a little more or less: no box is exact."""
    return Cut(draws.uniform(0.08, 0.22), draws.uniform(0.05, 0.18), draws.uniform(0, 0.2), tall)


def _text(words: Sequence[_Word]) -> str:
    return "".join(word.text if word.joined else " " + word.text for word in words).strip()


def _seen_words(line: Json, box: LineBox) -> Iterator[_Word]:
    """The words of a line of the truth, each with its upright box as seen along ``box``."""
    place, before = 0, ""
    for word in line["words"]:
        left, top, right, bottom = word["box"]
        away = np.array([(left + right) / 2, (top + bottom) / 2]) - box.center
        half = np.array([right - left, bottom - top]) / 2
        middle, reach = float(away @ box.along), float(half @ abs(box.along))
        level, rise = float(away @ box.down), float(half @ abs(box.down))
        start = line["text"].find(word["text"], place)
        # A pen's figures right behind a label have a gap before them, whatever the text says.
        joined = 0 <= start == place and not (before.isalpha() and word["text"][:1].isdigit())
        span = (middle - reach, middle + reach, level - rise, level + rise)
        yield _Word(*span, word["text"], line["aside"], joined)
        place, before = max(place, start + len(word["text"])), word["text"][-1:]


def _shared(start: float, end: float, size: float) -> float:
    """How much of a span lies within ``size`` around the middle."""
    return max(0.0, min(end, size / 2) - max(start, -size / 2))
