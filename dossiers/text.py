"""Text rules: one normal form at the door, one folding for matching and search."""

import re
import unicodedata

VIETNAMESE_LETTERS: frozenset[str] = frozenset(
    unicodedata.normalize("NFC", letter)
    for base in "aăâeêioôơuưy"
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    for letter in (base + tone, base.upper() + tone)
) | frozenset("bcdđghklmnpqrstvxBCDĐGHKLMNPQRSTVX")

CAPITALS = "".join(sorted(letter for letter in VIETNAMESE_LETTERS if letter.isupper())) + "FJWZ"
"""For classes of regular expressions: ranges of Unicode mix capitals and small letters."""

_SPACES = re.compile(r"\s+")


def compose(text: str) -> str:
    """Bring text to NFC, the one form in which this project keeps text."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Drop case, tone and vowel marks: ``"Nguyễn Đức Hoà"`` → ``"nguyen duc hoa"``.

    For matching only; never store the result as text of a page.
    """
    # đ is a letter of its own: it has no decomposition, so NFD leaves it alone.
    bare = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(char for char in bare if not unicodedata.combining(char))


def squeeze(text: str) -> str:
    """Give text with every run of white space as one space, and none at the ends."""
    return _SPACES.sub(" ", text).strip()
