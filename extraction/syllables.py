"""Which words are syllables of Vietnamese: what is none was likely misread."""

import re
import unicodedata
from itertools import pairwise

from dossiers.text import fold

_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?"
)
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def is_syllable(word: str) -> bool:
    """Claim that a word may be a syllable: its letters, one tone at most, no change of case."""
    changes_case = any(one.islower() and other.isupper() for one, other in pairwise(word))
    if changes_case or not _SYLLABLE.fullmatch(fold(word)):
        return False
    marks = unicodedata.normalize("NFD", word)
    return sum(char in _TONES for char in marks) <= 1


def is_spoken(text: str) -> bool:
    """Claim that all words of a text are syllables or numbers."""
    return all(word.isdigit() or is_syllable(word) for word in text.split())


def strange_share(text: str) -> float:
    """The share of words of two letters and more that are no syllables."""
    words = re.findall(r"[^\W\d_]{2,}", text)
    return sum(not is_syllable(word) for word in words) / max(len(words), 1)
