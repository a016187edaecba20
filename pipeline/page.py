"""The way of a page, from a sheet in a file to what stands on it.

Runs in worker processes: nothing here imports Prefect or Django.
"""

from dataclasses import dataclass, replace
from pathlib import Path

import cv2

from dossiers.errors import EngineError, StorageError, UnreadableInputError
from dossiers.messages import message
from dossiers.page import PageFailure, PageOutcome, PageReading, PageText, Stage
from imaging.codes import read_codes
from imaging.look import measure_look, seen_from_afar
from imaging.marks import has_little_ink, has_seal
from imaging.scans import Scan, open_scan
from imaging.tone import Pixels, lighten_red, shrink, split_tones
from ocr.page_reading import Readers, Sight, read_page
from pipeline.rescan import find_page_doubts

# Dirt is read as single signs, or as words with little faith.
SURE_WORD = 0.7
SURE_LETTERS = 2
FEW_WORDS = 3
# Picture of the page for people: longest side and JPEG quality.
VIEW_SIDE = 1400
VIEW_QUALITY = 75


@dataclass(frozen=True, slots=True)
class PageTask:
    """A page to digitize: where its file lies now, and its place in the scan stream.

    Attributes:
        name: Of the file as it was delivered; ``path`` may lie anywhere under any name.
        rotation: Clockwise degrees (0, 90, 180, 270) that turn the page upright, where a person
            said so; None: the page tells.
    """

    index: int
    path: Path
    media: str
    number: int
    name: str
    rotation: int | None = None


@dataclass(frozen=True, slots=True)
class PageResult:
    """What became of a page, and its picture for people (JPEG; empty when it failed)."""

    outcome: PageOutcome
    view: bytes


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
        reading = read_scan(scan, task.index, readers, task.rotation)
    except EngineError as error:
        return PageResult(PageFailure(task.index, Stage.READ, error.reason), view(scan.pixels))
    return PageResult(reading, view(scan.pixels))


def read_scan(scan: Scan, index: int, readers: Readers, rotation: int | None = None) -> PageReading:
    """Read a page: its own text layer if that is sound, else its picture.

    Args:
        rotation: As ``PageTask`` says. The text layer of a page that lies is of no use.
    """
    height, width = scan.pixels.shape[:2]
    if scan.text is not None and not rotation:
        return _digital_page(scan, scan.text, index)
    afar = seen_from_afar(scan.pixels)
    seal = has_seal(afar)
    tones = split_tones(scan.pixels)
    page = read_page(Sight(tones.pale_red, tones.all_ink), readers, rotation)
    codes = read_codes(tones.pale_red, scan.pixels)
    sure = has_sure_words(page.text)
    # Read first: letters that are pale or out of focus are little ink, and no blank side.
    has_text = sure or count_words(page.text) >= FEW_WORDS
    if not has_text and not codes and not seal and has_little_ink(tones.pale_red):
        return replace(blank_side(scan, index), rotation=rotation or 0)
    return PageReading(
        index=index,
        width=width,
        height=height,
        rotation=page.frame.rotation,
        skew=page.frame.slant,
        blank=False,
        has_seal=seal,
        text=page.text,
        doubts=(*scan.doubts, *find_page_doubts(page.text, page.quality, sure)),
        quality=page.quality,
        look=measure_look(afar, page.frame.rotation),
        codes=codes,
    )


def _digital_page(scan: Scan, text: PageText, index: int) -> PageReading:
    """The reading of a page that was never on paper, with the text that it holds."""
    height, width = scan.pixels.shape[:2]
    afar = seen_from_afar(scan.pixels)
    return PageReading(
        index,
        width,
        height,
        rotation=0,
        skew=0.0,
        blank=False,
        has_seal=has_seal(afar),
        text=text,
        look=measure_look(afar, 0),
        codes=read_codes(lighten_red(scan.pixels), scan.pixels),
    )


def blank_side(scan: Scan, index: int) -> PageReading:
    """The reading of a side on which nobody wrote."""
    height, width = scan.pixels.shape[:2]
    nothing = PageText(width, height)
    return PageReading(index, width, height, 0, 0.0, True, False, nothing, scan.doubts)


def has_sure_words(text: PageText) -> bool:
    """At least one word of two letters or digits was read with confidence."""
    return any(
        word.confidence >= SURE_WORD and sum(map(str.isalnum, word.text)) >= SURE_LETTERS
        for line in text.lines
        for word in line.words
    )


def count_words(text: PageText) -> int:
    """Words of two letters or digits, however surely read: handwriting is read with doubt."""
    words = (word.text for line in text.lines for word in line.words)
    return sum(sum(map(str.isalnum, text)) >= SURE_LETTERS for text in words)


def view(pixels: Pixels) -> bytes:
    """The page as delivered, as a small JPEG for people."""
    scale = min(1.0, VIEW_SIDE / max(pixels.shape[:2]))
    small = shrink(pixels, scale)
    colors = small if small.ndim == 2 else cv2.cvtColor(small, cv2.COLOR_RGB2BGR)
    _, encoded = cv2.imencode(".jpg", colors, [cv2.IMWRITE_JPEG_QUALITY, VIEW_QUALITY])
    return encoded.tobytes()
