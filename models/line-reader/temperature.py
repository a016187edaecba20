"""The temperature at which the reader's words are as sure as they are right."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

import numpy as np

from ocr.ctc import best_path, words_of
from training.cuttings import Sample

TEMPERATURES = np.arange(0.8, 3.01, 0.1)
SUREST = 1e-4
WIDE = 10.0


def best_temperature(
    all_rows: Sequence[np.ndarray], samples: Sequence[Sample], letters: str
) -> float:
    """The temperature with the least log loss of words being right or wrong.

    Args:
        all_rows: Probabilities of each line at temperature 1.
    """
    losses = [_loss(list(_claims(all_rows, samples, letters, each))) for each in TEMPERATURES]
    return round(float(TEMPERATURES[int(np.argmin(losses))]), 2)


def _claims(
    all_rows: Sequence[np.ndarray], samples: Sequence[Sample], letters: str, temperature: float
) -> Iterator[tuple[float, bool]]:
    """Of every word read: how sure it is, and whether it stands there."""
    for rows, (_, text) in zip(all_rows, samples, strict=True):
        warmer = rows ** (1 / temperature)
        warmer /= warmer.sum(axis=-1, keepdims=True)
        words = list(words_of(best_path(warmer, letters), WIDE))
        matcher = SequenceMatcher(None, [word[0] for word in words], text.split(), autojunk=False)
        right = {block.a + n for block in matcher.get_matching_blocks() for n in range(block.size)}
        yield from ((word[3], number in right) for number, word in enumerate(words))


def _loss(claims: Sequence[tuple[float, bool]]) -> float:
    sure, right = np.array(claims, np.float64).T
    sure = sure.clip(SUREST, 1 - SUREST)
    return float(-np.mean(right * np.log(sure) + (1 - right) * np.log(1 - sure)))
