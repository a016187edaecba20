"""The letters and signs that the line reader can write."""

import unicodedata

_SIGNS = "§«°±²³»¼½¾×÷–—−“”‘’…‰№≤≥☐☑☒•·º®€"
_TONES = "\u0300\u0301\u0303\u0309\u0323"  # grave, acute, tilde, hook above, dot below
# What else a vowel can bear: circumflex, breve, horn.
_SHAPES = {"a": "\u0302\u0306", "e": "\u0302", "i": "", "o": "\u0302\u031b", "u": "\u031b", "y": ""}


def letters() -> str:
    """All of them, each once; the blank of CTC is not among them."""
    printable = "".join(map(chr, range(0x20, 0x7F)))
    candidates = map(chr, (*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA)))
    return printable + _SIGNS + "".join(filter(_is_vietnamese, candidates))


def _is_vietnamese(letter: str) -> bool:
    """A vowel with Vietnamese marks, or đ."""
    if letter in "đĐ":
        return True
    bare, *marks = unicodedata.normalize("NFD", letter)
    shapes = [mark for mark in marks if mark not in _TONES]
    fits = all(mark in _SHAPES.get(bare.lower(), "") for mark in shapes)
    return bool(marks) and bare.lower() in _SHAPES and fits and len(marks) - len(shapes) <= 1
