"""Uploads on their way: bytes arrive in chunks, and become a delivery when all are there.

A folder ``<home>/uploads/<number>`` an upload, which only its owner on this machine can read:

- ``owner``, ``lock``, ``bytes`` (counted, and written with every chunk), ``files/``;
- ``closed.json`` from when the browser said that all is there: nothing is added any more;
- ``looked.json`` while what was found is handed over, ``outcome.json`` afterwards;
- ``trouble.json`` where looking ended without an outcome.

A file keeps the time that it has on the sender's disk. One that comes with another time is
another file, or was changed since: it begins anew.
"""

import fcntl
import json
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BufferedRandom
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from web.upload_names import UploadError, delivery_name, safe_parts

GIGABYTE = 2**30
SPARE = GIGABYTE
"""So much of the disk stays free."""

PRIVATE = 0o700
OUTCOME, CLOSED = "outcome.json", "closed.json"
_GONE = ".gone"
_NUMBER = re.compile(r"[0-9a-f]{32}")
_LATEST = 2**31 * 1000 - 1  # some disks know no later time


@dataclass(frozen=True, slots=True)
class Chunk:
    """A part of a file.

    Attributes:
        offset: Where it belongs, in bytes.
        modified: When the file was last changed, in milliseconds, as the browser says.
    """

    name: str
    offset: int
    modified: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Received:
    """What has come of a file: bytes, and the time that it was sent with, in milliseconds."""

    size: int
    modified: int


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An upload that can be gone on with; ``names`` are a few of what lies at its top."""

    number: str
    last: datetime
    files: int
    size: int
    names: Sequence[str]


@dataclass(frozen=True, slots=True)
class Sent:
    """An upload of which all is there; ``name`` is that of its delivery."""

    number: str
    name: str
    when: datetime


class UploadBox:
    """The uploads of all people.

    Args:
        uploads: Folder of uploads on their way.
        most: Bytes of one upload.
        keep: How long an upload that nobody goes on with is kept, and an outcome.
    """

    def __init__(self, uploads: Path, most: int, keep: timedelta) -> None:
        self.uploads, self._most, self._keep = uploads, most, keep

    def start(self, owner: str) -> str:
        """Begin an upload; gives its number."""
        self.uploads.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        self.uploads.chmod(PRIVATE)  # earlier ones were open to all
        number = secrets.token_hex(16)
        folder = self.uploads / number
        folder.mkdir(mode=PRIVATE)
        (folder / "files").mkdir(mode=PRIVATE)
        (folder / "owner").write_text(owner, "utf-8")
        return number

    def received(self, number: str, owner: str) -> Mapping[str, Received]:
        """What has come, by name.

        Raises:
            UploadError: There is no such upload of this person, or it is finished.
        """
        return _received(self._open(number, owner) / "files")

    def append(self, number: str, owner: str, chunk: Chunk) -> int:
        """Add bytes to a file where it ends; gives its size then, also when they do not fit.

        Raises:
            UploadError: There is no such upload, the name cannot be one, or the disk is full.
        """
        folder = self._open(number, owner)
        path = (folder / "files").joinpath(*safe_parts(chunk.name))
        with _writing(folder, chunk.name):
            self._open(number, owner)  # it may have been finished while this waited
            self._check_room(folder, len(chunk.content))
            size, more = _put(path, chunk)
            _count(folder, more)
            return size

    def take_out(self, number: str, owner: str, name: str) -> None:
        """Remove a file that its sender does not want to send any more.

        Raises:
            UploadError: There is no such upload, or it is finished.
        """
        folder = self._open(number, owner)
        path = (folder / "files").joinpath(*safe_parts(name))
        with _writing(folder, name):
            self._open(number, owner)
            if path.is_file():
                _count(folder, -path.stat().st_size)
                path.unlink()

    def close(  # noqa: PLR0913  # what its sender says of an upload
        self, number: str, owner: str, files: int, size: int, title: str, office: str = ""
    ) -> bool:
        """Take nothing more: all files are there. Gives whether this was the first time.

        Args:
            files: How many were sent.
            size: Bytes of all of them.
            office: Code of the office whose dossiers they are; empty: everybody's.

        Raises:
            UploadError: Something else came than was sent.
        """
        folder = self.folder(number, owner)
        with _alone(folder):
            if (folder / CLOSED).exists():
                return False
            here = _received(folder / "files").values()
            if not here or (len(here), sum(each.size for each in here)) != (files, size):
                raise UploadError(_("Chưa nhận đủ các tệp. Hãy bấm Gửi một lần nữa."))
            when = timezone.localtime().strftime("%Y-%m-%d %H.%M.%S")
            name = delivery_name(title, owner, when, number)
            told = {"name": name, "office": office, "files": files, "size": size}
            write_whole(folder / CLOSED, json.dumps(told, ensure_ascii=False))
            return True

    def unfinished(self, owner: str) -> Sequence[Unfinished]:
        """What a person can go on with, the latest first."""
        found = (_unfinished(folder) for folder in self._folders(owner) if _is_open(folder))
        return sorted((each for each in found if each.files), key=lambda each: each.last)[::-1]

    def sent(self, owner: str) -> Sequence[Sent]:
        """What a person has sent, the latest first."""
        closed = (folder / CLOSED for folder in self._folders(owner))
        found = [
            Sent(path.parent.name, json.loads(path.read_text("utf-8"))["name"], _changed(path))
            for path in closed
            if path.exists()
        ]
        return sorted(found, key=lambda each: each.when)[::-1]

    def remove_abandoned(self) -> Sequence[str]:
        """Remove uploads that nobody went on with, and old outcomes; never what is still to do.

        Gives the numbers of those that were never finished.
        """
        if not self.uploads.exists():
            return []
        unfinished = []
        with _alone(self.uploads):
            for folder in self.uploads.glob(f"*{_GONE}"):  # left by a crash
                shutil.rmtree(folder)
            for folder in self._folders():
                if self._is_abandoned(folder):
                    unfinished += [folder.name] if _is_open(folder) else []
                    self._remove(folder)
        return unfinished

    def drop(self, number: str, owner: str) -> None:
        """Remove an upload that its sender does not want to finish.

        Raises:
            UploadError: There is no such upload, or it is finished.
        """
        self._open(number, owner)
        with _alone(self.uploads):
            self._remove(self._open(number, owner))

    def closed(self) -> Iterator[str]:
        """Numbers of uploads that are to be looked at."""
        for folder in self._folders():
            if (folder / CLOSED).exists() and not (folder / OUTCOME).exists():
                yield folder.name

    def folder(self, number: str, owner: str) -> Path:
        """The folder of an upload.

        Raises:
            UploadError: There is no such upload of this person.
        """
        folder = self.uploads / number
        if not _NUMBER.fullmatch(number) or _owner(folder) != owner:
            raise UploadError(_("Không có lần tải lên này. Hãy bắt đầu lại."))
        return folder

    def _open(self, number: str, owner: str) -> Path:
        folder = self.folder(number, owner)
        if not _is_open(folder):
            raise UploadError(_("Lần tải lên này đã xong. Hãy bắt đầu lần mới."))
        return folder

    def _folders(self, owner: str | None = None) -> Iterator[Path]:
        """The folders of a person's uploads, or of everybody's."""
        if not self.uploads.exists():
            return
        for folder in self.uploads.iterdir():
            whose = _owner(folder) if _NUMBER.fullmatch(folder.name) else ""
            if whose and owner in (None, whose):
                yield folder

    def _remove(self, folder: Path) -> None:
        gone = folder.with_name(f"{folder.name}{_GONE}")
        with _alone(folder):  # no chunk is being written
            if _is_open(folder) or (folder / OUTCOME).exists():
                folder.rename(gone)
                shutil.rmtree(gone)

    def _is_abandoned(self, folder: Path) -> bool:
        if (folder / CLOSED).exists() and not (folder / OUTCOME).exists():
            return False
        told = (folder / name for name in (OUTCOME, "bytes", "owner"))
        last = next(_changed(path) for path in told if path.exists())
        return datetime.now(UTC) - last > self._keep

    def _check_room(self, folder: Path, more: int) -> None:
        if _counted(folder) + more > self._most:
            raise UploadError(
                _("Một lần tải lên không quá {most} GB. Hãy chia thành nhiều lần.").format(
                    most=self._most // GIGABYTE
                )
            )
        if shutil.disk_usage(folder).free < more + SPARE:
            raise UploadError(_("Đĩa của máy chủ sắp đầy. Hãy báo quản trị viên."))


def write_whole(path: Path, text: str) -> None:
    """Write a file so that nobody ever reads half of it."""
    draft = path.with_name(f"{path.name}.part")
    draft.write_text(text, "utf-8")
    draft.replace(path)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One chunk of an upload at a time, also from requests that were given up and repeated."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def _writing(folder: Path, name: str) -> Iterator[None]:
    try:
        with _alone(folder):
            yield
    except OSError as error:
        raise UploadError(
            _("Không ghi được «{name}»: {reason}. Hãy thử lại.").format(
                name=name, reason=error.strerror
            )
        ) from error


def _put(path: Path, chunk: Chunk) -> tuple[int, int]:
    """The size of the file with the chunk, and by how many bytes it grew."""
    modified = min(max(chunk.modified, 0), _LATEST)
    path.parent.mkdir(parents=True, exist_ok=True)
    with _opened(path) as file:
        before = size = os.fstat(file.fileno()).st_size
        if size and _modified(path) != modified:  # another file, or changed since
            size = 0
            if chunk.offset == 0:
                file.truncate(0)
        if size != chunk.offset:  # a chunk that comes twice changes nothing
            return size, 0
        file.seek(size)
        size += file.write(chunk.content)
    os.utime(path, ns=(time.time_ns(), modified * 1_000_000))
    return size, size - before


def _opened(path: Path) -> BufferedRandom:
    """The file, made where there is none; its time stays as it is until something is written."""
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b")


def _received(files: Path) -> Mapping[str, Received]:
    found = {}
    for folder, _below, names in os.walk(files):  # one look at a file: there may be 100,000
        for path in (Path(folder, name) for name in names):
            state = path.stat()
            modified = state.st_mtime_ns // 1_000_000
            found[path.relative_to(files).as_posix()] = Received(state.st_size, modified)
    return found


def _modified(path: Path) -> int:
    return path.stat().st_mtime_ns // 1_000_000


def _changed(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _owner(folder: Path) -> str:
    """Whose upload it is; empty where there is none."""
    try:
        return (folder / "owner").read_text("utf-8")
    except FileNotFoundError:
        return ""


def _is_open(folder: Path) -> bool:
    return (folder / "files").exists() and not (folder / CLOSED).exists()


def _unfinished(folder: Path) -> Unfinished:
    here = _received(folder / "files")
    tops = sorted({name.partition("/")[0] for name in here})
    last = folder / ("bytes" if (folder / "bytes").exists() else "owner")
    size = sum(each.size for each in here.values())
    return Unfinished(folder.name, _changed(last), len(here), size, tops[:3])


def _counted(folder: Path) -> int:
    """Bytes that came in chunks so far: to look at all files for each chunk would take too long."""
    told = folder / "bytes"
    return int(told.read_text("ascii") or 0) if told.exists() else 0


def _count(folder: Path, more: int) -> None:
    (folder / "bytes").write_text(str(_counted(folder) + more), "ascii")
