from pathlib import Path

import openpyxl
import pytest

from dossiers.errors import UnreadableInputError
from dossiers.expected import Expected
from pipeline.manifest import read_manifest

HEAD = ["Mã hồ sơ", "Thủ tục", "Số tờ"]
ROWS = [["H12.06-240113-0044", "dang_ky_khai_sinh", "5"], ["000.12.H18", "", ""]]
WANTED = [Expected("H12.06-240113-0044", "dang_ky_khai_sinh", 5), Expected("000.12.H18")]


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
    assert list(read_manifest(file, "a.csv").values()) == WANTED


def test_a_workbook_is_read_with_numbers_as_numbers_and_empty_rows_between(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    for row in (HEAD, [*ROWS[0][:2], 5], [None, None, None], [ROWS[1][0], None, None]):
        workbook.active.append(row)
    workbook.save(tmp_path / "a.xlsx")
    assert list(read_manifest(tmp_path / "a.xlsx", "a.xlsx").values()) == WANTED


def test_dossiers_are_found_by_their_file_where_the_list_names_it(tmp_path: Path) -> None:
    file = _text(tmp_path / "a.csv", ",", [["file", "code"], ["hop-1.pdf", "H1"], ["", "H2"]])
    assert list(read_manifest(file, "a.csv")) == ["hop-1.pdf", "H2"]


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
        ([["Tệp", *HEAD], ["a", "H1", "", ""], ["a", "H2", "", ""]], "manifest.twice"),
        ([HEAD, *[[f"H{n}", "", ""] for n in range(100_001)]], "manifest.unreadable"),
        ([HEAD, ["H1", "", ""], ["H1", "", ""]], "manifest.twice"),
    ],
)
def test_what_is_wrong_in_a_list_is_named(tmp_path: Path, rows: list[list[str]], key: str) -> None:
    with pytest.raises(UnreadableInputError) as caught:
        read_manifest(_text(tmp_path / "a.csv", ",", rows), "a.csv")
    assert caught.value.reason.key == key


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_bytes_that_are_no_list_are_named(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\xff\xfe\x00\x81PK")
    with pytest.raises(UnreadableInputError) as caught:
        read_manifest(tmp_path / name, name)
    assert caught.value.reason.key == "manifest.unreadable"
