"""Names that browsers give to files, and what of them a disk may see."""

import unicodedata

from django.utils.translation import gettext as _

from dossiers.text import compose
from pipeline.file_names import is_half_done, is_litter

MOST_BYTES_OF_NAME, MOST_BYTES_OF_TITLE, MOST_DEEP = 200, 100, 12
_SHOWN_LETTERS = 100


class UploadError(Exception):
    """Something about an upload is wrong; the message says what, and what to do."""


def safe_parts(name: str) -> list[str]:
    """The parts of a path that a browser gave to a file.

    Raises:
        UploadError: It leads elsewhere, or has letters that no name should have.
    """
    parts = compose(name).split("/")
    if len(parts) > MOST_DEEP or not all(map(_is_plain, parts)):
        raise UploadError(
            _("Tên «{name}» không dùng được. Hãy đổi tên tệp rồi gửi lại.").format(
                name=printable(name)
            )
        )
    return parts


def printable(name: str) -> str:
    """A name as it can be shown: what is unseen, or turns the writing around, is a ``?``."""
    return "".join("?" if _is_unseen(char) else char for char in compose(name)[:_SHOWN_LETTERS])


def delivery_name(title: str, owner: str, when: str, number: str) -> str:
    """A name that no other upload has: what was typed, when and by whom it came."""
    told = _plain(title).encode()[:MOST_BYTES_OF_TITLE].decode(errors="ignore")
    return " ".join([told, when, _plain(owner)[:40], number[:6]]).strip()


def _is_unseen(char: str) -> bool:
    return unicodedata.category(char).startswith("C")


def _is_plain(part: str) -> bool:
    seen = not any(map(_is_unseen, part))
    short = len(part.encode(errors="replace")) <= MOST_BYTES_OF_NAME
    ours = not is_litter(part) and not is_half_done(part)
    return bool(part.strip()) and seen and short and "\\" not in part and ours


def _plain(text: str) -> str:
    """Letters of a title that a folder may have."""
    kept = (char if char.isalnum() or char in " -_." else " " for char in compose(text))
    return " ".join("".join(kept).split()).lstrip(".")
