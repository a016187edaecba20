"""The text layer of a digital PDF page, when it can be trusted.

Office programs of the TCVN3 and VNI days, and fonts with a broken table, give text that
looks right on the page and is nonsense in the file. A doubtful layer is thrown away: the
page is then read by OCR like any other.
"""

import ctypes
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from dossiers.geometry import Box, Transform
from dossiers.page import Line, PageText, Word
from dossiers.reading_order import order_lines
from dossiers.text import VIETNAMESE_LETTERS, compose, fold
from imaging.opened import Pixels
from imaging.pdf_frame import PageFrame

ENGINE = "pdf"

# Foreign names bring a few letters; TCVN3 and VNI text has 8 to 20 % of wrong ones.
_MAX_STRANGE = 0.02
# A page number alone proves nothing about the rest of the page.
_MIN_LETTERS = 20
# Vietnamese prose has marks on every fourth letter; text that lost them has none.
_MIN_MARKED = 0.05
# Names of places and foreign words break the rule of the syllable; prose keeps it at 95 %.
_MIN_SYLLABLES = 0.7
# Ink outside the words is lines, seals and pictures - or text that the layer does not hold.
_MIN_INK_IN_WORDS = 0.5
_INK = 128
_UPRIGHT_WITHIN = math.radians(3)

