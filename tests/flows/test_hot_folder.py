import os
from pathlib import Path

import pytest

from flows.hot_folder import look, settle, unspeakable_names


@pytest.mark.parametrize(
    "name", [".hidden.pdf", "~$draft.pdf", "a.pdf.part", "a.pdf.crdownload", "A.TMP", "Thumbs.db"]
)
def test_what_is_hidden_or_half_done_waits(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    assert look(tmp_path) == {}


def test_a_folder_with_a_half_done_file_waits_as_a_whole(tmp_path: Path) -> None:
    folder = tmp_path / "lô 1" / "inner"
    folder.mkdir(parents=True)
    (folder / "1.jpg").write_bytes(b"x")
    assert list(look(tmp_path)) == [tmp_path / "lô 1"]
    (folder / "2.jpg.part").write_bytes(b"x")
    assert look(tmp_path) == {}


def test_an_empty_folder_waits(tmp_path: Path) -> None:
    (tmp_path / "lô 1").mkdir()
    assert look(tmp_path) == {}


def test_a_file_that_grows_under_its_old_time_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"x")
    os.utime(file, (1_000_000, 1_000_000))
    before = look(tmp_path)
    file.write_bytes(b"xx")
    os.utime(file, (1_000_000, 1_000_000))
    assert look(tmp_path) != before


def test_a_copying_program_that_writes_into_a_hidden_file_is_seen(tmp_path: Path) -> None:
    folder = tmp_path / "lô 1"
    folder.mkdir()
    (folder / "1.jpg").write_bytes(b"x")
    before = look(tmp_path)
    (folder / ".2.jpg.aX8b").write_bytes(b"x")
    assert look(tmp_path) != before


def test_looking_with_a_file_manager_changes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "lô 1"
    folder.mkdir()
    (folder / "1.jpg").write_bytes(b"x")
    before = look(tmp_path)
    (folder / "Thumbs.db").write_bytes(b"x")
    assert look(tmp_path) == before


def test_only_what_stayed_as_it_was_has_settled(tmp_path: Path) -> None:
    for name in ("grown.pdf", "gone.pdf", "still.pdf"):
        (tmp_path / name).write_bytes(b"x")
    seen = look(tmp_path)
    (tmp_path / "grown.pdf").write_bytes(b"xx")
    (tmp_path / "gone.pdf").unlink()
    assert list(settle(tmp_path, seen, 0.0)) == [tmp_path / "still.pdf"]


def test_a_name_that_is_no_text_is_told_and_left_out(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"l\xf4.pdf")).write_bytes(b"x")
    assert look(tmp_path) == {}
    assert unspeakable_names(tmp_path) == ["l\ufffd.pdf"]


def test_folders_of_offices_hold_entries_and_are_none(tmp_path: Path) -> None:
    for name in ("lô 1", "xa-a/lô 2", "xa-a/.ẩn"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "a.pdf").write_bytes(b"%PDF")
    assert list(look(tmp_path, ["xa-a", "xa-b"])) == [
        tmp_path / "lô 1",
        tmp_path / "xa-a" / "lô 2",
    ]
    assert tmp_path / "xa-a" in look(tmp_path)
