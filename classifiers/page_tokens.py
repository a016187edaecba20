"""A page's words as numbers for the network: pieces of words, where they stand, how they look."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from dossiers.geometry import Box
from dossiers.page import PageReading, PageText, Word
from dossiers.text import compose

HEAD_TOKENS, TAIL_TOKENS = 128, 31
"""Of long pages the first and the last pieces are kept: headings, and signatures."""

GRID = 1000
"""Boxes are counted in thousandths of the page, as LayoutLM does."""

SHAPES = 8
PAGE_TOKEN, UNKNOWN_TOKEN, PADDING_TOKEN = "[CLS]", "[UNK]", "[PAD]"
FACTS = 9

_UNSURE = 0.8


@dataclass(frozen=True, slots=True)
class PageTokens:
    """A page for the network.

    Attributes:
        pieces: (length,) int64, numbers of pieces; the first stands for the page as a whole.
        boxes: (length, 4) int64 left, top, right, bottom of the piece's word, 0..1000.
        shapes: (length,) int64, 0..7: lower case, capitalized, capitals, with digits; 4 is
            added where the word was read with doubt.
        facts: (FACTS,) float32, about 0..1: how the page looks.
    """

    pieces: NDArray[np.int64]
    boxes: NDArray[np.int64]
    shapes: NDArray[np.int64]
    facts: NDArray[np.float32]


@lru_cache(1)
def open_tokenizer(file: Path) -> Tokenizer:
    """The tokenizer in a file of Hugging Face's ``tokenizers``."""
    return Tokenizer.from_file(str(file))


def spelled(word: str) -> str:
    """A word as the tokenizer knows it: lower case, every digit a 0."""
    return "".join("0" if char.isdigit() else char for char in compose(word).lower())


def tokens_of(reading: PageReading, tokenizer: Tokenizer) -> PageTokens:
    """Give the numbers for a page that was read."""
    page = reading.text
    words = [word for line in page.lines for word in line.words]
    encoded = tokenizer.encode([spelled(word.text) for word in words], is_pretokenized=True)
    pieces = [tokenizer.token_to_id(PAGE_TOKEN), *encoded.ids]
    owners = [-1, *encoded.word_ids]
    kept = _kept(len(pieces))
    boxes = np.array(
        [box_on_grid(word.box, page) for word in words] + [(0, 0, GRID, GRID)], np.int64
    )
    shapes = np.array([shape_of(word) for word in words] + [0], np.int64)
    chosen = np.array(owners)[kept]
    return PageTokens(
        np.array(pieces, np.int64)[kept], boxes[chosen], shapes[chosen], facts_of(reading)
    )


def facts_of(reading: PageReading) -> NDArray[np.float32]:
    """What is known of a page besides its words; zeros where nothing is."""
    page, look = reading.text, reading.look
    words = sum(len(line.words) for line in page.lines)
    height = reading.quality.line_height / max(reading.height, 1) if reading.quality else 0.0
    facts = [min(page.width / max(page.height, 1) / 2, 1.5), min(words, 600) / 600, page.confidence]
    facts += [float(reading.has_seal), min(height * 30, 1.0)]
    if look:
        facts += [look.colored, look.toned]
        facts += [min(look.ruled_across, 20) / 20, min(look.ruled_down, 20) / 20]
    return np.array(facts + [0.0] * (FACTS - len(facts)), np.float32)


def _kept(length: int) -> NDArray[np.int64]:
    """Places of the pieces that are kept, in order."""
    most = 1 + HEAD_TOKENS + TAIL_TOKENS
    if length <= most:
        return np.arange(length)
    head, tail = np.arange(1 + HEAD_TOKENS), np.arange(length - TAIL_TOKENS, length)
    return np.concatenate([head, tail])


def box_on_grid(box: Box, page: PageText) -> tuple[int, int, int, int]:
    """Left, top, right, bottom in thousandths of the page."""
    wide, tall = GRID / max(page.width, 1), GRID / max(page.height, 1)
    left, right = (min(max(int(x * wide), 0), GRID) for x in (box.left, box.right))
    top, bottom = (min(max(int(y * tall), 0), GRID) for y in (box.top, box.bottom))
    return left, top, max(left, right), max(top, bottom)


def shape_of(word: Word) -> int:
    """How a word looks, see ``PageTokens``."""
    text = word.text
    doubted = 4 if word.confidence < _UNSURE else 0
    if any(map(str.isdigit, text)):
        return doubted + 3
    if text.isupper() and len(text) > 1:
        return doubted + 2
    return doubted + int(text[:1].isupper())
