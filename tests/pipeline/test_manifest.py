import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from dossiers.errors import UnreadableInputError
from dossiers.expected import Expected
from pipeline.manifest import read_manifest

HEAD = ["Mã hồ sơ", "Thủ tục", "Số tờ"]
ROWS = [["H12.06-240113-0044", "dang_ky_khai_sinh", "5"], ["000.12.H18", "", ""]]
WANTED = [Expected("H12.06-240113-0044", "dang_ky_khai_sinh", 5), Expected("000.12.H18")]


def _expected(file: Path) -> list[Expected]:
    return [row.expected for row in read_manifest(file, file.name)]


def _text(path: Path, separator: str, rows: list[list[str]], encoding: str = "utf-8") -> Path:
    path.write_text("\n".join(separator.join(row) for row in rows) + "\n", encoding)
    return path


@pytest.mark.parametrize(
    ("separator", "encoding"), [(",", "utf-8"), (";", "utf-8-sig"), ("\t", "utf-8")]
)
def test_text_is_read_however_excel_separates_it(
    tmp_path: Path, separator: str, encoding: str
) -> None:
    file = _text(tmp_path / "a.csv", separator, [HEAD, *ROWS], encoding)
    assert _expected(file) == WANTED


def test_a_workbook_is_read_with_numbers_as_numbers_and_empty_rows_between(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    for row in (HEAD, [*ROWS[0][:2], 5], [None, None, None], [ROWS[1][0], None, None]):
        workbook.active.append(row)
    workbook.save(tmp_path / "a.xlsx")
    assert _expected(tmp_path / "a.xlsx") == WANTED


def test_dossiers_are_found_by_their_file_where_the_list_names_it(tmp_path: Path) -> None:
    file = _text(tmp_path / "a.csv", ",", [["file", "code"], ["hop-1.pdf", "H1"], ["", "H2"]])
    assert [row.file for row in read_manifest(file, "a.csv")] == ["hop-1.pdf", ""]


@pytest.mark.parametrize(
    ("rows", "key"),
    [
        ([["Tên", "Số tờ"], ["A", "1"]], "manifest.no_code"),
        ([HEAD], "manifest.empty"),
        ([HEAD, ["", "", "3"]], "manifest.bad_row"),
        ([HEAD, ["H1|2", "", ""]], "manifest.bad_row"),
        ([HEAD, ["H1", "", "năm"]], "manifest.bad_row"),
        ([HEAD, ["H1", "", "0"]], "manifest.bad_row"),
        ([HEAD, ["H1", "", "9" * 5000]], "manifest.bad_row"),
        ([["code", *HEAD], ["H1", "H2", "", ""]], "manifest.column_twice"),
        ([HEAD, ["H1\u200b", "", ""]], "manifest.bad_row"),
        ([HEAD, ["H" * 201, "", ""]], "manifest.bad_row"),
        ([HEAD, ["H1", "a|b", ""]], "manifest.bad_row"),
        ([HEAD, ["#N/A", "", ""]], "manifest.bad_row"),
        ([HEAD, *[[f"H{n}", "", ""] for n in range(100_001)]], "manifest.unreadable"),
        ([HEAD, ["H1", "", ""], ["H1", "", ""]], "manifest.twice"),
    ],
)
def test_what_is_wrong_in_a_list_is_named(tmp_path: Path, rows: list[list[str]], key: str) -> None:
    with pytest.raises(UnreadableInputError) as caught:
        read_manifest(_text(tmp_path / "a.csv", ",", rows), "a.csv")
    assert caught.value.reason.key == key


def _workbook(path: Path, *rows: list[object]) -> Path:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    workbook.save(path)
    return path


@pytest.mark.parametrize(
    "row", [['="H"&2', None, None], [date(2024, 2, 26), None, None], ["H1", None, "=1+2"]]
)
def test_what_a_sheet_shows_but_does_not_hold_is_named(tmp_path: Path, row: list[object]) -> None:
    file = _workbook(tmp_path / "a.xlsx", list(HEAD), row)
    with pytest.raises(UnreadableInputError) as caught:
        read_manifest(file, "a.xlsx")
    assert caught.value.reason.key == "manifest.bad_row"


def test_a_workbook_of_a_chart_alone_and_a_damaged_one_are_named(tmp_path: Path) -> None:
    chart = openpyxl.Workbook()
    chart.create_chartsheet()
    chart.remove(chart.worksheets[0])
    chart.save(tmp_path / "chart.xlsx")
    good = _workbook(tmp_path / "good.xlsx", list(HEAD), ["H1", None, None]).read_bytes()
    files = [tmp_path / "chart.xlsx"]
    for place in range(60, len(good), 97):
        file = tmp_path / f"{place}.xlsx"
        file.write_bytes(good[:place] + bytes([good[place] ^ 0x5A]) + good[place + 1 :])
        files.append(file)
    refused = 0
    for file in files:
        try:
            read_manifest(file, file.name)
        except UnreadableInputError:
            refused += 1
    assert refused > len(files) / 3


def test_a_sheet_said_to_be_endless_is_read_as_far_as_lists_go(tmp_path: Path) -> None:
    file = _workbook(tmp_path / "a.xlsx", list(HEAD), ["H1", None, None])
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(file) as good, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as bad:
        for part in good.namelist():
            content = good.read(part)
            if part.endswith("sheet1.xml"):
                content = content.replace(b'ref="A1:C2"', b'ref="A1:XFD1048576"')
                assert b"XFD1048576" in content
            bad.writestr(part, content)
    assert [row.expected.code for row in read_manifest(bomb, "bomb.xlsx")] == ["H1"]


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_bytes_that_are_no_list_are_named(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\xff\xfe\x00\x81PK")
    with pytest.raises(UnreadableInputError) as caught:
        read_manifest(tmp_path / name, name)
    assert caught.value.reason.key == "manifest.unreadable"
