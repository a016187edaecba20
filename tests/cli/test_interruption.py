"""Ctrl-C in the middle of a delivery: it stops soon, keeps what is done, and goes on later."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from making_pages import decision

from settings import REPOSITORY

PAGES = 40


@pytest.fixture
def delivery(tmp_path: Path) -> Path:
    folder = tmp_path / "lô dài"
    folder.mkdir()
    for number in range(PAGES):
        page = decision()
        page.paste(number, (0, 0, 3, 3))  # no two pages have the same bytes
        page.save(folder / f"{number}.png", dpi=(200, 200))
    return folder


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "cli.hoso", *arguments]


def test_an_interrupted_run_goes_on_where_it_stopped(tmp_path: Path, delivery: Path) -> None:
    environment = {**os.environ, "HOSO_HOME": str(tmp_path / "home")}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    images = tmp_path / "home" / "store" / "images"
    command = _command("digitize", str(delivery), "--results", str(tmp_path / "out"))
    with subprocess.Popen(
        command, cwd=REPOSITORY, env=environment, stderr=subprocess.PIPE, text=True
    ) as process:
        deadline = time.monotonic() + 60
        while not list(images.rglob("*.jpg")) and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 130, told
    assert "Traceback" not in told
    assert 0 < len(list(images.rglob("*.jpg"))) < PAGES

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            _command(*arguments),
            cwd=REPOSITORY,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    again = run("digitize", str(delivery), "--results", str(tmp_path / "out"))
    assert again.returncode == 0, again.stderr
    assert f"{PAGES}/{PAGES}" not in again.stderr  # only what was still to do
    assert len(list(images.rglob("*.jpg"))) == PAGES
    assert run("verify").returncode == 0
