"""Numbers of persons in lists, hidden from whoever need not see them."""

import re
from collections.abc import Iterable, Mapping

from django.http import HttpRequest

from dossiers.vocabulary import field_names
from settings import read_settings
from web.roles import roles_held

SENSITIVE = "sensitive"
"""What the vocabulary calls such fields."""

SHOWN = 3
"""So many letters at the end of a long value stay, to tell one number from another."""

HIDDEN = "•"

# Identity cards have 9 or 12 digits, passports a letter and 7, phones 10; codes of dossiers and
# numbers of documents have no more than 6 in a row. Names of files and readings glue letters
# and underscores to numbers: what stands beside one does not save it.
_NUMBER = re.compile(r"(?:\b[A-Z])?\d(?:[ .]?\d){6,}")


class Mask:
    """Hides numbers of persons and sensitive values in texts; texts keep their length.

    Args:
        is_needed: False leaves everything as it is.
    """

    def __init__(self, is_needed: bool) -> None:
        self._is_needed = is_needed

    def text(self, text: str, fields: Mapping[str, str]) -> str:
        """A text of a document with these fields."""
        if not self._is_needed:
            return text
        text = _NUMBER.sub(lambda found: _hide(found[0]), text)
        for value in _sensitive(fields):
            standing = re.compile(rf"(?<!\w){re.escape(value)}(?!\w)", re.IGNORECASE)
            text = standing.sub(lambda found: _hide(found[0]), text)
        return text


def mask_for(request: HttpRequest) -> Mask:
    """The mask for whoever asks."""
    seeing = set(read_settings().unmasked_roles)
    return Mask(not seeing & {role.value for role in roles_held(request)})


def _sensitive(fields: Mapping[str, str]) -> Iterable[str]:
    return (
        value
        for key, value in fields.items()
        if value and field_names()[key].sensitivity == SENSITIVE
    )


def _hide(value: str) -> str:
    """The end of a value, the rest hidden; spaces and dots stay."""
    kept = len(value) - SHOWN if len(value) > 2 * SHOWN else len(value)
    return "".join(
        HIDDEN if place < kept and char.isalnum() else char for place, char in enumerate(value)
    )
