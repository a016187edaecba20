"""The way of a page, from a sheet in a file to what stands on it.

Runs in worker processes: nothing here imports Prefect or Django.
"""

from dataclasses import dataclass, replace
from pathlib import Path

import cv2

from dossiers.errors import EngineError, StorageError, UnreadableInputError
from dossiers.geometry import Transform
from dossiers.messages import message
from dossiers.page import PageFailure, PageOutcome, PageReading, PageText, Stage, Word
from imaging.marks import has_seal, measure_ink
from imaging.scale import reading_scale, resize
from imaging.scans import Scan, open_scan
from imaging.straight import measure_slant, straighten
from imaging.tone import Pixels, flatten_light, lighten_red, shrink
from imaging.upright import rank_turns, turn, turn_back
from ocr.page_reading import put_in_order, read_words
from ocr.second_reading import Readers

# A reading this sure, with this many words, stands upright; else other turns are tried.
UPRIGHT_CONFIDENCE = 0.7
UPRIGHT_WORDS = 5
# Dirt is read as single signs, or as words with little faith.
SURE_WORD = 0.7
SURE_LETTERS = 2
# Picture of the page for people: longest side and JPEG quality.
VIEW_SIDE = 1400
VIEW_QUALITY = 75


@dataclass(frozen=True, slots=True)
class PageTask:
    """A page to digitize: where its file lies now, and its place in the scan stream.

    Attributes:
        name: Of the file as it was delivered; ``path`` may lie anywhere under any name.
    """

    index: int
    path: Path
    media: str
    number: int
    name: str


@dataclass(frozen=True, slots=True)
class PageResult:
    """What became of a page, and its picture for people (JPEG; empty when it failed)."""

    outcome: PageOutcome
    view: bytes


@dataclass(frozen=True, slots=True)
class Attempt:
    """A page read the way up that ``rotation`` gives: its picture, and the words on it."""

    rotation: int
    slant: float
    page: Pixels
    to_scan: Transform
    words: tuple[Word, ...]

    @property
    def is_convincing(self) -> bool:
        letters = sum(len(word.text) for word in self.words)
        sure = sum(len(word.text) * word.confidence for word in self.words)
        return len(self.words) >= UPRIGHT_WORDS and sure >= UPRIGHT_CONFIDENCE * letters

    @property
    def has_sure_words(self) -> bool:
        """At least one word of two letters or digits was read with confidence."""
        return any(
            word.confidence >= SURE_WORD and sum(map(str.isalnum, word.text)) >= SURE_LETTERS
            for word in self.words
        )

    @property
    def sure_letters(self) -> float:
        return sum(len(word.text) * word.confidence**2 for word in self.words)


def digitize_page(task: PageTask, readers: Readers) -> PageResult:
    """Rasterize, clean and read a page; one that cannot be is a failure with its reason.

    Raises:
        StorageError: The file is out of reach.
    """
    try:
        task.path.open("rb").close()  # out of reach is not damaged
        scan = open_scan(task.path, task.media, task.number)
    except UnreadableInputError as error:
        return PageResult(
            PageFailure(task.index, Stage.RASTERIZE, error.reason.about(task.name)), b""
        )
    except OSError as error:  # gone or out of reach: another try may help, the page is not bad
        raise StorageError(message("storage.vanished", name=task.name)) from error
    try:
        reading = read_scan(scan, task.index, readers)
    except EngineError as error:
        return PageResult(PageFailure(task.index, Stage.READ, error.reason), view(scan.pixels))
    return PageResult(reading, view(scan.pixels))


def read_scan(scan: Scan, index: int, readers: Readers) -> PageReading:
    """Read a page: its own text layer if that is sound, else its picture."""
    height, width = scan.pixels.shape[:2]
    if scan.text is not None:
        seal = has_seal(scan.pixels)
        return PageReading(index, width, height, 0, 0.0, False, seal, scan.text)
    flat = flatten_light(lighten_red(scan.pixels))
    ink, seal = measure_ink(flat), has_seal(scan.pixels)
    if ink.is_none and not seal:
        return blank_side(scan, index)
    upright = read_upright(flat, scan.dpi, readers)
    if ink.is_little and not seal and not upright.has_sure_words:
        return blank_side(scan, index)
    text = put_in_order(upright.page, upright.words, readers)
    return PageReading(
        index=index,
        width=width,
        height=height,
        rotation=upright.rotation,
        skew=upright.slant,
        blank=False,
        has_seal=seal,
        text=replace(text, to_scan=upright.to_scan),
        doubts=scan.doubts + (() if upright.has_sure_words else (message("page.no_words"),)),
    )


def blank_side(scan: Scan, index: int) -> PageReading:
    """The reading of a side on which nobody wrote."""
    height, width = scan.pixels.shape[:2]
    nothing = PageText(width, height)
    return PageReading(index, width, height, 0, 0.0, True, False, nothing, scan.doubts)


def read_upright(flat: Pixels, dpi: float | None, readers: Readers) -> Attempt:
    """Read a page the way up at which it reads best.

    The ink alone says how a page lies, and is right on nearly all pages; where the reading
    does not confirm it, the other turns are tried as well and the most sure words win.
    """
    attempts = []
    for rotation in rank_turns(flat):
        attempts.append(read_turned(flat, dpi, rotation, readers))
        if attempts[-1].is_convincing:
            return attempts[-1]
    return max(attempts, key=lambda attempt: attempt.sure_letters)


def read_turned(flat: Pixels, dpi: float | None, rotation: int, readers: Readers) -> Attempt:
    """Turn, enlarge and straighten a page, and read its words."""
    height, width = flat.shape
    sized, to_upright = resize(turn(flat, rotation), reading_scale(width, height, dpi))
    slant = measure_slant(sized)
    level, to_sized = straighten(sized, slant)
    to_scan = turn_back(width, height, rotation).after(to_upright.after(to_sized))
    return Attempt(rotation, slant, level, to_scan, read_words(level, readers.first))


def view(pixels: Pixels) -> bytes:
    """The page as delivered, as a small JPEG for people."""
    scale = min(1.0, VIEW_SIDE / max(pixels.shape[:2]))
    small = shrink(pixels, scale)
    colors = small if small.ndim == 2 else cv2.cvtColor(small, cv2.COLOR_RGB2BGR)
    _, encoded = cv2.imencode(".jpg", colors, [cv2.IMWRITE_JPEG_QUALITY, VIEW_QUALITY])
    return encoded.tobytes()
