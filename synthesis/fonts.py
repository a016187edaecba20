"""Fonts: found on the machine by file name, and refused unless they draw all of Vietnamese.

Fonts are not part of the project; samples/README.md says where they come from. Printed faces
are Debian's ``fonts-liberation2``; handwriting is merged from npm packages by

    python -m synthesis.fonts PACKAGE.tgz...

Pillow looks for a file name in the ``fonts`` folders of XDG_DATA_HOME and XDG_DATA_DIRS.
"""

import io
import os
import re
import tarfile
from functools import cache
from pathlib import Path

import click
from fontTools.merge import Merger
from fontTools.subset import Options as SubsetOptions
from fontTools.subset import Subsetter
from fontTools.ttLib import TTFont
from PIL import ImageFont

from dossiers.errors import DigitizationError, ExitCode
from dossiers.messages import Message, message
from dossiers.text import VIETNAMESE_LETTERS

FACES = {
    "serif": "LiberationSerif-Regular.ttf",
    "serif-bold": "LiberationSerif-Bold.ttf",
    "serif-italic": "LiberationSerif-Italic.ttf",
    "serif-bold-italic": "LiberationSerif-BoldItalic.ttf",
    "sans": "LiberationSans-Regular.ttf",
    "sans-bold": "LiberationSans-Bold.ttf",
    "sans-italic": "LiberationSans-Italic.ttf",
    "mono": "LiberationMono-Regular.ttf",
    "mono-bold": "LiberationMono-Bold.ttf",
    "mono-italic": "LiberationMono-Italic.ttf",
}
HANDS = {
    "patrick-hand": "PatrickHand-Regular.ttf",
    "dancing-script": "DancingScript-Regular.ttf",
    "allura": "Allura-Regular.ttf",
    "mansalva": "Mansalva-Regular.ttf",
}
# Fontsource cuts a font into subsets of code points; together these hold Vietnamese.
_SUBSETS = ("latin", "latin-ext", "vietnamese")
_MEASURED_AT = 1000


class FontError(DigitizationError):
    """A font is not on this machine, or cannot draw every Vietnamese letter."""

    exit_code = ExitCode.MISSING_TOOL

    def __init__(self, reason: Message) -> None:
        super().__init__(reason)


@cache
def font_path(face: str) -> Path:
    """The checked file of a face of ``FACES`` or ``HANDS``.

    Raises:
        FontError: It is not installed, or it lacks letters.
    """
    name = (FACES | HANDS)[face]
    try:
        found = ImageFont.truetype(name)
    except OSError as error:
        raise FontError(message("font.missing", font=name)) from error
    path = Path(str(found.path))
    require_vietnamese(path)
    return path


def require_vietnamese(path: Path) -> None:
    """Refuse a font file in which a Vietnamese letter or a digit is missing or empty.

    Raises:
        FontError: Names the letters.
    """
    with TTFont(path) as font:
        names, outlines = font.getBestCmap(), font["glyf"]
        missing = [
            letter
            for letter in sorted(VIETNAMESE_LETTERS | set("0123456789"))
            if ord(letter) not in names or outlines[names[ord(letter)]].numberOfContours == 0
        ]
    if missing:
        raise FontError(message("font.incomplete", font=path.name, letters=" ".join(missing)))


@cache
def font(face: str, pixels: int) -> ImageFont.FreeTypeFont:
    """A face at a height of ``pixels`` per em."""
    # The basic layout does the same on every machine; Raqm is only there on some.
    path = str(font_path(face))
    return ImageFont.truetype(path, pixels, layout_engine=ImageFont.Layout.BASIC)


@cache
def measure(text: str, face: str) -> float:
    """Width of text in ems."""
    return font(face, _MEASURED_AT).getlength(text) / _MEASURED_AT


def has_hands() -> bool:
    """Every handwriting font is installed."""
    try:
        for hand in HANDS:
            font_path(hand)
    except FontError:
        return False
    return True


def merge_package(package: Path, folder: Path) -> Path:
    """Merge the subsets of a Fontsource npm package into one TrueType file in ``folder``.

    Tables of ligatures, kerning and hints are left out: they speak of one subset only.

    Raises:
        FontError: The merged font lacks Vietnamese letters.
    """
    slug = re.sub(r"^fontsource-|-[\d.]+$", "", package.name.removesuffix(".tgz"))
    parts, taken = [], set[int]()
    for subset in _SUBSETS:
        part = _subset_of(package, f"package/files/{slug}-{subset}-400-normal.woff")
        fresh = set(part.getBestCmap()) - taken
        parts.append(_cut(part, fresh))
        taken |= fresh
    target = folder / HANDS[slug]
    _merged(parts).save(target)
    require_vietnamese(target)
    return target


def _subset_of(package: Path, member: str) -> TTFont:
    with tarfile.open(package) as archive:
        stream = archive.extractfile(member)
        if stream is None:
            raise FontError(message("font.missing", font=member))
        return TTFont(io.BytesIO(stream.read()))


def _cut(part: TTFont, code_points: set[int]) -> io.BytesIO:
    """Keep ``code_points`` only, so that no two parts draw the same letter."""
    options = SubsetOptions(hinting=False, drop_tables=["GSUB", "GPOS", "GDEF", "STAT"])
    cutter = Subsetter(options)
    cutter.populate(unicodes=code_points)
    cutter.subset(part)
    part.flavor = None
    stream = io.BytesIO()
    part.save(stream)
    stream.seek(0)
    return stream


def _merged(parts: list[io.BytesIO]) -> TTFont:
    return Merger().merge(parts)


@click.command()
@click.argument("packages", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
def install(packages: tuple[Path, ...]) -> None:
    """Merge npm PACKAGES of Fontsource and install them for this user."""
    data = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    folder = Path(data).expanduser() / "fonts"
    folder.mkdir(parents=True, exist_ok=True)
    for package in packages:
        click.echo(merge_package(package, folder))


if __name__ == "__main__":
    install()
