"""The layout network's opinion of words: which field's value each belongs to."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from classifiers.odds import softmax
from classifiers.page_tokens import box_on_grid, open_tokenizer, shape_of, spelled
from dossiers.page import PageText
from dossiers.tags import WordTags, words_of
from dossiers.vocabulary import kinds
from storage.networks import open_network
from storage.weights import find_file, read_card

HEAD_PIECES, TAIL_PIECES = 384, 127
"""Of long pages the first and the last pieces are kept: values stand in headers and at the foot."""

PLACES = 2
"""The first page of a paper, or a later one."""


@dataclass(frozen=True, slots=True)
class WordPieces:
    """A page for the tagger.

    Attributes:
        pieces: (length,) int64; the first says what kind of paper it is, and whether it begins.
        boxes: (length, 4) int64, as in ``PageTokens``.
        shapes: (length,) int64, as in ``PageTokens``.
        words: (length,) int64, number of the word that a piece belongs to; -1 for the first.
    """

    pieces: NDArray[np.int64]
    boxes: NDArray[np.int64]
    shapes: NDArray[np.int64]
    words: NDArray[np.int64]


def heading_piece(kind: str, place: int, known: Sequence[str], pieces: int) -> int:
    """The number that stands for a kind and a place: they follow the pieces of words."""
    row = known.index(kind) if kind in known else len(known)
    return pieces + row * PLACES + min(place, 1)


def known_kinds() -> list[str]:
    """Kinds that the tagger tells apart; all others are one more."""
    return list(kinds())


def word_pieces(page: PageText, heading: int, tokenizer: Tokenizer) -> WordPieces:
    """Give the numbers for a page.

    Args:
        heading: see ``heading_piece``.
    """
    words = words_of(page)
    encoded = tokenizer.encode([spelled(word.text) for word in words], is_pretokenized=True)
    owners = np.array([-1, *encoded.word_ids], np.int64)
    kept = _kept(len(owners))
    boxes = np.array([box_on_grid(word.box, page) for word in words] + [(0, 0, 1000, 1000)])
    shapes = np.array([shape_of(word) for word in words] + [0], np.int64)
    chosen = owners[kept]
    pieces = np.array([heading, *encoded.ids], np.int64)[kept]
    return WordPieces(pieces, boxes[chosen].astype(np.int64), shapes[chosen], chosen)


def first_pieces(words: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which pieces are the first of a word: they carry its label."""
    return np.asarray(np.diff(words, prepend=-2) != 0)


def _kept(length: int) -> NDArray[np.int64]:
    if length <= 1 + HEAD_PIECES + TAIL_PIECES:
        return np.arange(length)
    return np.concatenate([np.arange(1 + HEAD_PIECES), np.arange(length - TAIL_PIECES, length)])


class WordTagger:
    """The network in ``models/field-tagger``, on one thread.

    Raises:
        BadWeightsError: see ``find_weights``.
    """

    def __init__(self, model: Path) -> None:
        card = read_card(model)
        self.keys = tuple(card["keys"])
        self._kinds: Sequence[str] = card["kinds"]
        self._session = open_network(model)
        self._tokenizer = open_tokenizer(find_file(model, "tokenizer.json", "sha256_tokenizer"))
        self._temperature: float = card["temperature"]

    def tag(self, page: PageText, kind: str, place: int) -> WordTags:
        """Say which field every word belongs to.

        Args:
            kind: Of the paper, as it was judged.
            place: Of the page in its paper, from 0.
        """
        heading = heading_piece(kind, place, self._kinds, self._tokenizer.get_vocab_size())
        given = word_pieces(page, heading, self._tokenizer)
        (logits,) = self._session.run(None, _batch(given))
        chances = softmax(logits[0].astype(np.float64) / self._temperature)
        count = len(words_of(page))
        inside = np.zeros((count, len(self.keys)), np.float32)
        begins = np.zeros_like(inside)
        carrying = first_pieces(given.words) & (given.words >= 0)
        rows, said = given.words[carrying], chances[carrying]
        begins[rows], within = said[:, 1::2], said[:, 2::2]
        inside[rows] = begins[rows] + within
        return WordTags(self.keys, inside, begins)


def _batch(page: WordPieces) -> dict[str, NDArray[np.int64]]:
    return {
        "pieces": page.pieces[None],
        "boxes": page.boxes[None],
        "shapes": page.shapes[None],
        "mask": np.ones((1, len(page.pieces)), np.int64),
    }
