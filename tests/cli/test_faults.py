"""What may be wrong around hoso, and what a clerk is told: a code and a sentence with a cure."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from making_pages import decision

from settings import REPOSITORY


def _hoso(home: Path, *arguments: str | bytes, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "HOSO_HOME": str(home), "COLUMNS": "200", **settings}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.run(
        [sys.executable, "-m", "cli.hoso", *arguments],
        cwd=REPOSITORY,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def _damage_database(home: Path) -> Path:
    home.mkdir()
    database = home / "hoso.sqlite3"
    database.write_bytes(os.urandom(8192))
    return database


def test_a_damaged_database_is_told_with_a_cure(tmp_path: Path) -> None:
    database = _damage_database(tmp_path / "home")
    done = _hoso(tmp_path / "home", "status")
    assert done.returncode == 5
    assert str(database) in done.stderr
    assert "bản sao lưu" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_database_in_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    done = _hoso(tmp_path / "home", "status", HOSO_DATABASE=str(tmp_path / "no" / "a.sqlite3"))
    assert done.returncode == 5
    assert "HOSO_DATABASE" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("home", ["/proc/x", "/dev/null/x"])
def test_a_home_that_cannot_be_made_is_told(home: str) -> None:
    done = _hoso(Path(home), "status", HOSO_LANGUAGE="en")
    assert done.returncode == 5
    assert home in done.stderr
    assert "set HOSO_HOME to another folder" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_setting_is_told_in_the_language_asked_for(tmp_path: Path) -> None:
    done = _hoso(tmp_path, "status", HOSO_PAGE_SECONDS="abc", HOSO_LANGUAGE="en")
    assert done.returncode == 2
    assert "HOSO_PAGE_SECONDS is «abc», but must be a whole number, 1 or more" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_language_is_told_in_vietnamese(tmp_path: Path) -> None:
    done = _hoso(tmp_path, "status", HOSO_LANGUAGE="abc")
    assert done.returncode == 2
    assert "HOSO_LANGUAGE là «abc», nhưng phải là một trong: vi, en" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("home", "settings", "code", "told"),
    [
        ("home", {"HOSO_PAGE_SECONDS": "abc"}, 2, "HOSO_PAGE_SECONDS"),
        ("home", {"HOSO_LANGUAGE": "abc"}, 2, "HOSO_LANGUAGE"),
        ("/proc/x", {}, 5, "/proc/x"),
        ("home", {}, 5, "hoso.sqlite3"),
    ],
)
def test_the_doctor_finds_what_stops_the_others(
    tmp_path: Path, home: str, settings: dict[str, str], code: int, told: str
) -> None:
    _damage_database(tmp_path / "home")
    done = _hoso(tmp_path / home, "doctor", **settings)
    assert done.returncode == code
    (finding,) = [line for line in done.stdout.splitlines() if line.startswith("✗")]
    assert told in finding
    assert done.stderr == ""


@pytest.mark.parametrize("limit", ["0", "1001", "999999999999999999999"])
def test_search_refuses_a_limit_that_makes_no_sense(tmp_path: Path, limit: str) -> None:
    done = _hoso(tmp_path, "search", "văn", "--limit", limit)
    assert done.returncode == 2
    assert "1<=x<=1000" in done.stderr


def test_a_name_that_is_no_utf_8_is_looked_for_like_any_other(tmp_path: Path) -> None:
    shown = _hoso(tmp_path, "show", b"kh\xe9p")
    assert shown.returncode == 3
    assert "«khép»" in shown.stderr
    found = _hoso(tmp_path, "search", b"kh\xe9p")
    assert found.returncode == 0, found.stderr
    assert "Không tìm thấy" in found.stderr


def test_an_account_whose_name_is_no_utf_8_is_made(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:  # so that the desk ends at once
        port = str(taken.getsockname()[1])
        done = _hoso(tmp_path, "desk", "--user", b"h\xe9", "--port", port)
    assert done.returncode == 9, done.stderr
    assert "Tài khoản mới: hé" in done.stdout


def test_names_are_neither_markup_nor_commands_to_the_terminal(tmp_path: Path) -> None:
    folder = tmp_path / "[red]lô :cat: \x1b[2J\u202e\n✓ xong"
    folder.mkdir()
    page = decision().resize((827, 1170))
    page.save(folder / "1.png", dpi=(100, 100))
    (folder / "x\x1b]0;title\x07.txt").write_text("no scan")
    home = tmp_path / "home"
    done = _hoso(home, "digitize", str(folder))
    assert done.returncode == 0, done.stderr
    told = [done, _hoso(home, "status"), _hoso(home, "show", "1"), _hoso(home, "search", "lo")]
    for each in told:
        assert each.returncode == 0, each.stderr
        assert "[red]lô :cat: ␛[2J�" in each.stdout
    shown = told[2].stdout + told[3].stdout
    assert not any(line.startswith("✓ xong") for line in shown.splitlines())
    printed = "".join(each.stdout + each.stderr for each in told)
    assert "x␛]0;title␇.txt" in printed
    assert not {"\x1b", "\x07", "\u202e"} & set(printed)


def test_a_missing_poppler_is_told_before_a_page_is_touched(tmp_path: Path) -> None:
    decision().save(tmp_path / "trang.png", dpi=(200, 200))
    home = tmp_path / "home"
    done = _hoso(home, "digitize", str(tmp_path / "trang.png"), PATH=str(tmp_path))
    assert done.returncode == 4
    assert "apt-get install poppler-utils" in done.stderr
    assert not (home / "store" / "originals").exists()


def test_the_doctor_names_every_program_that_is_missing(tmp_path: Path) -> None:
    doctor = _hoso(tmp_path / "home", "doctor", PATH=str(tmp_path))
    assert doctor.returncode == 4
    assert "apt-get install poppler-utils" in doctor.stdout
    assert "apt-get install tesseract-ocr" in doctor.stdout
