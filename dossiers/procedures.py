"""Which papers a dossier of a procedure must hold: ``procedures.toml`` or an office's own file."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from dossiers.errors import WrongProceduresError
from dossiers.messages import message
from dossiers.vocabulary import kinds


@dataclass(frozen=True, slots=True)
class Procedure:
    """A procedure of the one-stop system.

    Attributes:
        required: Every dossier holds one of each of these sets of kinds.
        usual: Kinds that may be there beside them.
    """

    code: str
    name: str
    name_en: str
    required: Sequence[frozenset[str]]
    usual: frozenset[str]


@dataclass(frozen=True, slots=True)
class Completeness:
    """What a dossier lacks, and what lies in it that does not belong there."""

    missing: Sequence[frozenset[str]]
    surplus: Sequence[str]


@cache
def procedures(file: Path | None = None) -> Mapping[str, Procedure]:
    """All procedures by code.

    Args:
        file: The office's own; hoso's where there is none.

    Raises:
        WrongProceduresError: It cannot be read, or names a kind that there is not.
    """
    source = file or resources.files("dossiers").joinpath("procedures.toml")
    try:
        rows = tomllib.loads(source.read_text(encoding="utf-8"))
        return {code: _procedure(code, row) for code, row in rows.items()}
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise WrongProceduresError(
            message("procedures.wrong", file=str(source), problem=str(error))
        ) from error


def compare(procedure: Procedure, found: Iterable[str]) -> Completeness:
    """Compare the kinds found in a dossier with what belongs there.

    Several papers of one kind are no surplus: three heirs bring three cards.
    """
    counted = Counter(found)
    missing = [kinds for kinds in procedure.required if not kinds & counted.keys()]
    belongs = procedure.usual.union(*procedure.required)
    return Completeness(missing, [kind for kind in counted if kind not in belongs])


def _procedure(code: str, row: Mapping[str, object]) -> Procedure:
    required = [frozenset(entry.split("|")) for entry in _texts(row["required"])]
    usual = frozenset(_texts(row.get("usual", [])))
    if strange := usual.union(*required) - kinds().keys():
        raise ValueError(f"{code}: {', '.join(sorted(strange))}")
    return Procedure(code, str(row["name"]), str(row.get("name_en", row["name"])), required, usual)


def _texts(entries: object) -> list[str]:
    if not isinstance(entries, list) or not all(isinstance(entry, str) for entry in entries):
        raise ValueError(str(entries))
    return entries
