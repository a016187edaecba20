"""A store in a folder of this machine or of a mounted share.

Files are written beside their place, flushed to disk and renamed, so that a power cut
leaves the old file or the new one. Only the owner may read them (0600, folders 0700).
"""

import errno
import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from dossiers.errors import StorageError
from dossiers.messages import message
from storage.store import (
    DifferentBytesError,
    MissingBytesError,
    check_name,
    hash_chunks,
    read_chunks,
)

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


class FolderStore:
    """A ``Store`` whose names are paths under ``root``; the folder is made when first needed."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, name: str, content: bytes) -> None:
        write_whole(self._path(name), [content])

    def put_file(self, name: str, path: Path) -> None:
        with _failures_named(path), path.open("rb") as stream:
            write_whole(self._path(name), read_chunks(stream))

    def put_once(self, name: str, path: Path, sha256: str) -> None:
        if self.exists(name):
            if self.sha256(name) != sha256:
                raise DifferentBytesError(name)
            return
        with _failures_named(path), path.open("rb") as stream:
            write_whole(self._path(name), read_chunks(stream), sha256)

    def get(self, name: str) -> bytes:
        with self.local(name) as path, _failures_named(path):
            return path.read_bytes()

    @contextmanager
    def local(self, name: str) -> Iterator[Path]:
        path = self._path(name)
        if not self.exists(name):
            raise MissingBytesError(name)
        yield path

    def exists(self, name: str) -> bool:
        path = self._path(name)
        with _failures_named(path):
            return path.is_file()

    def names(self, prefix: str = "") -> Iterator[str]:
        # Only the folder part of the prefix can narrow the walk.
        start = self._path(prefix.rpartition("/")[0]) if "/" in prefix else self.root
        with _failures_named(start):
            for folder, folders, files in os.walk(start, onerror=_raise_unless_missing):
                folders.sort()
                for file in sorted(files):
                    name = (Path(folder) / file).relative_to(self.root).as_posix()
                    if not file.startswith(".") and name.startswith(prefix):
                        yield name

    def sha256(self, name: str) -> str:
        with self.local(name) as path, _failures_named(path), path.open("rb") as stream:
            return hash_chunks(read_chunks(stream))

    def size(self, name: str) -> int:
        with self.local(name) as path, _failures_named(path):
            return path.stat().st_size

    def _path(self, name: str) -> Path:
        return self.root / check_name(name)


def write_whole(path: Path, chunks: Iterable[bytes], sha256: str = "") -> None:
    """Write ``chunks`` beside ``path``, flush them to disk and rename them into place.

    Raises:
        DifferentBytesError: A SHA-256 is given and the chunks have another; nothing is left.
        StorageError: The file system failed; nothing is left.
    """
    with _failures_named(path):
        _make_private(path.parent)
        handle, half = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as stream:
                written = _write_hashed(stream, chunks)
            if sha256 and written != sha256:
                raise DifferentBytesError(path.name)
            Path(half).replace(path)
        finally:
            Path(half).unlink(missing_ok=True)
        _flush_folder(path.parent)


def _write_hashed(stream: BinaryIO, chunks: Iterable[bytes]) -> str:
    """Write ``chunks`` through to the disk; their SHA-256."""
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
        stream.write(chunk)
    stream.flush()
    os.fsync(stream.fileno())
    return digest.hexdigest()


def _make_private(folder: Path) -> None:
    """Make ``folder`` and those above it that are missing, for the owner only."""
    # `parents=True` would give the folders above the mode of the umask.
    for missing in reversed([each for each in (folder, *folder.parents) if not each.exists()]):
        missing.mkdir(mode=0o700, exist_ok=True)


def _flush_folder(folder: Path) -> None:
    """Make a rename in ``folder`` outlive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # network shares cannot
            raise
    finally:
        os.close(handle)


def _raise_unless_missing(error: OSError) -> None:
    """A folder that is not there holds no names; one that cannot be read is a failure."""
    if not isinstance(error, FileNotFoundError):
        raise error


@contextmanager
def _failures_named(path: Path) -> Iterator[None]:
    """Turn an error of the file system into a sentence about the file."""
    try:
        yield
    except OSError as error:
        place = str(error.filename or path)
        if error.errno in _FULL:
            raise StorageError(message("storage.full", place=place)) from error
        if error.errno in _FORBIDDEN:
            raise StorageError(message("storage.forbidden", place=place)) from error
        reason = error.strerror or type(error).__name__
        raise StorageError(message("storage.failed", place=place, reason=reason)) from error
