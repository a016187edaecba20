"""What a store of bytes can do, the same for a folder and for S3."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO, Protocol

from dossiers.errors import StorageError
from dossiers.messages import message
from dossiers.text import compose

CHUNK = 1 << 20  # bytes read at once: large enough to be quick, small enough for any PC

# A segment must not begin with a dot: that keeps `..` out, and our own half-written files apart.
_SAFE_NAME = re.compile(
    r"[^/\\\x00-\x1f\x7f.][^/\\\x00-\x1f\x7f]*(/[^/\\\x00-\x1f\x7f.][^/\\\x00-\x1f\x7f]*)*"
)


class MissingBytesError(StorageError):
    """Nothing lies under this name."""

    def __init__(self, name: str) -> None:
        super().__init__(message("storage.missing", name=name))


class DifferentBytesError(StorageError):
    """Bytes are not those that their SHA-256 promises; nothing was written over."""

    def __init__(self, name: str) -> None:
        super().__init__(message("storage.different", name=name))


class Store(Protocol):
    """Bytes by name.

    Every method raises ``ValueError`` for a name that would leave the store, and
    ``StorageError`` when the folder or server fails; reading raises ``MissingBytesError``
    when nothing lies under the name.
    """

    def put(self, name: str, content: bytes) -> None:
        """Write or replace; a reader sees the old bytes or the new ones, never a part."""

    def put_file(self, name: str, path: Path) -> None:
        """Like ``put``, with the bytes of a file of any size."""

    def put_once(self, name: str, path: Path, sha256: str) -> None:
        """Write the bytes of ``path`` unless they already lie there; never replace others.

        Raises:
            DifferentBytesError: ``path``, or what already lies under ``name``, does not
                have this SHA-256.
        """

    def get(self, name: str) -> bytes: ...

    def local(self, name: str) -> AbstractContextManager[Path]:
        """A file with these bytes, to be read only, as long as the context lasts."""

    def exists(self, name: str) -> bool: ...

    def names(self, prefix: str = "") -> Iterator[str]:
        """Names that begin with ``prefix``, sorted by code point within each folder."""

    def sha256(self, name: str) -> str:
        """Lower-case hex, computed anew from the bytes."""

    def size(self, name: str) -> int:
        """Bytes."""


def check_name(name: str) -> str:
    """Give ``name`` back if it stays inside a store.

    Raises:
        ValueError: It is empty, absolute, not NFC, or has a segment that is empty or begins
            with a dot.
    """
    if not _SAFE_NAME.fullmatch(name) or name != compose(name):
        raise ValueError(f"not a name inside a store: {name!r}")
    return name


def read_chunks(stream: BinaryIO) -> Iterator[bytes]:
    """The rest of ``stream``, a piece at a time."""
    while chunk := stream.read(CHUNK):
        yield chunk


def hash_chunks(chunks: Iterable[bytes]) -> str:
    """SHA-256 of ``chunks`` put together, lower-case hex."""
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()
