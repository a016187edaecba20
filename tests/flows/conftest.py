"""A real `hoso operate`, with its server and worker, for all tests of this folder."""

import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from running_hoso import HOSO, Operated, RunPython, surroundings


@pytest.fixture(scope="session")
def operated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Operated]:
    home = tmp_path_factory.mktemp("operated")
    process = subprocess.Popen(
        [HOSO, "operate", "--port", "0"],
        stdout=subprocess.PIPE,
        text=True,
        env=surroundings(home, HOSO_LANGUAGE="en", PREFECT_WORKER_QUERY_SECONDS="2"),
        cwd=home,
    )
    try:
        lines = iter(process.stdout or ())
        address = next(line for line in lines if "http://" in line).split()[-1]
        next(line for line in lines if "Ctrl-C" in line)
        yield Operated(address, home, process)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)


@pytest.fixture
def run_python(operated: Operated, tmp_path: Path) -> RunPython:
    return RunPython(operated.address, tmp_path)
