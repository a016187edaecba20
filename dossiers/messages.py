"""Sentences for people, in Vietnamese and English, from one catalog.

A message is stored as its key and values, so that it can be shown in either language later.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib import resources

from dossiers.vocabulary import FieldName, Kind, field_names, kinds


class Language(StrEnum):
    """Languages in which hoso speaks."""

    VIETNAMESE = "vi"
    ENGLISH = "en"


Value = str | int | float


@dataclass(frozen=True)
class Message:
    """One sentence of ``messages.toml``: the thing, what is wrong, the cure.

    Values called ``kind`` and ``field`` are codes of the vocabulary (several with ``|``
    between); people see their names.
    """

    key: str
    values: Mapping[str, Value] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.say(Language.ENGLISH)  # an unknown key or a missing value is a bug: fail at birth

    def say(self, language: Language) -> str:
        """The sentence in ``language``.

        Raises:
            KeyError: The catalog has no such sentence, or a value is missing.
        """
        values = {name: _named(name, value, language) for name, value in self.values.items()}
        return catalog()[self.key][language].format(**values)

    def about(self, name: str) -> "Message":
        """The same sentence about the thing as people know it, where it names one."""
        known = {**self.values, "name": name} if "name" in self.values else self.values
        return Message(self.key, known)

    def __str__(self) -> str:
        return self.say(Language.ENGLISH)


def message(key: str, **values: Value) -> Message:
    """Shorthand for a message with its values."""
    return Message(key, values)


def _named(name: str, value: Value, language: Language) -> Value:
    """The name in ``language`` of a kind or field, for its code; any other value as it is.

    Several codes, with ``|`` between, are several names.
    """
    tables: Mapping[str, Mapping[str, Kind | FieldName]] = {"kind": kinds(), "field": field_names()}
    entries = [tables.get(name, {}).get(code) for code in str(value).split("|")]
    named = [entry for entry in entries if entry]
    if len(named) < len(entries):
        return value
    vietnamese = language is Language.VIETNAMESE
    return " / ".join(entry.name if vietnamese else entry.name_en for entry in named)


@cache
def catalog() -> Mapping[str, Mapping[str, str]]:
    """All sentences by key, each with ``vi`` and ``en``."""
    text = resources.files("dossiers").joinpath("messages.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
