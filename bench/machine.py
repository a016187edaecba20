"""On what a figure was measured."""

import os
import platform
from pathlib import Path


def machine() -> str:
    """Processor, cores and Python, in one sentence."""
    model = platform.processor() or platform.machine()
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    return f"Machine: {model}, {os.cpu_count()} cores; Python {platform.python_version()}."
