"""Numbers written in Vietnamese words, to figures.

Words are folded: readers miss marks more often than letters. "ba" is 3, "bay" is 7, and so on.
"""

import re

from dossiers.text import fold

_UNITS = {
    "khong": 0, "mot": 1, "gieng": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5,
    "sau": 6, "bay": 7, "tam": 8, "chin": 9, "cham": 0,
}  # fmt: skip
_BRIDGES = frozenset({"linh", "le"})
_GROUPS = {"nghin": 10**3, "ngan": 10**3, "trieu": 10**6, "ty": 10**9, "ti": 10**9}
_WORDS = "|".join([*_UNITS, *_BRIDGES, *_GROUPS, "muoi", "tram", "mung", "mong"])
NUMBER_WORD = rf"(?:{_WORDS})\b"
"""Matches a word of a number in folded text."""


def number_of(text: str) -> int | None:
    """The number that words say; None when they say none.

    ``"hai nghìn không trăm hai mươi lăm"`` → 2025; years are also read out shortened
    (``"hai nghìn hai mươi lăm"``).
    """
    total = group = digit = 0
    seen = after_unit = False
    for word in re.findall(r"[a-z]+", fold(text)):
        if word in _UNITS and after_unit:  # "hai lăm" is said, and means another number
            return None
        after_unit = word in _UNITS
        if word in _UNITS:
            digit, seen = _UNITS[word], True
        elif word == "muoi":  # "mười" is ten, "hai mươi" is twenty
            group, digit, seen = group + 10 * max(digit, 1), 0, True
        elif word == "tram":
            group, digit = group + 100 * digit, 0
        elif word in _GROUPS:
            total, group, digit = total + (group + digit) * _GROUPS[word], 0, 0
        elif word not in _BRIDGES and word not in ("mung", "mong"):
            return None
    return total + group + digit if seen else None
