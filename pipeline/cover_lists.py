"""Dossiers that cover sheets are printed for: from a list that an office keeps, or typed."""

from collections.abc import Collection, Sequence
from pathlib import Path

from dossiers.errors import UnreadableInputError
from dossiers.expected import Expected
from dossiers.messages import message
from dossiers.text import compose, squeeze
from pipeline.manifest import Listed, list_dossiers, read_manifest


def read_cover_list(path: Path, name: str, procedures: Collection[str]) -> Sequence[Expected]:
    """The dossiers of a list, CSV or XLSX.

    Args:
        name: Of the list, for people.
        procedures: Codes of those that there are.

    Raises:
        UnreadableInputError: It is no list, or a cell of it cannot be used; the reason says which.
    """
    try:
        listed = read_manifest(path, name)
    except OSError as error:
        raise UnreadableInputError(message("file.unreadable", name=name)) from error
    return _checked(listed, procedures)


def read_typed_codes(
    text: str, name: str, procedures: Collection[str], *, procedure: str = "", sheets: str = ""
) -> Sequence[Expected]:
    """The dossiers of codes, one a line, with what is the same for all of them.

    Raises:
        UnreadableInputError: A line cannot be used, or there is none; the reason says which.
    """
    codes = [compose(squeeze(line)) for line in text.splitlines()]
    same = {"procedure": procedure, "sheets": squeeze(sheets)}
    rows = [{"code": code, **same} if code else None for code in codes]
    return _checked(list_dossiers(rows, name, first=1), procedures)


def _checked(listed: Sequence[Listed], procedures: Collection[str]) -> Sequence[Expected]:
    """The same, if all their procedures are known."""
    dossiers = [row.expected for row in listed]
    for expected in dossiers:
        if expected.procedure and expected.procedure not in procedures:
            raise UnreadableInputError(
                message(
                    "cover.unknown_procedure",
                    procedure=expected.procedure,
                    code=expected.code,
                    known=", ".join(procedures),
                )
            )
    return dossiers
