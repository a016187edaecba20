"""Run a program with a time limit, and say what it cost: a script for ``python -I -S``.

    python -I -S bench/launcher.py SECONDS COMMAND...

It is a process of its own because the kernel counts the memory of whoever starts a program
towards that program's peak; this one has next to nothing loaded. The last line of its output
is JSON: exit status (-9 when the time was up), processor seconds and the peak of resident
memory in bytes, both of the program and its children. The peak is that of the largest
process, not their sum. What the program writes goes to the files ``stdout`` and ``stderr`` in
the current folder.
"""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from types import FrameType

KIBIBYTE = 1024


def main() -> None:
    """Start the program, wait for it, and tell."""
    limit, command = int(sys.argv[1]), sys.argv[2:]
    with Path("stdout").open("wb") as out, Path("stderr").open("wb") as errors:
        child = subprocess.Popen(command, stdout=out, stderr=errors, start_new_session=True)

    def stop(_: int, __: FrameType | None) -> None:
        os.killpg(child.pid, signal.SIGKILL)

    signal.signal(signal.SIGALRM, stop)
    signal.signal(signal.SIGTERM, stop)
    signal.alarm(limit)
    _, status, usage = os.wait4(child.pid, 0)
    signal.alarm(0)
    told = {
        "status": os.waitstatus_to_exitcode(status),
        "cpu_seconds": usage.ru_utime + usage.ru_stime,
        "peak_bytes": usage.ru_maxrss * KIBIBYTE,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
