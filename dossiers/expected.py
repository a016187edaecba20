"""What a dossier should hold, as a cover sheet or a manifest says."""

from dataclasses import dataclass

MOST_DIGITS = 5
"""Of a count of sheets."""

_LONGEST = 200
_MARK = "HOSO1"
"""Begins the code on a cover sheet; the figure is the version of what follows."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A dossier that somebody announced.

    Attributes:
        code: Of the dossier, e.g. H18.29-240226-0045, as written.
        procedure: Code of ``procedures.toml``; empty where none is named.
        sheets: Sheets of paper in it; None where nobody counted.
    """

    code: str
    procedure: str = ""
    sheets: int | None = None


def cover_payload(expected: Expected) -> str:
    """What the QR code of a cover sheet says: ``HOSO1|code|procedure|sheets``.

    Raises:
        ValueError: The code or the procedure has a ``|`` in it.
    """
    if "|" in expected.code + expected.procedure:
        raise ValueError(f"a dossier code cannot have | in it: {expected.code}")
    sheets = "" if expected.sheets is None else str(expected.sheets)
    return "|".join([_MARK, expected.code, expected.procedure, sheets])


def read_cover_payload(payload: str) -> Expected | None:
    """What a cover sheet announces; None for the code of anything else."""
    parts = payload.split("|")
    if len(parts) != 4 or parts[0] != _MARK or not 0 < len(parts[1]) <= _LONGEST:
        return None
    _, code, procedure, sheets = parts
    if not (code + procedure).isprintable():  # strangers print QR codes, too
        return None
    counted = sheets.isdecimal() and len(sheets) <= MOST_DIGITS
    return Expected(code, procedure, int(sheets) if counted else None)
