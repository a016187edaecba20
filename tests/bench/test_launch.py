import sys
from pathlib import Path

import pytest

from bench.launch import find, launch, lines_of

PYTHON = Path(sys.executable).name
MEBIBYTE = 2**20


@pytest.fixture(autouse=True)
def _python_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent))


def test_output_errors_and_status_are_told(tmp_path: Path) -> None:
    code = "import sys; print('chữ'); sys.exit('hỏng')"
    run = launch([PYTHON, "-X", "utf8", "-c", code], tmp_path, 20)
    assert (run.output, run.status) == ("chữ\n", 1)
    assert run.failure == "exit status 1: hỏng"


def test_memory_is_that_of_the_program_and_not_of_who_started_it(tmp_path: Path) -> None:
    ballast = bytearray(200 * MEBIBYTE)
    small = launch([PYTHON, "-c", "pass"], tmp_path, 20)
    large = launch([PYTHON, "-c", f"bytearray({100 * MEBIBYTE})"], tmp_path, 20)
    assert small.peak_bytes < 50 * MEBIBYTE < 100 * MEBIBYTE < large.peak_bytes
    assert len(ballast) > large.peak_bytes


def test_processor_seconds_of_children_count(tmp_path: Path) -> None:
    busy = "import time\nwhile time.process_time() < 0.3: pass"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {busy!r}])"
    assert launch([PYTHON, "-c", code], tmp_path, 20).cpu_seconds >= 0.3


def test_a_program_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    run = launch([PYTHON, "-c", "import time; time.sleep(60)"], tmp_path, 1)
    assert run.status < 0
    assert run.failure


def test_one_thread_is_asked_for(tmp_path: Path) -> None:
    code = "import os; print(os.environ['OMP_THREAD_LIMIT'])"
    assert launch([PYTHON, "-c", code], tmp_path, 20).output == "1\n"


def test_a_program_that_is_missing_is_named() -> None:
    with pytest.raises(FileNotFoundError, match="no-such-program"):
        find("no-such-program")


def test_a_version_is_the_first_line() -> None:
    assert lines_of(PYTHON, "--version")[0].startswith("Python 3")
