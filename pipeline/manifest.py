"""Lists of dossiers that offices keep: CSV or XLSX, a row a dossier."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from dossiers.errors import UnreadableInputError
from dossiers.expected import MOST_DIGITS, Expected
from dossiers.messages import Message, message
from dossiers.text import fold, squeeze

_MOST_BYTES, _MOST_ROWS = 20_000_000, 100_000

_COLUMNS = {
    "code": ("ma ho so", "ma_ho_so", "so ho so", "code", "dossier code", "dossier"),
    "procedure": ("thu tuc", "ma thu tuc", "thu_tuc", "procedure"),
    "sheets": ("so to", "so_to", "sheets"),
    "file": ("tep", "ten tep", "thu muc", "file", "folder", "name"),
}
"""What columns are called, folded."""


def is_manifest(name: str) -> bool:
    """Claim that a file is named like a list, and lies at the top of its delivery."""
    return "/" not in name and name.lower().endswith((".csv", ".xlsx"))


def read_manifest(path: Path, name: str) -> Mapping[str, Expected]:
    """The dossiers of a list, by file or folder where it has such a column, else by code.

    Args:
        name: Of the list, for people.

    Raises:
        UnreadableInputError: It is no list, or a cell of it cannot be used; the reason says which.
    """
    rows = iter(_rows(path, name))
    columns = _columns(next(rows, ()), name)
    expected: dict[str, Expected] = {}
    codes: set[str] = set()
    for number, row in enumerate(rows, 2):
        if not any(row):
            continue
        cells = {what: row[place] for what, place in columns.items() if place < len(row)}
        found = _expected(cells, name, number)
        file = cells.get("file") or found.code
        if found.code in codes or file in expected:
            raise UnreadableInputError(
                message("manifest.twice", name=name, code=found.code, row=number)
            )
        codes.add(found.code)
        expected[file] = found
    if not expected:
        raise UnreadableInputError(message("manifest.empty", name=name))
    return expected


def _rows(path: Path, name: str) -> Iterable[Sequence[str]]:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise UnreadableInputError(message("manifest.unreadable", name=name))
        rows = _rows_of_workbook if path.suffix.lower() == ".xlsx" else _rows_of_text
        found = list(islice(rows(path), _MOST_ROWS + 1))
        if len(found) > _MOST_ROWS:  # a bomb, or no list of dossiers
            raise UnreadableInputError(message("manifest.unreadable", name=name))
        return found
    except (
        UnicodeDecodeError,
        csv.Error,
        zipfile.BadZipFile,
        InvalidFileException,
        KeyError,  # a ZIP that is no workbook
        ValueError,  # a workbook with cells that are none
        TypeError,  # likewise
        IndexError,  # one without a sheet
        SyntaxError,  # XML that is none
    ) as error:
        raise UnreadableInputError(message("manifest.unreadable", name=name)) from error


def _rows_of_text(path: Path) -> Iterator[list[str]]:
    text = path.read_text(encoding="utf-8-sig")
    # Excel separates by semicolons where the comma is the decimal sign, as in Vietnam.
    head = text.partition("\n")[0]
    separator = max(",;\t", key=head.count)
    for row in csv.reader(io.StringIO(text), delimiter=separator):
        yield [squeeze(cell) for cell in row]


def _rows_of_workbook(path: Path) -> Iterator[list[str]]:
    workbook = openpyxl.load_workbook(path, read_only=True, data_only=True)
    try:
        for row in workbook.worksheets[0].iter_rows(values_only=True):
            yield [_cell(value) for value in row]
    finally:
        workbook.close()


def _cell(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else squeeze(str(value))


def _columns(head: Sequence[str], name: str) -> Mapping[str, int]:
    titles = [fold(title) for title in head]
    columns = {
        what: titles.index(title)
        for what, known in _COLUMNS.items()
        for title in known[::-1]
        if title in titles
    }
    if "code" not in columns:
        raise UnreadableInputError(message("manifest.no_code", name=name))
    return columns


def _expected(cells: Mapping[str, str], name: str, row: int) -> Expected:
    code, sheets = cells.get("code", ""), cells.get("sheets", "")
    if not code or "|" in code:
        raise UnreadableInputError(_bad_cell(name, row, code, "ma_ho_so"))
    if sheets and not (sheets.isdecimal() and len(sheets) <= MOST_DIGITS and int(sheets)):
        raise UnreadableInputError(_bad_cell(name, row, sheets, "so_to"))
    return Expected(code, cells.get("procedure", ""), int(sheets) if sheets else None)


def _bad_cell(name: str, row: int, value: str, column: str) -> Message:
    return message("manifest.bad_row", name=name, row=row, value=value, column=column)
