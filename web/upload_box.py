"""Uploads on their way: bytes arrive in chunks, and become a delivery when all are there.

``<home>/uploads/<number>/files`` holds what has come so far. A finished upload is moved into the
hot folder at once and whole, where the flows find it like any other delivery.
"""

import fcntl
import json
import os
import re
import secrets
import shutil
import tempfile
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from io import BufferedRandom
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from dossiers.delivery import Delivery
from dossiers.errors import UnreadableInputError
from dossiers.messages import Message
from dossiers.text import compose
from pipeline.file_names import is_half_done, is_litter
from pipeline.intake import open_delivery
from pipeline.version import PIPELINE_VERSION
from records.filing import dossier_key
from records.models import Dossier
from records.reading_json import message_from_json, message_to_json

GIGABYTE = 2**30
SPARE = GIGABYTE
"""So much of the disk stays free."""

MOST_BYTES_OF_NAME, MOST_BYTES_OF_TITLE, MOST_DEEP = 200, 100, 12
_NUMBER = re.compile(r"[0-9a-f]{32}")


class UploadError(Exception):
    """Something about an upload is wrong; the message says what, and what to do."""


@dataclass(frozen=True, slots=True)
class FoundStream:
    """What will be a dossier; ``known`` says that the same scans are here already."""

    name: str
    pages: int
    known: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found in a finished upload, before it is read.

    Attributes:
        name: Of the delivery.
    """

    name: str
    streams: Sequence[FoundStream]
    refusals: Sequence[tuple[str, Message]]
    ignored: Sequence[str]


class UploadBox:
    """The uploads of all people.

    Args:
        uploads: Folder of uploads on their way.
        inbox: The hot folder.
        most: Bytes of one upload.
    """

    def __init__(self, uploads: Path, inbox: Path, most: int) -> None:
        self._uploads, self._inbox, self._most = uploads, inbox, most

    def start(self, owner: str) -> str:
        """Begin an upload; gives its number."""
        number = secrets.token_hex(16)
        (self._uploads / number / "files").mkdir(parents=True)
        (self._uploads / number / "owner").write_text(owner, "utf-8")
        return number

    def received(self, number: str, owner: str) -> Mapping[str, int]:
        """Bytes that have come, by name.

        Raises:
            UploadError: There is no such upload of this person.
        """
        files = self._files(number, owner)
        paths = (path for path in files.rglob("*") if path.is_file())
        return {path.relative_to(files).as_posix(): path.stat().st_size for path in paths}

    def append(self, number: str, owner: str, name: str, offset: int, chunk: bytes) -> int:
        """Add bytes to a file where it ends; gives its size then, also when they do not fit.

        Raises:
            UploadError: There is no such upload, the name cannot be one, or the disk is full.
        """
        files = self._files(number, owner)
        path = files.joinpath(*safe_parts(name))
        self._check_room(files, len(chunk))
        try:
            with _alone(files.parent), _opened(path) as file:
                size = file.seek(0, os.SEEK_END)
                if size == offset:  # a chunk that comes twice changes nothing
                    size += file.write(chunk)
                    _count(files, len(chunk))
                return size
        except OSError as error:
            raise UploadError(
                _("Không ghi được «{name}»: {reason}. Hãy thử lại.").format(
                    name=name, reason=error.strerror
                )
            ) from error

    def finish(self, number: str, owner: str, sizes: Mapping[str, int], title: str) -> Outcome:
        """Look at what came, and hand it over to the hot folder.

        Args:
            sizes: Of all files that were sent, by name.

        Raises:
            UploadError: A file is missing or incomplete, or nothing came; nothing is moved.
        """
        if (self._folder(number, owner) / "outcome.json").exists():  # asked twice
            return self.outcome(number, owner)
        files = self._files(number, owner)
        here = self.received(number, owner)
        wanted = {"/".join(safe_parts(name)): size for name, size in sizes.items()}
        if not wanted or wanted != here:
            torn = sorted(name for name in {*wanted, *here} if wanted.get(name) != here.get(name))
            raise UploadError(
                _("Chưa nhận đủ: {names}. Hãy gửi lại các tệp này.").format(
                    names=", ".join(torn[:5]) or _("không có tệp nào")
                )
            )
        name = _name(title, owner, number)
        outcome = _outcome(name, files)
        self._hand_over(files, name)
        (files.parent / "outcome.json").write_text(_to_json(outcome), "utf-8")
        return outcome

    def outcome(self, number: str, owner: str) -> Outcome:
        """What was found in a finished upload.

        Raises:
            UploadError: There is none of this person.
        """
        path = self._folder(number, owner) / "outcome.json"
        if not path.exists():
            raise UploadError(_("Lần tải lên này chưa xong."))
        return _from_json(path.read_text("utf-8"))

    def _folder(self, number: str, owner: str) -> Path:
        folder = self._uploads / number
        told = folder / "owner"
        if not _NUMBER.fullmatch(number) or not told.exists() or told.read_text("utf-8") != owner:
            raise UploadError(_("Không có lần tải lên này. Hãy bắt đầu lại."))
        return folder

    def _files(self, number: str, owner: str) -> Path:
        files = self._folder(number, owner) / "files"
        if not files.exists():
            raise UploadError(_("Lần tải lên này đã xong. Hãy bắt đầu lần mới."))
        return files

    def _check_room(self, files: Path, more: int) -> None:
        if _counted(files) + more > self._most:
            raise UploadError(
                _("Một lần tải lên không quá {most} GB. Hãy chia thành nhiều lần.").format(
                    most=self._most // GIGABYTE
                )
            )
        if shutil.disk_usage(files).free < more + SPARE:
            raise UploadError(_("Đĩa của máy chủ sắp đầy. Hãy báo quản trị viên."))

    def _hand_over(self, files: Path, name: str) -> None:
        """Move the files into the hot folder, visible only once all are there."""
        self._inbox.mkdir(parents=True, exist_ok=True)
        hidden = self._inbox / f".{name}.part"
        shutil.move(files, hidden)
        hidden.rename(self._inbox / name)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One chunk of an upload at a time, also from requests that were given up and repeated."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _opened(path: Path) -> BufferedRandom:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    return path.open("r+b")


def _name(title: str, owner: str, number: str) -> str:
    """A name that no other upload has: what was typed, when and by whom it came."""
    when = timezone.localtime().strftime("%Y-%m-%d %H.%M.%S")
    told = _plain(title).encode()[:MOST_BYTES_OF_TITLE].decode(errors="ignore")
    return " ".join([told, when, _plain(owner)[:40], number[:6]]).strip()


def _counted(files: Path) -> int:
    """Bytes that came in chunks so far: to look at all files for each chunk would take too long."""
    told = files.parent / "bytes"
    return int(told.read_text("ascii") or 0) if told.exists() else 0


def _count(files: Path, more: int) -> None:
    (files.parent / "bytes").write_text(str(_counted(files) + more), "ascii")


def safe_parts(name: str) -> list[str]:
    """The parts of a path that a browser gave to a file.

    Raises:
        UploadError: It leads elsewhere, or has letters that no name should have.
    """
    parts = compose(name).split("/")
    if len(parts) > MOST_DEEP or not all(map(_is_plain, parts)):
        raise UploadError(
            _("Tên «{name}» không dùng được. Hãy đổi tên tệp rồi gửi lại.").format(name=name[:100])
        )
    return parts


def _is_plain(part: str) -> bool:
    seen = not any(unicodedata.category(char).startswith("C") for char in part)
    short = len(part.encode(errors="replace")) <= MOST_BYTES_OF_NAME
    ours = not is_litter(part) and not is_half_done(part)
    return bool(part.strip()) and seen and short and "\\" not in part and ours


def _plain(text: str) -> str:
    """Letters of a title that a folder may have."""
    kept = (char if char.isalnum() or char in " -_." else " " for char in compose(text))
    return " ".join("".join(kept).split()).lstrip(".")


def _outcome(name: str, files: Path) -> Outcome:
    with tempfile.TemporaryDirectory(prefix="hoso-") as work:
        try:
            delivery = open_delivery(files, Path(work))
        except UnreadableInputError as error:
            return Outcome(name, (), ((files.name, error.reason),), ())
    return Outcome(name, _streams(delivery), _refusals(delivery), delivery.ignored)


def _streams(delivery: Delivery) -> list[FoundStream]:
    keys = {dossier_key(stream): stream for stream in delivery.streams}
    rows = Dossier.objects.filter(key__in=keys, pipeline_version=PIPELINE_VERSION)
    known = set(rows.values_list("key", flat=True))
    return [
        FoundStream(stream.name, len(stream.sheets), dossier_key(stream) in known)
        for stream in delivery.streams
    ]


def _refusals(delivery: Delivery) -> list[tuple[str, Message]]:
    return [(refusal.name, refusal.reason) for refusal in delivery.refusals]


def _to_json(outcome: Outcome) -> str:
    told = asdict(outcome)
    told["refusals"] = [[name, message_to_json(reason)] for name, reason in outcome.refusals]
    return json.dumps(told, ensure_ascii=False)


def _from_json(text: str) -> Outcome:
    told = json.loads(text)
    return Outcome(
        told["name"],
        [FoundStream(**each) for each in told["streams"]],
        [(name, message_from_json(reason)) for name, reason in told["refusals"]],
        told["ignored"],
    )
