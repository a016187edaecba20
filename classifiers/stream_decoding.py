"""Boundaries and kinds of a whole stream together: a hidden Markov model over its pages.

What is hidden is the kind of the document that a page is in, and whether a document begins on
it. Documents of all kinds are taken as likely before anything is read.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classifiers.odds import softmax

Floats = NDArray[np.float64]

INNER_WEIGHT = 0.5
"""So much counts what all inner pages together say of the kind, beside the page that begins."""

STEP_WEIGHT = 0.2
"""So much counts each of them while boundaries are looked for. Not for the kind: what they say is
much alike, and shall not outvote the heading of a long paper."""

LEAST = 1e-6
"""No kind is less likely than this."""


@dataclass(frozen=True, slots=True)
class Decoding:
    """The likeliest documents of a stream, and how likely everything is.

    Attributes:
        starts: Pages on which documents begin, the first page included.
        cuts: (pages,) probability that a document begins on a page.
        kinds: (documents, kinds) probability of every document's kind.
    """

    starts: tuple[int, ...]
    cuts: Floats
    kinds: Floats


def decode(cuts: Floats, kinds: Floats) -> Decoding:
    """Find the likeliest documents (Viterbi) and the probabilities (forward, backward).

    Args:
        cuts: (pages,) log odds that a document begins on a page, by the page and its neighbor;
            that of the first page is not used.
        kinds: (pages, kinds) probabilities, each page by itself.
    """
    said = np.log(np.maximum(kinds, LEAST) * kinds.shape[1])
    cut, stay = -np.logaddexp(0, -cuts), -np.logaddexp(0, cuts)
    starts = _likeliest(cut, stay, said)
    ends = [*starts[1:], len(cuts)]
    by_document = [
        softmax(said[start] + INNER_WEIGHT * said[start + 1 : end].sum(0) / max(end - start - 1, 1))
        for start, end in zip(starts, ends, strict=True)
    ]
    return Decoding(tuple(starts), _cut_chances(cut, stay, said), np.array(by_document))


def _likeliest(cut: Floats, stay: Floats, said: Floats) -> list[int]:
    pages, count = said.shape
    best = said[0] - np.log(count)
    began = np.zeros((pages, count), bool)
    came_from = np.zeros(pages, np.int64)
    for page in range(1, pages):
        came_from[page] = best.argmax()
        new = best.max() + cut[page] - np.log(count) + said[page]
        old = best + stay[page] + STEP_WEIGHT * said[page]
        began[page] = new > old
        best = np.maximum(new, old)
    starts, kind = [], int(best.argmax())
    for page in range(pages - 1, 0, -1):
        if began[page, kind]:
            starts.append(page)
            kind = int(came_from[page])
    return [0, *reversed(starts)]


def _cut_chances(cut: Floats, stay: Floats, said: Floats) -> Floats:
    pages, count = said.shape
    inner = STEP_WEIGHT * said
    before = np.zeros((pages, count))
    before[0] = said[0] - np.log(count)
    for page in range(1, pages):
        new = _log_sum(before[page - 1]) + cut[page] - np.log(count) + said[page]
        before[page] = np.logaddexp(new, before[page - 1] + stay[page] + inner[page])
    after = np.zeros((pages, count))
    for page in range(pages - 2, -1, -1):
        new = _log_sum(after[page + 1] + said[page + 1]) + cut[page + 1] - np.log(count)
        after[page] = np.logaddexp(new, after[page + 1] + stay[page + 1] + inner[page + 1])
    chances = np.ones(pages)
    for page in range(1, pages):
        new = _log_sum(before[page - 1]) + cut[page] - np.log(count)
        chances[page] = np.exp(new + _log_sum(said[page] + after[page]) - _log_sum(before[-1]))
    return np.clip(chances, 0, 1)


def _log_sum(logs: Floats) -> float:
    return float(np.logaddexp.reduce(logs))
