"""The commands as a clerk runs them: processes with exit codes, stdout and stderr."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from making_pages import BODY, SERIF, decision, draw_page

from settings import REPOSITORY, Settings
from settings.workshop import taught_folder
from storage.taught import forget_taught, keep_taught


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def delivery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("delivery") / "lô thử"
    folder.mkdir()
    decision().save(folder / "1.png", dpi=(200, 200))
    draw_page([((250, 300 + 60 * row), text, SERIF) for row, text in enumerate(BODY)]).save(
        folder / "2.png", dpi=(200, 200)
    )
    return folder


def _hoso(home: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "HOSO_HOME": str(home), **settings}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.run(
        [sys.executable, "-m", "cli.hoso", *arguments],
        cwd=REPOSITORY,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def digitized(home: Path, delivery: Path) -> subprocess.CompletedProcess[str]:
    return _hoso(home, "digitize", str(delivery), "--results", str(home / "out"))


def test_digitize_writes_a_record_and_ends_well(
    digitized: subprocess.CompletedProcess[str], home: Path
) -> None:
    assert digitized.returncode == 0, digitized.stderr
    record = json.loads((home / "out" / "lô thử.json").read_text(encoding="utf-8"))
    assert [document["type"] for document in record["documents"]] == ["quyet_dinh"]
    assert record["documents"][0]["fields"]["so_ky_hieu"]["value"] == "15/QĐ-UBND"
    assert "lô thử" in digitized.stdout
    assert "Quyết định 1" in digitized.stdout
    assert "2/2" in digitized.stderr  # progress stands apart from results


@pytest.mark.usefixtures("digitized")
def test_digitize_again_finds_everything_done(home: Path, delivery: Path) -> None:
    again = _hoso(home, "digitize", str(delivery))
    assert again.returncode == 0
    assert "đã được số hóa từ trước" in again.stdout


@pytest.mark.usefixtures("digitized")
def test_status_search_show_and_verify_tell_of_it(home: Path) -> None:
    status = _hoso(home, "status")
    assert status.returncode == 0
    assert "lô thử" in status.stdout
    found = _hoso(home, "search", "ho gia dinh van hoa")
    assert "Quyết định" in found.stdout
    shown = _hoso(home, "show", "lô thử")
    assert "15/QĐ-UBND" in shown.stdout
    verified = _hoso(home, "verify")
    assert verified.returncode == 0, verified.stderr
    assert "không mất trang nào" in verified.stdout


@pytest.mark.usefixtures("digitized")
def test_search_speaks_english_when_asked(home: Path) -> None:
    found = _hoso(home, "search", "hộ gia đình văn hóa", HOSO_LANGUAGE="en")
    assert "Decision" in found.stdout
    nothing = _hoso(home, "search", "khongcotunay", HOSO_LANGUAGE="en")
    assert nothing.returncode == 0
    assert "Nothing found" in nothing.stderr


@pytest.mark.usefixtures("digitized")
def test_verify_finds_a_changed_original(home: Path) -> None:
    original = next((home / "store" / "originals").rglob("*.png"))
    content = original.read_bytes()
    original.chmod(0o600)
    original.write_bytes(content + b"!")
    try:
        verified = _hoso(home, "verify")
    finally:
        original.write_bytes(content)
    assert verified.returncode == 8
    assert original.name in verified.stderr


def test_bad_inputs_have_a_cure_and_an_exit_code_and_stop_no_other(
    home: Path, delivery: Path, tmp_path: Path
) -> None:
    (tmp_path / "hỏng.pdf").write_bytes(b"%PDF-1.7 cut")
    missing = tmp_path / "không có.pdf"
    done = _hoso(home, "digitize", str(tmp_path / "hỏng.pdf"), str(missing), str(delivery))
    assert done.returncode == 3
    assert "hỏng" in done.stderr
    assert "không có.pdf" in done.stderr
    assert "Hãy" in done.stderr  # the cure
    assert "lô thử" in done.stdout


def test_a_run_can_be_asked_to_fail_when_papers_wait_for_review(home: Path, tmp_path: Path) -> None:
    page = draw_page([((250, 300 + 60 * row), text, SERIF) for row, text in enumerate(BODY)])
    page.save(tmp_path / "trang.png", dpi=(200, 200))
    assert _hoso(home, "digitize", str(tmp_path / "trang.png"), "--fail-on-review").returncode == 7


def test_the_same_scans_twice_in_a_delivery_have_two_records(home: Path, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / "đôi" / folder).mkdir(parents=True)
        decision().save(tmp_path / "đôi" / folder / "1.png", dpi=(200, 200))
    done = _hoso(home, "digitize", str(tmp_path / "đôi"), "--results", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.json", "b.json"]
    assert "1/1" in done.stderr  # read once


def test_doctor_finds_everything_that_is_needed(home: Path) -> None:
    doctor = _hoso(home, "doctor")
    assert doctor.returncode == 0, doctor.stdout
    assert "line-reader" in doctor.stdout
    assert "loại giấy tờ" in doctor.stdout
    assert "hoso" in doctor.stdout
    assert "ỵ" not in doctor.stdout  # nothing is missing from our own data


def test_an_empty_home_has_nothing_to_retrain_from_and_nothing_to_undo(tmp_path: Path) -> None:
    told = _hoso(tmp_path, "retrain", "page-kind")
    assert told.returncode == 3
    assert "Hãy soát thêm hồ sơ" in told.stderr
    assert _hoso(tmp_path, "retrain", "page-kind", "--undo").returncode == 0


def test_doctor_names_what_was_taught_and_is_damaged(tmp_path: Path) -> None:
    file = keep_taught(taught_folder(Settings(home=tmp_path)), b"learned", ".npz")
    file.write_bytes(b"other")
    doctor = _hoso(tmp_path, "doctor")
    assert doctor.returncode == 6
    assert "hoso retrain page-kind --undo" in doctor.stdout


def test_doctor_tells_what_was_taught_to_earlier_weights_unless_it_was_undone(
    tmp_path: Path,
) -> None:
    for name in ("page-kind-00000001", "page-kind-00000002"):
        keep_taught(tmp_path / "models" / name, b"learned", ".npz")
    forget_taught(tmp_path / "models" / "page-kind-00000002")
    told = _hoso(tmp_path, "doctor").stdout
    assert "page-kind-00000001" in told
    assert "page-kind-00000002" not in told


def test_doctor_names_the_package_that_is_missing(home: Path, tmp_path: Path) -> None:
    doctor = _hoso(home, "doctor", HOSO_TESSDATA=str(tmp_path), HOSO_LANGUAGE_MODEL="vie")
    assert doctor.returncode == 4
    assert "apt-get install tesseract-ocr-vie" in doctor.stdout


def test_doctor_tells_the_letters_that_stock_data_cannot_write(home: Path) -> None:
    doctor = _hoso(home, "doctor", HOSO_LANGUAGE_MODEL="vie")
    assert doctor.returncode == 0, doctor.stdout
    assert "ỵ" in doctor.stdout


def test_a_store_that_cannot_be_written_to_is_told(home: Path, delivery: Path) -> None:
    done = _hoso(home, "digitize", str(delivery / "1.png"), HOSO_STORE="/proc/nowhere")
    assert done.returncode == 5
    assert "Traceback" not in done.stderr


def test_an_unknown_option_is_a_usage_error(home: Path) -> None:
    assert _hoso(home, "digitize", "--no-such-option").returncode == 2
