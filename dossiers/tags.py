"""What a network says of every word of a page: which field's value it belongs to."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dossiers.page import PageText, Word


@dataclass(frozen=True, slots=True)
class WordTags:
    """Probabilities for the words of a page, in reading order.

    Attributes:
        keys: Codes of the fields that are told apart.
        inside: (words, keys) float32: the word belongs to a value of that field.
        begins: (words, keys) float32: and it is the first word of it.
    """

    keys: tuple[str, ...]
    inside: NDArray[np.float32]
    begins: NDArray[np.float32]


def words_of(page: PageText) -> list[Word]:
    """The words of a page in the order in which they are tagged."""
    return [word for line in page.lines for word in line.words]
