"""What an office taught a model: files beside each other, one of them in use, none overwritten."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

from dossiers.errors import BadWeightsError
from dossiers.messages import message

_IN_USE = "in-use"
"""Names the file in use and its SHA-256, on two lines; empty where the model's own is."""


def keep_taught(folder: Path, content: bytes, ending: str) -> Path:
    """Keep what was taught under the time of day, and use it from now on."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}{ending}"
    file.write_bytes(content)
    _use(folder, f"{file.name}\n{hashlib.sha256(content).hexdigest()}\n")
    return file


def find_taught(folder: Path) -> Path | None:
    """The file in use; None where the model's own is.

    Raises:
        BadWeightsError: It is missing, or is not the one that was kept.
    """
    pointer = folder / _IN_USE
    told = pointer.read_bytes().decode(errors="replace").split() if pointer.exists() else []
    if not told:
        return None
    if len(told) != 2:
        raise BadWeightsError(message("taught.changed", file=str(pointer)))
    file, digest = folder / told[0], told[1]
    if not file.is_file():
        raise BadWeightsError(message("taught.missing", file=str(file)))
    if hashlib.sha256(file.read_bytes()).hexdigest() != digest:
        raise BadWeightsError(message("taught.changed", file=str(file)))
    return file


def forget_taught(folder: Path) -> None:
    """Use the model's own again; what was taught stays in the folder."""
    if folder.is_dir():
        _use(folder, "")


def _use(folder: Path, told: str) -> None:
    unfinished = folder / f"{_IN_USE}.part"
    unfinished.write_text(told, encoding="utf-8")
    unfinished.replace(folder / _IN_USE)
