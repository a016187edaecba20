"""Letters as Tesseract writes them, brought to those of Vietnamese."""

from dossiers.text import compose

# Tesseract's Vietnamese data knows Icelandic Ð beside Đ, which look the same, and now and
# then writes both for the one letter on the page. No Vietnamese text has an Ð.
_TWINS = (("ĐÐ", "Đ"), ("ÐĐ", "Đ"), ("Ð", "Đ"), ("đð", "đ"), ("ðđ", "đ"), ("ð", "đ"))


def vietnamese_letters(text: str) -> str:
    """Give a word as read in NFC, with Vietnamese Đ and đ only."""
    text = compose(text)
    for twin, letter in _TWINS:
        text = text.replace(twin, letter)
    return text
