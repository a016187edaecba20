"""A scan's pixels to its text: find lines, turn upright, read, let a second reader vote."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from dossiers.geometry import Box, Transform
from dossiers.page import PageQuality, PageText, Word
from dossiers.reading_order import order_lines
from ocr.engine import Engine
from ocr.legibility import measure_quality
from ocr.line_box import LineBox
from ocr.line_finder import LineFinder
from ocr.line_images import LineImage, Place, cut_line, has_more_ink
from ocr.other_side import without_other_side
from ocr.reading_frame import ReadingFrame, measure_slant
from ocr.second_reading import vote
from ocr.slots import has_slots
from ocr.way_up import find_rotation, sure_letters

Pixels = NDArray[np.uint8]
Words = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Readers:
    """What finds lines, the engine that reads them, and one whose mistakes are different.

    Attributes:
        other: None where the first one reads alone.
        doubt: Lines with a word less sure than this are read by the other too, and both vote.
    """

    finder: LineFinder
    first: Engine
    other: Engine | None = None
    doubt: float = 0.0

    @property
    def names(self) -> str:
        """Of the engines, as the record keeps them."""
        return self.first.name + (f" + {self.other.name}" if self.other else "")


@dataclass(frozen=True, slots=True)
class ReadPage:
    """How a page lies on its scan, what stands on it, and how well it was scanned."""

    frame: ReadingFrame
    text: PageText
    quality: PageQuality | None


@dataclass(frozen=True, slots=True)
class Sight:
    """A scan as readers see it, (height, width) uint8, 0 is ink, 255 is paper.

    Attributes:
        pale_red: Red ink is pale: what seals and stamps hide can be read.
        all_ink: Red ink is dark: red print can be read. None where nothing is red.
    """

    pale_red: Pixels
    all_ink: Pixels | None = None


def read_page(sight: Sight, readers: Readers, rotation: int | None = None) -> ReadPage:
    """Read a scan that lies any way.

    Args:
        rotation: Clockwise degrees (0, 90, 180, 270) that turn it upright, where a person said
            so; None: the lines on it tell.

    Raises:
        EngineError: An engine gave up.
    """
    height, width = sight.pale_red.shape
    boxes = find_lines(sight, readers.finder)
    if rotation is None:
        rotation = find_rotation(sight.pale_red, boxes, readers.first)
    frame = ReadingFrame(width, height, rotation, measure_slant(boxes, rotation))
    upright = [box.read_along(frame.angle) for box in boxes]
    lines = read_lines(sight, upright, frame, readers)
    ordered = order_lines([word for line in lines for word in line], frame.size[0])
    text = PageText(*frame.size, ordered, readers.names, frame.to_scan)
    return ReadPage(frame, text, measure_quality(sight.pale_red, upright))


def find_lines(sight: Sight, finder: LineFinder) -> tuple[LineBox, ...]:
    """The lines on a scan, red ones beside those that stand under red seals."""
    boxes = finder.find(sight.pale_red)
    if sight.all_ink is None:
        return boxes
    also = finder.find(sight.all_ink)
    return boxes + tuple(box for box in also if not any(box.overlaps(one) for one in boxes))


def read_lines(
    sight: Sight, boxes: Sequence[LineBox], frame: ReadingFrame, readers: Readers
) -> list[Words]:
    """Read the lines in some boxes, the doubtful ones twice; boxed in the frame."""
    places: list[Place] = [(sight.pale_red, box) for box in boxes]
    lines = _read(places, frame, readers.first)
    if sight.all_ink is not None:
        _read_red(sight.all_ink, places, lines, frame, readers.first)
    lines = without_other_side(places, lines, readers.first)
    if readers.other is None:
        return lines
    doubtful = [n for n, words in enumerate(lines) if is_doubtful(words, readers.doubt)]
    again = _read([places[number] for number in doubtful], frame, readers.other)
    for number, words in zip(doubtful, again, strict=True):
        lines[number] = vote(lines[number], [words])
    return lines


def is_doubtful(words: Words, doubt: float) -> bool:
    """Claim that a line is worth another reading.

    Lines with slots are not: only the first engine knows what can stand in these.
    """
    unsure = any(word.confidence < doubt for word in words)
    return unsure and not has_slots(" ".join(word.text for word in words))


def _read_red(
    all_ink: Pixels,
    places: list[Place],
    lines: list[Words],
    frame: ReadingFrame,
    engine: Engine,
) -> None:
    """Read lines with red ink with it too; where that says more, it is what stays."""
    red = [number for number, (pale, box) in enumerate(places) if has_more_ink(all_ink, pale, box)]
    inked: list[Place] = [(all_ink, places[number][1]) for number in red]
    for number, place, words in zip(red, inked, _read(inked, frame, engine), strict=True):
        if sure_letters(words) > sure_letters(lines[number]):
            places[number], lines[number] = place, words


def _read(places: Sequence[Place], frame: ReadingFrame, engine: Engine) -> list[Words]:
    images = [cut_line(gray, box) for gray, box in places]
    readings = engine.read_lines([image.pixels for image in images])
    from_scan = frame.to_scan.inverse()
    return [_placed(words, image, from_scan) for words, image in zip(readings, images, strict=True)]


def _placed(words: Words, image: LineImage, from_scan: Transform) -> Words:
    """Words boxed in the reading frame; as tall as their line, of which engines are not sure."""
    to_frame = from_scan.after(image.to_scan)
    boxes = (Box(word.box.left, image.top, word.box.right, image.bottom) for word in words)
    return tuple(
        replace(word, box=to_frame.box(box)) for word, box in zip(words, boxes, strict=True)
    )
