"""Programs run for measuring, each with one thread; see ``bench/launcher.py`` for the costs."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_LAUNCHER = Path(__file__).parent / "launcher.py"
# The launcher keeps the limit; this much later it is itself given up.
_GRACE_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Run:
    """What a program did; ``status`` is negative when a signal ended it."""

    status: int
    cpu_seconds: float
    peak_bytes: int
    output: str
    errors: str

    @property
    def failure(self) -> str:
        """Why it failed, in one line; empty when it did not."""
        if self.status == 0:
            return ""
        last = self.errors.strip().splitlines()[-1:] or [""]
        return f"exit status {self.status}: {last[0]}"[:200].strip(": ")


def launch(command: Sequence[str], work: Path, seconds: int) -> Run:
    """Run a program in the folder ``work``, where its output lands too.

    Raises:
        FileNotFoundError: It is not installed.
    """
    program = find(command[0])
    launcher = [sys.executable, "-I", "-S", str(_LAUNCHER), str(seconds)]
    done = subprocess.run(
        [*launcher, program, *command[1:]],
        cwd=work,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        check=True,
        capture_output=True,
        timeout=seconds + _GRACE_SECONDS,
    )
    told = json.loads(done.stdout.splitlines()[-1])
    return Run(
        status=told["status"],
        cpu_seconds=told["cpu_seconds"],
        peak_bytes=told["peak_bytes"],
        output=_text(work / "stdout"),
        errors=_text(work / "stderr"),
    )


def find(program: str) -> str:
    """Where a program lies on the search path.

    Raises:
        FileNotFoundError: It is not installed.
    """
    for folder in os.get_exec_path():
        path = Path(folder) / program
        if path.is_file() and os.access(path, os.X_OK):
            return str(path)
    raise FileNotFoundError(f"{program} is not installed; the bench measures it")


def lines_of(*command: str) -> list[str]:
    """The lines that a program says, e.g. its version first.

    Raises:
        FileNotFoundError: It is not installed.
    """
    whole = [find(command[0]), *command[1:]]
    done = subprocess.run(whole, check=True, capture_output=True, text=True)
    return [line.strip() for line in (done.stdout or done.stderr).splitlines()]


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")