_TYPED = frozenset("fjwzFJWZ")
_LETTERS = VIETNAMESE_LETTERS | _TYPED
# pdfium gives U+0002 (older ones U+FFFE) for the hyphen at the end of a line; Word takes its
# bullets from Symbol and Wingdings, whose letters have no place of their own in Unicode.
_MEANT = {"\x02": "-", "\ufffe": "-", "\u00ad": "-", "\uf02d": "-"} | dict.fromkeys(
    "\uf0a7\uf0b7\uf0d8\uf0fc", "•"
)
# The sign of a letter that is lost: the word that holds it is wrong for sure.
_LOST = "\ufffd"
_PUNCTUATION = re.compile(r"[\d\s!-/:-@\[-`{-~‘’“”…–—•·°²³½%§×≤≥±→√«»\u2010\u2011]")
_SYLLABLE = re.compile(
    r"(?:b|ch?|d|gh?|gi|h|kh?|l|m|n|ngh?|nh|ph?|qu|r|s|th?|tr|v|x)?"
    r"(?:[aeiouy]|a[iouy]|e[ou]|i[aeu]|o[aeio]|u[aeiouy]|y[eu]|ie[u]|oa[iouy]|oe[o]|"
    r"u[ao][iuy]?|u[ey][eanu]?|uoi|uou|uya|uye|uyu|ye[u]|oai|oay|oo)"
    r"(?:ch?|m|ng?|nh|p|t)?"
)


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word in the points of its page: left, bottom, right, top."""

    text: str
    bounds: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Letter:
    text: str
    bounds: tuple[float, float, float, float]


def read_words(page: pdfium.PdfPage, frame: PageFrame) -> tuple[PlacedWord, ...]:
    """Read the visible upright words of a page, NFC-composed, in the order of the file.

    Nothing when pdfium itself says that letters have no meaning.
    """
    text_page = page.get_textpage()
    words: list[PlacedWord] = []
    run: list[_Letter] = []
    for index in range(text_page.count_chars()):
        if pdfium_c.FPDFText_HasUnicodeMapError(text_page, index) == 1:
            return ()
        letter = _read_letter(text_page, index, frame.turns)
        if letter is None or (run and not _continues(run, letter)):
            words += _join(run)
            run = []
        if letter is not None:
            run.append(letter)
    return (*words, *_join(run))


def place_text(
    words: Sequence[PlacedWord], to_pixels: Transform, width: int, height: int
) -> PageText:
    """Box the words in the pixels of a drawn page, and bring them into reading order."""
    page = Box(0, 0, width, height)
    boxed = []
    for word in words:
        box = _box(word, to_pixels)
        if box.shared_width(page) and box.shared_height(page):
            boxed.append(Word(word.text, box, 1.0))
    lines: tuple[Line, ...] = order_lines(boxed, width)
    return PageText(width, height, lines, ENGINE)


def is_sound(text: str) -> bool:
    """It is Vietnamese as written today, letter by letter and syllable by syllable."""
    composed = compose(text)
    letters = [char for char in composed if char in _LETTERS]
    strange = sum(not _PUNCTUATION.match(char) for char in composed) - len(letters)
    if len(letters) < _MIN_LETTERS or strange > _MAX_STRANGE * len(letters):
        return False
    if _LOST in composed or "(cid:" in composed:
        return False
    marked = sum(not char.isascii() for char in letters)
    return marked >= _MIN_MARKED * len(letters) and _syllables(composed) >= _MIN_SYLLABLES


def holds_the_ink(text: PageText, pixels: Pixels) -> bool:
    """Most of what is dark on the page lies in the boxes of the words.

    Else the page shows more than the layer tells: outlined text, a picture of text.
    """
    ink = (pixels if pixels.ndim == 2 else pixels.min(axis=2)) < _INK
    outside = ink.copy()
    for line in text.lines:
        for word in line.words:
            margin = max(2, word.box.height // 6)
            top, left = max(0, word.box.top - margin), max(0, word.box.left - margin)
            outside[top : word.box.bottom + margin, left : word.box.right + margin] = False
    return bool(np.count_nonzero(outside) <= (1 - _MIN_INK_IN_WORDS) * np.count_nonzero(ink))


def _syllables(text: str) -> float:
    """The share of words without digits that a Vietnamese mouth can say, 0..1."""
    words = re.findall(r"[^\W\d_]+", fold(text))
    spoken = sum(_SYLLABLE.fullmatch(word) is not None for word in words)
    return spoken / max(len(words), 1)


def _read_letter(text_page: pdfium.PdfTextPage, index: int, turns: int) -> _Letter | None:
    """One letter with its box; None for what parts words, cannot be seen or is slanted."""
    char = chr(pdfium_c.FPDFText_GetUnicode(text_page, index))
    char = _MEANT.get(char, char)
    if char.isspace() or pdfium_c.FPDFText_IsGenerated(text_page, index) == 1:
        return None
    item = pdfium_c.FPDFText_GetTextObject(text_page, index)
    if item and _is_invisible(item):
        return None
    if not _is_upright(text_page, index, turns):
        return None
    return _Letter(char, text_page.get_charbox(index))


def _is_invisible(item: ctypes.c_void_p) -> bool:
    mode = pdfium_c.FPDFTextObj_GetTextRenderMode(item)
    return bool(mode == pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE)


def _is_upright(text_page: pdfium.PdfTextPage, index: int, turns: int) -> bool:
    """The base line of a letter runs to the right on the display, slanted letters included."""
    matrix = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFText_GetMatrix(text_page, index, matrix):
        return False
    angle = math.atan2(matrix.b, matrix.a) - turns * math.pi / 2
    return abs(math.remainder(angle, math.tau)) <= _UPRIGHT_WITHIN


def _continues(run: Sequence[_Letter], letter: _Letter) -> bool:
    """It stands beside the run's last letter: a jump is another word without a space."""
    left, bottom, right, top = run[-1].bounds
    reach = max(1.0, *(above - below for _, below, _, above in (item.bounds for item in run)))
    apart = max(letter.bounds[0] - right, left - letter.bounds[2])
    above = max(letter.bounds[1] - top, bottom - letter.bounds[3])
    return apart <= reach and above <= reach


def _join(run: Sequence[_Letter]) -> Iterator[PlacedWord]:
    if run:
        lefts, bottoms, rights, tops = zip(*(letter.bounds for letter in run), strict=True)
        text = compose("".join(letter.text for letter in run))
        yield PlacedWord(text, (min(lefts), min(bottoms), max(rights), max(tops)))


def _box(word: PlacedWord, to_pixels: Transform) -> Box:
    """The pixels that a word touches; at least one."""
    left, bottom, right, top = word.bounds
    matrix = to_pixels.matrix
    corners = np.array([(left, bottom, 1.0), (right, top, 1.0)]) @ matrix[:2].T
    (x0, y0), (x1, y1) = np.floor(corners.min(axis=0)), np.ceil(corners.max(axis=0))
    return Box(int(x0), int(y0), max(int(x1), int(x0) + 1), max(int(y1), int(y0) + 1))
