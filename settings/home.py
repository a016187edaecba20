"""The folder of what hoso keeps: made when it is missing, and used by several processes."""

import fcntl
import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from dossiers.errors import StorageError
from dossiers.messages import message


def make_home(home: Path) -> None:
    """Make the folder, where it is missing.

    Raises:
        StorageError: It cannot be made.
    """
    with _faults_named(home):
        home.mkdir(parents=True, exist_ok=True)


def keep_secret(home: Path) -> str:
    """The key that signs sessions: made once, and readable by its owner only.

    Raises:
        StorageError: The folder cannot be read or written.
    """
    kept = home / "secret_key"
    with _faults_named(home):
        if not kept.exists():
            _offer_secret(kept)
        return kept.read_text(encoding="ascii")


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Wait until no other process is within; a process that dies lets the next one in.

    Raises:
        StorageError: The folder cannot be written.
    """
    with _faults_named(home):
        lock = _lock(home / "start.lock")
    with lock:
        yield


def _offer_secret(kept: Path) -> None:
    """Keep a new secret, unless another process was quicker.

    It is written before it gets its name, so that nobody reads half of it.
    """
    handle, name = tempfile.mkstemp(dir=kept.parent, prefix="secret_key-")  # mode 0600
    draft = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(50))
            file.flush()
            os.fsync(handle)
        with suppress(FileExistsError):
            kept.hardlink_to(draft)
    finally:
        draft.unlink()


def _lock(path: Path) -> TextIO:
    """Open a file that no other process has locked; closing it unlocks it."""
    lock = path.open("a", encoding="ascii")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
    except OSError:
        lock.close()
        raise
    return lock


@contextmanager
def _faults_named(home: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StorageError(message("settings.home", folder=str(home), reason=reason)) from error
