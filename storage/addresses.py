"""From an address (a folder or ``s3://bucket/prefix``) to a store, or to files on this machine."""

import re
from collections.abc import Iterable
from pathlib import Path

from dossiers.errors import StorageError, UnreadableInputError
from dossiers.messages import message
from dossiers.text import compose
from storage.access import ANYWHERE, S3Access
from storage.folder import FolderStore, write_whole
from storage.store import Store

S3_SCHEME = "s3://"

_UNSAFE = re.compile(r"[\\\x00-\x1f\x7f]")
_NAME_BYTES = 200  # file systems take 255; room is left for our own numbering


def open_store(address: str, access: S3Access = ANYWHERE) -> Store:
    """The store at a folder's path or at ``s3://bucket/prefix``.

    Raises:
        StorageError: The address cannot be one.
    """
    if not address.startswith(S3_SCHEME):
        return FolderStore(Path(address))
    # Imported here: an office with a folder store need not wait for boto3.
    from storage.s3 import S3Client, S3Store

    bucket, prefix = split_s3_address(address)
    return S3Store(S3Client(bucket, access), prefix)


def fetch_prefix(address: str, to: Path, access: S3Access = ANYWHERE) -> list[Path]:
    """Copy the objects of ``s3://bucket/prefix`` into the folder ``to``, as files.

    The prefix is taken as a folder, or as the whole key of one object. A key that no file
    system takes, or that would leave ``to``, gets the nearest name that is safe and free:
    a delivery from strangers is kept whole.

    Raises:
        UnreadableInputError: Nothing lies there.
        StorageError: The server or the disk failed.
    """
    # Imported here for the same reason as above.
    from storage.s3 import S3Client

    bucket, prefix = split_s3_address(address)
    client = S3Client(bucket, access)
    folder = f"{prefix}/" if prefix else ""
    # A key that ends with a slash is how consoles draw an empty folder.
    keys = [
        key
        for key, _ in client.entries(prefix)
        if (key == prefix or key.startswith(folder)) and not key.endswith("/")
    ]
    if not keys:
        raise UnreadableInputError(message("storage.s3_empty", address=address))
    parent = prefix.rpartition("/")[0]
    names = safe_names(key.removeprefix(folder if key != prefix else parent) for key in keys)
    for key, name in zip(keys, names, strict=True):
        write_whole(to / name, client.chunks(key))
    return [to / name for name in names]


def split_s3_address(address: str) -> tuple[str, str]:
    """Bucket and prefix, without slashes at the ends: ``s3://a/b/c/`` → ``("a", "b/c")``.

    Raises:
        StorageError: No bucket is named.
    """
    bucket, _, prefix = address.removeprefix(S3_SCHEME).partition("/")
    if not bucket:
        raise StorageError(message("storage.address", address=address))
    return bucket, prefix.strip("/")


def safe_names(keys: Iterable[str]) -> list[str]:
    """A relative path for every key, NFC, no two the same or one inside the other."""
    taken: set[str] = set()
    folders: set[str] = set()
    names = []
    for key in keys:
        name = _free_name(_safe_segments(key), taken, folders)
        taken.add(name.casefold())
        folders.update(_folders_of(name))
        names.append(name)
    return names


def _safe_segments(key: str) -> list[str]:
    """The segments of ``key`` with what a file system cannot take replaced by ``_``."""
    segments = (_UNSAFE.sub("_", compose(segment)) for segment in key.split("/"))
    # Dots alone are `.` and `..`, which would climb.
    shown = [segment if segment.strip(".") else "_" for segment in segments if segment]
    return [_shorten(segment) for segment in shown] or ["_"]


def _shorten(segment: str) -> str:
    """Cut a segment to ``_NAME_BYTES`` bytes, before its ending."""
    stem, dot, ending = segment.rpartition(".")
    if len(segment.encode()) <= _NAME_BYTES or len(ending.encode()) > 10:
        return segment.encode()[:_NAME_BYTES].decode(errors="ignore")
    room = _NAME_BYTES - len((dot + ending).encode())
    return stem.encode()[:room].decode(errors="ignore") + dot + ending


def _free_name(segments: list[str], taken: set[str], folders: set[str]) -> str:
    """``segments`` joined, numbered where a file or folder already has the name.

    Case does not count: on many shares ``A.pdf`` and ``a.pdf`` are one file.
    """
    *parents, last = segments
    # A folder may not have the name of a file that came before it.
    for depth in range(len(parents)):
        while "/".join(parents[: depth + 1]).casefold() in taken:
            parents[depth] += "_"
    stem, ending = Path(last).stem, Path(last).suffix
    name, number = "/".join([*parents, last]), 1
    while name.casefold() in taken or name.casefold() in folders:
        number += 1
        name = "/".join([*parents, f"{stem} ({number}){ending}"])
    return name


def _folders_of(name: str) -> set[str]:
    """All folders in which ``name`` lies, without regard to case."""
    parts = name.casefold().split("/")
    return {"/".join(parts[:end]) for end in range(1, len(parts))}
