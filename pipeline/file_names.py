"""Names as people gave them: composed, in their natural order, and those nobody gave."""

import os
import re

from dossiers.text import VIETNAMESE_LETTERS, compose

# Endings of files that a browser, a copying program or an editor has not finished.
_HALF_DONE = (".part", ".partial", ".filepart", ".tmp", ".crdownload", ".download")

_DIGITS = re.compile(r"(\d+)")

# Left behind by file managers, cameras and network disks; never part of a delivery.
_LITTER = frozenset(
    {"thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx", "@eadir", "$recycle.bin"}
)


def read_name(name: str) -> str:
    """Give a file name as text in NFC.

    A name from an old Windows disk is no UTF-8: it is read as code page 1258 (Vietnamese).
    """
    try:
        return compose(os.fsencode(name).decode("utf-8"))
    except UnicodeDecodeError:
        return decode_old_name(os.fsencode(name))


def decode_old_name(stored: bytes) -> str:
    """Decode a name without a stated encoding: UTF-8, else Vietnamese, else DOS."""
    for encoding in ("utf-8", "cp1258"):
        try:
            name = compose(stored.decode(encoding))
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8" or all(
            char.isascii() or char in VIETNAMESE_LETTERS for char in name
        ):
            return name
    return compose(stored.decode("cp437"))  # which gives every byte a letter


def natural_key(name: str) -> tuple[tuple[tuple[int, str], ...], str]:
    """Sort key that puts ``page-2`` before ``page-10``."""
    parts = _DIGITS.split(name.casefold())
    # split puts the digits at the odd places, so numbers only ever meet numbers
    return tuple(_magnitude(part) if odd % 2 else (0, part) for odd, part in enumerate(parts)), name


def _magnitude(digits: str) -> tuple[int, str]:
    """Order of a number as text: Python turns no more than 4,300 digits into one."""
    figures = digits.lstrip("0")
    return len(figures), figures


def is_litter(name: str) -> bool:
    """Nobody put this file or folder here on purpose; hidden ones are included."""
    return name.startswith((".", "~$")) or name.casefold() in _LITTER


def is_half_done(name: str) -> bool:
    """Somebody or something still writes this file."""
    return name.startswith("~$") or name.casefold().endswith(_HALF_DONE)
