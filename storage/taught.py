"""What an office taught a model: files beside each other, one of them in use, none overwritten."""

import hashlib
import os
from datetime import UTC, datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

from dossiers.errors import BadWeightsError, StorageError
from dossiers.messages import message

_IN_USE = "in-use"
"""Names the file in use and its SHA-256, on two lines, or says ``own``: the model's own is."""

_OWN = "own\n"


def keep_taught(folder: Path, content: bytes, ending: str) -> Path:
    """Keep what was taught under the time of day, and use it from now on.

    Raises:
        StorageError: It cannot be written; what was in use still is.
    """
    file = folder / f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}{ending}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        _use(folder, f"{file.name}\n{hashlib.sha256(content).hexdigest()}\n")
    except OSError as error:
        reason = error.strerror or str(error)
        raise StorageError(message("storage.failed", place=str(folder), reason=reason)) from error
    return file


def find_taught(folder: Path) -> Path | None:
    """The file in use; None where the model's own is.

    Raises:
        BadWeightsError: It is missing, or is not the one that was kept.
    """
    if not is_taught(folder):
        return None
    pointer = folder / _IN_USE
    told = pointer.read_bytes().decode(errors="replace").split()
    if len(told) != 2:
        raise BadWeightsError(message("taught.changed", file=str(pointer)))
    file, digest = folder / told[0], told[1]
    if not file.is_file():
        raise BadWeightsError(message("taught.missing", file=str(file)))
    if hashlib.sha256(file.read_bytes()).hexdigest() != digest:
        raise BadWeightsError(message("taught.changed", file=str(file)))
    return file


def is_taught(folder: Path) -> bool:
    """Claim that something else than the model's own is in use, whole or damaged."""
    pointer = folder / _IN_USE
    return pointer.exists() and pointer.read_bytes() != _OWN.encode()


def forget_taught(folder: Path) -> None:
    """Use the model's own again; what was taught stays in the folder."""
    if folder.is_dir():
        _use(folder, _OWN)


def _use(folder: Path, told: str) -> None:
    with NamedTemporaryFile("w", dir=folder, suffix=".part", delete=False) as unfinished:
        unfinished.write(told)
        unfinished.flush()
        os.fsync(unfinished.fileno())
    Path(unfinished.name).replace(folder / _IN_USE)
