"""Several processes that start at the same moment in a folder that is still empty."""

import fcntl
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from dossiers.errors import StorageError
from settings import REPOSITORY
from settings.home import alone, keep_secret, make_home

START = """
import sys
from settings.start import set_up_django, start_django
set_up_django()
print("ready", flush=True)
sys.stdin.readline()
start_django()
from django.conf import settings
from records.models import Dossier
print(settings.SECRET_KEY, Dossier.objects.count())
"""


def test_processes_that_start_together_all_find_their_tables(tmp_path: Path) -> None:
    environment = {**os.environ, "HOSO_HOME": str(tmp_path / "home")}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", START],
            cwd=REPOSITORY,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    ended = [process.communicate(timeout=120) for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0], ended
    assert len({told for told, _ in ended}) == 1


@pytest.mark.parametrize("round_", range(20))
def test_all_who_make_the_secret_at_once_have_the_same(tmp_path: Path, round_: int) -> None:
    together = Barrier(8)

    def make(_: int) -> str:
        together.wait()
        return keep_secret(tmp_path)

    with ThreadPoolExecutor(8) as threads:
        secrets = set(threads.map(make, range(8)))
    (secret,) = secrets
    assert len(secret) >= 50
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


def test_nobody_else_gets_in_while_one_is_alone(tmp_path: Path) -> None:
    with (tmp_path / "start.lock").open("a") as door:
        with alone(tmp_path), pytest.raises(BlockingIOError):
            fcntl.flock(door, fcntl.LOCK_EX | fcntl.LOCK_NB)
        fcntl.flock(door, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_a_home_that_is_a_file_is_refused_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "home").touch()
    for use in (make_home, keep_secret):
        with pytest.raises(StorageError) as refused:
            use(tmp_path / "home" / "x")
        assert refused.value.reason.values["folder"] == str(tmp_path / "home" / "x")
