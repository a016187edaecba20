"""The kinds of documents and the fields, as data: ``vocabulary.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

UNKNOWN_KIND = "khac"
COVER_KIND = "to_dau_ho_so"
"""Printed by hoso itself; no paper of an office is one."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document.

    Attributes:
        code: Snake case, unaccented Vietnamese.
        name, name_en: For people.
        type_number: ``typeName`` of TT 05/2025/TT-BNV, "01" to "32".
        abbreviation: NĐ 30/2020 PL III, e.g. "QĐ"; empty where there is none.
    """

    code: str
    name: str
    name_en: str
    type_number: str
    abbreviation: str = ""


@dataclass(frozen=True, slots=True)
class FieldName:
    """A field that documents can have.

    Attributes:
        sensitivity: ``sensitive`` or ``personal`` where it is data of a person, else empty.
    """

    key: str
    name: str
    name_en: str
    sensitivity: str = ""


@cache
def _tables() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    text = resources.files("dossiers").joinpath("vocabulary.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def kinds() -> Mapping[str, Kind]:
    """All kinds by code."""
    return {code: Kind(code=code, **row) for code, row in _tables()["kinds"].items()}


@cache
def field_names() -> Mapping[str, FieldName]:
    """All fields by key."""
    return {key: FieldName(key=key, **row) for key, row in _tables()["fields"].items()}
