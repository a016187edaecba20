"""A running hoso, processes that use it, and pages to digitize."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from making_files import FONT
from PIL import Image, ImageDraw, ImageFont

HOSO = Path(sys.executable).with_name("hoso")
TEXT = (
    "ỦY BAN NHÂN DÂN TỈNH QUẢNG NGÃI",
    "Số: {number}/TB-UBND",
    "Quảng Ngãi, ngày 02 tháng 3 năm 2024",
    "THÔNG BÁO",
    "Về việc tiếp nhận hồ sơ số {number} của công dân",
)


@dataclass(frozen=True, slots=True)
class Operated:
    """A running `hoso operate`."""

    address: str
    home: Path
    process: subprocess.Popen[str]

    def ask(self, path: str, body: object) -> Any:
        """What Prefect's API answers to a POST."""
        answer = httpx.post(f"{self.address}/api{path}", json=body, timeout=30)
        answer.raise_for_status()
        return answer.json()


def surroundings(home: Path, **variables: str) -> dict[str, str]:
    """The environment of a process whose hoso lives in ``home``."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("HOSO", "PREFECT"))
    }
    return {**kept, "HOSO_HOME": str(home), "HOSO_WORKERS": "1", **variables}


@dataclass(frozen=True, slots=True)
class RunPython:
    """Runs Python with a hoso of its own in ``tmp_path / "home"``, on the common server."""

    address: str
    folder: Path

    @property
    def home(self) -> Path:
        return self.folder / "home"

    def start(self, code: str, **variables: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", code],
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
            cwd=self.folder,
            env=surroundings(self.home, PREFECT_API_URL=f"{self.address}/api", **variables),
        )

    def __call__(self, code: str, **variables: str) -> str:
        """Everything that it prints to standard output."""
        with self.start(code, **variables) as process:
            printed, _ = process.communicate(timeout=120)
        assert process.returncode == 0
        return printed


def draw_page(path: Path, number: int) -> Path:
    """A notice of one page, as a scanner would deliver it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    page = Image.new("L", (1000, 700), 255)
    font = ImageFont.truetype(str(FONT), 32)
    for row, line in enumerate(TEXT):
        text = line.format(number=number)
        ImageDraw.Draw(page).text((80, 60 + 90 * row), text, font=font, fill=0)
    page.save(path, dpi=(150, 150))
    return path
