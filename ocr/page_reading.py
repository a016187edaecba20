"""A page's picture to its text: read, ordered, doubtful lines read again."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from dossiers.page import PageText, Word
from dossiers.reading_order import order_lines
from ocr.engine import Engine
from ocr.second_reading import Readers, read_again

# Lone marks without a letter or digit and with less confidence than this are dirt.
SPECK = 0.6


def read_words(gray: NDArray[np.uint8], engine: Engine) -> tuple[Word, ...]:
    """Read the words of an upright, level page of about 300 dpi, in no particular order.

    Raises:
        EngineError: The engine gave up.
    """
    return tuple(without_specks(engine.read(gray)))


def put_in_order(gray: NDArray[np.uint8], words: Sequence[Word], readers: Readers) -> PageText:
    """Make the text of a page from its words; boxes stay in pixels of ``gray``."""
    height, width = gray.shape
    lines = read_again(gray, order_lines(words, width), readers)
    return PageText(width, height, lines, readers.first.name)


def without_specks(words: Iterable[Word]) -> list[Word]:
    """Leave out marks that are no text: dirt is read as "|", "£" or "—" with little faith."""
    return [
        word
        for word in words
        if word.confidence >= SPECK or any(char.isalnum() for char in word.text)
    ]
