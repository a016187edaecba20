"""From rows of letters to words: the best path of connectionist temporal classification (CTC).

Source: A. Graves et al., "Connectionist Temporal Classification", ICML 2006.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import prod

import numpy as np
from numpy.typing import NDArray

BLANK = 0
# Marks that belong to the word before them, however far away they stand.
_CLOSING = ".,;:!?)]}»”’…%"
Rows = NDArray[np.float32]
"""(rows, letters) probabilities along a line; letter 0 is the blank."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A letter that was read.

    Attributes:
        start, end: Rows that say it; the end is not among them.
        probability: Of the surest of these.
    """

    letter: str
    start: int
    end: int
    probability: float


def probabilities(logits: Rows, temperature: float) -> Rows:
    """Softmax along the letters; above 1 a temperature takes from what is said too surely."""
    scaled = logits / np.float32(temperature)
    scaled -= scaled.max(axis=-1, keepdims=True)
    np.exp(scaled, out=scaled)
    scaled /= scaled.sum(axis=-1, keepdims=True)
    return scaled


def best_path(rows: Rows, letters: Sequence[str]) -> list[Sign]:
    """The signs of the likeliest letter of each row, repeats and blanks taken together.

    Args:
        letters: By their number, from 1.
    """
    best = rows.argmax(axis=-1)
    sure = rows[np.arange(len(rows)), best]
    borders = np.flatnonzero(np.diff(best, prepend=-1, append=-1))
    return [
        Sign(letters[best[start] - 1], int(start), int(end), float(sure[start:end].max()))
        for start, end in pairwise(borders)
        if best[start] != BLANK
    ]


def text_of(signs: Sequence[Sign]) -> str:
    """The letters of signs, one after the other."""
    return "".join(sign.letter for sign in signs)


def words_of(signs: Sequence[Sign], wide: float) -> Iterator[tuple[str, int, int, float]]:
    """Words with their first and last row and how sure all their letters are together.

    Args:
        wide: Letters further apart than so many rows are two words, even where the network
            saw no space: of leaders and the gaps of forms it has no letter.
    """
    for word in _split(signs, wide):
        text = "".join(sign.letter for sign in word)
        yield text, word[0].start, word[-1].end, prod(sign.probability for sign in word)


def _split(signs: Sequence[Sign], wide: float) -> Iterator[list[Sign]]:
    word: list[Sign] = []
    for sign in signs:
        apart = bool(word) and sign.start - word[-1].end > wide and sign.letter not in _CLOSING
        if word and (apart or sign.letter == " "):
            yield word
            word = []
        if sign.letter != " ":
            word.append(sign)
    if word:
        yield word
