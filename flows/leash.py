"""``python -m flows.leash COMMAND…``: a program that never outlives the one who started it.

It runs in a session of its own, so that Ctrl-C in the terminal does not reach it before its
starter has put things in order. It is stopped when standard input ends: that happens when
the starter lets go, and also when the starter is killed.
"""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

GRACE_SECONDS = 20


@contextmanager
def leashed(
    command: Sequence[str], environment: Mapping[str, str], log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """Run ``command`` as long as the ``with`` lasts; what it prints is appended to ``log``."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        leash = subprocess.Popen(
            [sys.executable, "-m", "flows.leash", *command],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
            env={**os.environ, **environment},
            start_new_session=True,
        )
    try:
        yield leash
    finally:
        if leash.stdin is not None:
            leash.stdin.close()
        leash.wait()


def main(command: Sequence[str]) -> int:
    """Run ``command`` until it ends or standard input does; gives its exit code."""
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)
    threading.Thread(target=_stop_when_let_go, args=(child,), daemon=True).start()
    code = child.wait()
    # What it started and left behind: its session is named after it.
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    return code


def _stop_when_let_go(child: subprocess.Popen[bytes]) -> None:
    sys.stdin.buffer.read()
    child.terminate()
    try:
        child.wait(GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
