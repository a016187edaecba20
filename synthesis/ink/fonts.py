"""Fonts: found on the machine by file name, and refused unless they draw all of Vietnamese.

Fonts are no part of the project: ``faces.toml`` names them, ``python -m synthesis.install`` gets
them. Printed faces lie in the ``fonts`` and ``texmf/fonts`` folders of XDG_DATA_HOME and
XDG_DATA_DIRS, hands in ``HAND_FOLDER``.
"""

import logging
import os
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from random import Random
from typing import Any, Literal

from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont
from PIL import ImageFont

from dossiers.errors import DigitizationError, ExitCode
from dossiers.messages import Message, message
from dossiers.text import VIETNAMESE_LETTERS

# It would warn at every opening of fonts that were made on machines without a clock.
logging.getLogger("fontTools").setLevel(logging.ERROR)

Split = Literal["training", "held out"]
"""What models may see, and what they are measured on."""

HAND_FOLDER = Path(sys.prefix) / "share" / "hoso" / "fonts"
"""Merged handwriting fonts live and die with the virtual environment."""

NEEDED = VIETNAMESE_LETTERS | set("0123456789.,;:/-–()%\"'")
_SHAPES = ("", "-bold", "-italic", "-bold-italic")
_MEASURED_AT = 1000


class FontError(DigitizationError):
    """A font is not on this machine, or cannot draw every Vietnamese letter."""

    exit_code = ExitCode.MISSING_TOOL

    def __init__(self, reason: Message) -> None:
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Family:
    """Four faces of one design.

    Attributes:
        name: As faces are called, with "-bold", "-italic" or "-bold-italic" behind.
        manner: serif, sans or type (typewriters).
        weight: How often it is drawn among the families of its manner.
    """

    name: str
    manner: str
    weight: float
    files: tuple[str, ...]
    split: Split


@cache
def _table() -> Mapping[str, Any]:
    text = resources.files("synthesis.ink").joinpath("faces.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def families() -> Mapping[str, Family]:
    """All printed families by name."""
    return {
        name: Family(
            name,
            row["manner"],
            row["weight"],
            tuple(row["files"]),
            "held out" if row.get("held_out") else "training",
        )
        for name, row in _table()["printed"].items()
    }


def hand_faces(split: Split) -> tuple[str, ...]:
    """The handwriting fonts of a split."""
    return tuple(_table()["hands"]["held_out" if split == "held out" else "training"])


def packages() -> Mapping[str, str]:
    """npm packages of the hands, with their versions, by hand."""
    return {hand: f"@fontsource/{hand}@{version}" for hand, version in _table()["versions"].items()}


def digits_package() -> str:
    """The npm package of the handwritten digits, with its version."""
    return str(_table()["digits"])


def draw_family(draws: Random, manner: str, split: Split) -> Family:
    """A family of a manner, the usual ones of offices most often."""
    drawn = [each for each in families().values() if (each.manner, each.split) == (manner, split)]
    return draws.choices(drawn, [each.weight for each in drawn])[0]


@cache
def files_of_faces() -> Mapping[str, str]:
    """File names of all faces; plain names ("serif", "sans-bold") are the usual families'."""
    named = {
        each.name + shape: file
        for each in families().values()
        for shape, file in zip(_SHAPES, each.files, strict=True)
    }
    for plain, family in _table()["plain"].items():
        named |= {plain + shape: named[family + shape] for shape in _SHAPES}
    hands = (hand for split in ("training", "held_out") for hand in _table()["hands"][split])
    return named | {hand: f"{hand}.ttf" for hand in hands} | {"symbols": _table()["symbols"]}


@cache
def _installed() -> Mapping[str, Path]:
    """Font files of this machine and of this environment, by name."""
    home = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    data = [home, *(os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":")]
    folders = [HAND_FOLDER]
    for folder in map(Path, data):
        folders += [folder.expanduser() / "fonts", folder.expanduser() / "texmf" / "fonts"]
    return {
        path.name: path
        for folder in reversed(folders)
        for ending in ("ttf", "otf")
        for path in sorted(folder.rglob(f"*.{ending}"))
    }


@cache
def font_path(face: str) -> Path:
    """The checked file of a face.

    Raises:
        FontError: It is not installed, or it lacks letters.
    """
    name = files_of_faces()[face]
    path = _installed().get(name)
    if path is None:
        raise FontError(message("font.missing", font=name))
    if face != "symbols":
        require_vietnamese(path)
    return path


def require_vietnamese(path: Path) -> None:
    """Refuse a font file in which a needed letter, digit or sign is missing or empty.

    Raises:
        FontError: Names the letters.
    """
    with TTFont(path, lazy=True) as opened:
        names, glyphs = opened.getBestCmap(), opened.getGlyphSet()
        missing = [
            letter
            for letter in sorted(NEEDED)
            if ord(letter) not in names or _is_empty(opened, glyphs, names[ord(letter)])
        ]
    if missing:
        raise FontError(message("font.incomplete", font=path.name, letters=" ".join(missing)))


def _is_empty(opened: TTFont, glyphs: Any, name: str) -> bool:
    """A glyph that draws nothing, or the box of missing letters, under whatever name.

    fontTools' own glyph sets have no public type.
    """
    box = opened.getGlyphOrder()[0]
    if name == box:
        return True
    if "glyf" in opened:
        outline = opened["glyf"][name]
        return bool(outline.numberOfContours == 0 or outline == opened["glyf"][box])
    drawn = _strokes(glyphs, name)
    return not drawn or drawn == _strokes(glyphs, box)


def _strokes(glyphs: Any, name: str) -> list[Any]:
    pen = RecordingPen()
    glyphs[name].draw(pen)
    return list(pen.value)


# Opening takes 0.03 ms, an open font up to 0.3 MB: a few pages' worth are kept.
@lru_cache(256)
def font(face: str, pixels: int) -> ImageFont.FreeTypeFont:
    """A face at a height of ``pixels`` per em."""
    # The basic layout does the same on every machine; Raqm is only there on some.
    path = str(font_path(face))
    return ImageFont.truetype(path, pixels, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(100_000)
def measure(text: str, face: str) -> float:
    """Width of text in ems."""
    return font(face, _MEASURED_AT).getlength(text) / _MEASURED_AT


@lru_cache(100_000)
def extent(text: str, face: str) -> tuple[float, float, float, float]:
    """The tight box of text's ink in ems: left, top, right, bottom of its baseline's start."""
    left, top, right, bottom = font(face, _MEASURED_AT).getbbox(text, anchor="ls")
    return left / _MEASURED_AT, top / _MEASURED_AT, right / _MEASURED_AT, bottom / _MEASURED_AT
