"""Lists of dossiers that offices keep: CSV or XLSX, a row a dossier."""

import csv
import io
import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import islice
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from dossiers.errors import UnreadableInputError
from dossiers.expected import MOST_DIGITS, Expected, cover_payload, read_cover_payload
from dossiers.messages import Message, message
from dossiers.text import compose, fold, squeeze

_MOST_ROWS, _MOST_COLUMNS = 100_000, 100
_MOST_BYTES, _MOST_UNPACKED = 20_000_000, 200_000_000

_COLUMNS = {
    "code": ("ma ho so", "ma_ho_so", "so ho so", "code", "dossier code", "dossier"),
    "procedure": ("thu tuc", "ma thu tuc", "thu_tuc", "procedure"),
    "sheets": ("so to", "so_to", "sheets"),
    "file": ("tep", "ten tep", "thu muc", "file", "folder", "name"),
}
"""What columns are called, folded."""

_NO_VALUE = re.compile(r"=|#[A-Z/0!?]+$")
"""A formula that nobody calculated, or what came of one that cannot be."""

_BROKEN = (
    UnicodeDecodeError,
    csv.Error,
    # What openpyxl and zipfile raise for what is no workbook, is damaged or locked.
    zipfile.BadZipFile,
    InvalidFileException,
    AttributeError,
    EOFError,
    IndexError,
    KeyError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A row: a dossier, and the file or folder that it lies in; empty where none is named."""

    expected: Expected
    file: str = ""


def is_manifest(name: str) -> bool:
    """Claim that a file is named like a list, and lies at the top of its delivery."""
    return "/" not in name and name.lower().endswith((".csv", ".xlsx"))


def read_manifest(path: Path, name: str) -> tuple[Listed, ...]:
    """The dossiers of a list; several may lie in one file, behind their cover sheets.

    Args:
        name: Of the list, for people.

    Raises:
        UnreadableInputError: It is no list, or a cell of it cannot be used; the reason says which.
        OSError: It cannot be read.
    """
    rows = _rows(path, name)
    columns = _columns(rows[0] if rows else (), name)
    cells = (
        {what: row[place] for what, place in columns.items() if place < len(row)}
        if any(row)
        else None
        for row in rows[1:]
    )
    return list_dossiers(cells, name, first=2)


def list_dossiers(
    rows: Iterable[Mapping[str, str] | None], name: str, *, first: int
) -> tuple[Listed, ...]:
    """The dossiers of rows with ``code``, ``procedure``, ``sheets`` and ``file``; None is no row.

    Args:
        name: Of the list, for people.
        first: Number of the first row, as people count.

    Raises:
        UnreadableInputError: A cell cannot be used, or there is no row; the reason says which.
    """
    listed: dict[str, Listed] = {}
    for number, cells in enumerate(rows, first):
        if cells is None:
            continue
        found = _expected(cells, name, number)
        if found.code in listed:
            raise UnreadableInputError(
                message("manifest.twice", name=name, code=found.code, row=number)
            )
        listed[found.code] = Listed(found, cells.get("file", ""))
    if not listed:
        raise UnreadableInputError(message("manifest.empty", name=name))
    return tuple(listed.values())


def _rows(path: Path, name: str) -> Sequence[Sequence[str]]:
    """All rows, those that are empty in the middle too, so that numbers stay right."""
    if path.stat().st_size > _MOST_BYTES:
        raise UnreadableInputError(message("manifest.unreadable", name=name))
    rows = _rows_of_workbook if path.suffix.lower() == ".xlsx" else _rows_of_text
    try:
        found = list(islice(rows(path), _MOST_ROWS + 1))
    except _BROKEN as error:
        raise UnreadableInputError(message("manifest.unreadable", name=name)) from error
    if len(found) > _MOST_ROWS:  # a bomb, or no list of dossiers
        raise UnreadableInputError(message("manifest.unreadable", name=name))
    return found


def _rows_of_text(path: Path) -> Iterator[list[str]]:
    text = path.read_text(encoding="utf-8-sig")
    # Excel separates by semicolons where the comma is the decimal sign, as in Vietnam.
    head = text.partition("\n")[0]
    separator = max(",;\t", key=head.count)
    for row in csv.reader(io.StringIO(text), delimiter=separator):
        yield [_cell(cell) for cell in row]


def _rows_of_workbook(path: Path) -> Iterator[list[str]]:
    """The rows of the first sheet: values, and formulas where nobody calculated them."""
    with zipfile.ZipFile(path) as archive:
        if sum(part.file_size for part in archive.infolist()) > _MOST_UNPACKED:
            raise zipfile.BadZipFile("too large when unpacked")
    asked = {"max_row": _MOST_ROWS + 2, "max_col": _MOST_COLUMNS, "values_only": True}
    books = [openpyxl.load_workbook(path, read_only=True, data_only=each) for each in (True, False)]
    try:
        sheets = (book.worksheets[0].iter_rows(**asked) for book in books)
        for values, formulas in zip(*sheets, strict=True):
            pairs = zip(values, formulas, strict=True)
            yield [_cell(formula if value is None else value) for value, formula in pairs]
    finally:
        for book in books:
            book.close()


def _cell(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, date | time | bool):
        return f"={value}"  # as Excel keeps it, which is not what the sheet shows
    return "" if value is None else compose(squeeze(str(value)))


def _columns(head: Sequence[str], name: str) -> Mapping[str, int]:
    titles = [fold(title) for title in head]
    known = {title: what for what, all_titles in _COLUMNS.items() for title in all_titles}
    found = [(known[title], place) for place, title in enumerate(titles) if title in known]
    twice = [what for what, count in Counter(what for what, _ in found).items() if count > 1]
    if twice:
        column = next(head[place] for what, place in found if what == twice[0])
        raise UnreadableInputError(message("manifest.column_twice", name=name, column=column))
    columns = dict(found)
    if "code" not in columns:
        raise UnreadableInputError(message("manifest.no_code", name=name))
    return columns


def _expected(cells: Mapping[str, str], name: str, row: int) -> Expected:
    code, procedure, sheets = (cells.get(what, "") for what in ("code", "procedure", "sheets"))
    if sheets and not (sheets.isdecimal() and len(sheets) <= MOST_DIGITS and int(sheets)):
        raise UnreadableInputError(_bad_cell(name, row, sheets, "so_to"))
    found = Expected(code, procedure, int(sheets) if sheets else None)
    if not _can_be_said(found):
        wrong = ("thu_tuc", procedure) if _can_be_said(Expected(code)) else ("ma_ho_so", code)
        raise UnreadableInputError(_bad_cell(name, row, wrong[1], wrong[0]))
    return found


def _can_be_said(expected: Expected) -> bool:
    """Claim that a cover sheet for it would be understood."""
    said = expected.code + expected.procedure
    if "|" in said or _NO_VALUE.match(expected.code) or _NO_VALUE.match(expected.procedure):
        return False
    return read_cover_payload(cover_payload(expected)) == expected


def _bad_cell(name: str, row: int, value: str, column: str) -> Message:
    return message("manifest.bad_row", name=name, row=row, value=value[:60], column=column)
