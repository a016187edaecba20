"""What was delivered, taken in: every file hashed, counted, and put into a scan stream.

What makes a stream:

- each PDF, and each TIFF with several pages, is a stream of its own, named after the file;
- pictures that lie in one folder are one stream, named after the folder, in the natural
  order of their names. A TIFF with a single page is a picture;
- a ZIP is opened like a folder with the name of the ZIP;
- a damaged picture is a page too: it keeps its place, and its failure is told there;
- a list (CSV, XLSX) in the folder itself says which dossiers there should be: a stream is
  what its row says, a row without files is told as a refusal.

Originals are only read. A bad file becomes a refusal and never stops the others.
"""

import hashlib
import os
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from dossiers.delivery import Delivery, Original, Refusal, ScanStream, Sheet
from dossiers.errors import UnreadableInputError
from dossiers.expected import Expected
from dossiers.messages import Message, message
from imaging.media import PDF, TIFF, UNKNOWN, ZIP
from imaging.scans import no_scan, sniff_media, take_stock
from pipeline.announcing import assign, left_over
from pipeline.file_names import is_litter, natural_key, read_name
from pipeline.manifest import Listed, is_manifest, read_manifest
from pipeline.unpack import unpack_zip

_PICTURE_ENDINGS = frozenset(
    {".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".bmp", ".gif", ".heic", ".heif", ".jp2"}
)
# A record is written as NAME.json; file systems end at 255 bytes.
_MAX_NAME_BYTES = 240
_TELLING_DIGITS = 6


@dataclass(frozen=True, slots=True)
class _Arrived:
    """A file found in the delivery.

    Attributes:
        name: Path in the delivery, NFC, for people.
        raw: The same as it is stored, which tells apart what NFC makes equal.
        path: Where its bytes lie.
    """

    name: str
    raw: str
    path: Path

    @property
    def folder(self) -> str:
        return self.raw.rpartition("/")[0]

    @property
    def is_named_like_a_picture(self) -> bool:
        return PurePosixPath(self.name).suffix.lower() in _PICTURE_ENDINGS


@dataclass(frozen=True, slots=True)
class _Taken:
    """A file that holds pages."""

    arrived: _Arrived
    original: Original
    doubts: tuple[Message, ...]

    @property
    def is_picture(self) -> bool:
        """One page of a stream, and no stream by itself."""
        if self.original.media == TIFF:
            return self.original.pages == 1
        return self.original.media != PDF

    @property
    def sheets(self) -> Iterator[Sheet]:
        return (Sheet(self.original, number) for number in range(self.original.pages))


@dataclass(frozen=True, slots=True)
class _Manifest:
    """A list of dossiers."""

    arrived: _Arrived
    rows: Sequence[Listed]


@dataclass(frozen=True, slots=True)
class _Draft:
    """A stream before its name is told apart from others; ``raw`` says where it comes from."""

    raw: str
    stream: ScanStream


def open_delivery(path: Path, work: Path) -> Delivery:
    """Take in a PDF, a TIFF, a picture, a ZIP, or a folder of these, however deep.

    The delivery may hold nothing but refusals: they, too, go into the ledger.

    Args:
        work: Folder for what comes out of ZIPs; it must live as long as the originals are read.

    Raises:
        UnreadableInputError: The path is missing, or nothing is in it.
        StorageError: ``work`` is full.
    """
    _check_reachable(path)
    intake = _Intake(path, work)
    intake.take_in()
    streams = intake.streams()
    if not streams and not intake.refusals:
        raise UnreadableInputError(message("delivery.empty", name=intake.name))
    source = "/".join(map(read_name, str(path).split("/")))
    return Delivery(intake.name, source, streams, tuple(intake.refusals), tuple(intake.ignored))


def why_nothing(delivery: Delivery) -> Message:
    """Why not a page could be had from a delivery whose files were all refused."""
    if len(delivery.refusals) == 1:
        return delivery.refusals[0].reason
    return message(
        "delivery.nothing_readable",
        name=delivery.name,
        files=len(delivery.refusals),
        first=delivery.refusals[0].name,
    )


def hash_file(path: Path) -> str:
    """SHA-256 in lower-case hex, read bit by bit."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _check_reachable(path: Path) -> None:
    try:
        path.stat()
    except PermissionError as error:
        raise UnreadableInputError(message("file.unreadable", name=str(path))) from error
    except OSError as error:  # not there, or a name that no file can have
        raise UnreadableInputError(message("file.missing", name=str(path))) from error


class _Intake:
    """One delivery on its way in: what was taken, refused and ignored so far."""

    def __init__(self, path: Path, work: Path) -> None:
        self._path = path
        self._work = work
        self._root = os.path.realpath(path)
        self._taken: list[_Taken] = []
        self._damaged: list[tuple[_Taken, Message]] = []
        self._lost_pictures: dict[str, list[_Arrived]] = defaultdict(list)
        self._manifests: list[_Manifest] = []
        self.refusals: list[Refusal] = []
        self.ignored: list[str] = []
        own = Path(os.path.abspath(path))  # noqa: PTH100  # links keep the name they were given
        self.name = read_name(own.name if path.is_dir() else own.stem)

    def take_in(self) -> None:
        if self._path.is_dir():
            self._take_folder(self._path, "")
        else:
            self._take(_Arrived(read_name(self._path.name), self._path.name, self._path))

    def streams(self) -> tuple[ScanStream, ...]:
        """All streams in the natural order of their places, each with a name of its own.

        A damaged picture keeps its place among its neighbors; where it has none, it is refused.
        """
        drafts = [_draft_of_file(taken) for taken in self._taken if not taken.is_picture]
        pictures: dict[str, list[_Taken]] = defaultdict(list)
        for taken in self._taken:
            if taken.is_picture:
                pictures[taken.arrived.folder].append(taken)
        for taken, reason in self._damaged:
            if taken.arrived.folder in pictures:
                pictures[taken.arrived.folder].append(taken)
            else:
                self._refuse(taken.arrived, reason)
        drafts += [self._draft_of_folder(folder, pages) for folder, pages in pictures.items()]
        drafts.sort(key=lambda draft: natural_key(draft.raw))
        return tuple(_tell_apart(self._announced(drafts)))

    def _announced(self, drafts: Sequence[_Draft]) -> Sequence[_Draft]:
        """The streams with what the lists say of them; what lies nowhere is refused."""
        for manifest in self._manifests:
            name = manifest.arrived.name
            assigned = assign(
                manifest.rows, [_readable(draft.raw) or draft.stream.name for draft in drafts]
            )
            drafts = [
                _told(draft, name, [row.expected for row in assigned.get(number, ())])
                for number, draft in enumerate(drafts)
            ]
            for row in left_over(manifest.rows, assigned):
                file = row.file or row.expected.code
                lost = _Arrived(file, file, manifest.arrived.path)
                reason = message("manifest.missing", name=name, code=row.expected.code, file=file)
                self._refuse_unread(lost, reason)
        return drafts

    def _take_folder(self, folder: Path, raw: str) -> None:
        """Take in what lies in a folder, and in the folders below."""
        try:
            found = sorted(folder.iterdir(), key=lambda path: natural_key(read_name(path.name)))
        except OSError:
            arrived = _Arrived(_readable(raw) or self.name, raw, folder)
            self._refuse_unread(arrived, message("file.unreadable", name=arrived.name))
            return
        for path in found:
            below = f"{raw}/{path.name}" if raw else path.name
            arrived = _Arrived(_readable(below), below, path)
            if is_litter(path.name):
                self.ignored.append(arrived.name + ("/" if path.is_dir() else ""))
            elif path.is_symlink():
                self._take_link(arrived)
            elif path.is_dir():
                self._take_folder(path, below)
            else:
                self._take(arrived)

    def _take_link(self, arrived: _Arrived) -> None:
        """Refuse a link out of the delivery; what one within points to is taken anyway."""
        target = os.path.realpath(arrived.path)
        is_within = os.path.commonpath([self._root, target]) == self._root
        if is_within and arrived.path.exists():
            self.ignored.append(arrived.name)
        else:
            self._refuse_unread(arrived, message("file.link_out", name=arrived.name))

    def _take(self, arrived: _Arrived) -> None:
        """Take in one file; whatever is wrong with it becomes a refusal."""
        try:
            if not arrived.path.is_file():  # reading a pipe would wait forever
                self._refuse_unread(arrived, message("file.not_a_file", name=arrived.name))
            elif is_manifest(arrived.raw):
                rows = read_manifest(arrived.path, arrived.name)
                self._manifests.append(_Manifest(arrived, rows))
            elif sniff_media(arrived.path) == ZIP:
                self._take_zip(arrived)
            else:
                self._taken.append(_take_pages(arrived))
        except UnreadableInputError as error:
            self._set_aside(arrived, error.reason.about(arrived.name))
        except OSError:
            self._refuse_unread(arrived, message("file.unreadable", name=arrived.name))

    def _set_aside(self, arrived: _Arrived, reason: Message) -> None:
        """Keep a damaged picture as the page that it should have been; refuse anything else."""
        if not arrived.is_named_like_a_picture:
            self._refuse(arrived, reason)
            return
        size = arrived.path.stat().st_size
        media = sniff_media(arrived.path) or UNKNOWN
        original = Original(arrived.name, arrived.path, hash_file(arrived.path), size, media, 1)
        self._damaged.append((_Taken(arrived, original, ()), reason))

    def _take_zip(self, arrived: _Arrived) -> None:
        unpacked = unpack_zip(arrived.path, arrived.name, self._work)
        # A ZIP inside a folder is a folder with its name; one by itself is the delivery.
        prefix = "" if arrived.path == self._path else f"{arrived.name}/"
        raw = "" if arrived.path == self._path else f"{arrived.raw}/"
        self.ignored += [prefix + name for name in unpacked.ignored]
        for name, path in unpacked.files:
            self._take(_Arrived(prefix + name, raw + name, path))
        for name, reason in unpacked.refused:
            entry = _Arrived(prefix + name, raw + name, arrived.path)
            self._refuse(entry, reason.about(entry.name))

    def _refuse(self, arrived: _Arrived, reason: Message) -> None:
        """Note a refusal with the hash of its bytes, which are kept."""
        try:
            sha256, size = hash_file(arrived.path), arrived.path.stat().st_size
        except OSError:
            self._refuse_unread(arrived, reason)
        else:
            self._note(arrived, Refusal(arrived.name, arrived.path, sha256, size, reason))

    def _refuse_unread(self, arrived: _Arrived, reason: Message) -> None:
        """Note a refusal of what cannot or must not be read."""
        self._note(arrived, Refusal(arrived.name, arrived.path, "", 0, reason))

    def _note(self, arrived: _Arrived, refusal: Refusal) -> None:
        self.refusals.append(refusal)
        if arrived.is_named_like_a_picture:
            self._lost_pictures[arrived.folder].append(arrived)

    def _draft_of_folder(self, folder: str, pages: Sequence[_Taken]) -> _Draft:
        """A stream of pictures, in the natural order of their names."""
        ordered = sorted(pages, key=lambda taken: natural_key(taken.arrived.name))
        own = PurePosixPath(_readable(folder))
        name = own.stem if own.suffix.lower() == ".zip" else own.name
        missing = (
            message("stream.page_missing", name=PurePosixPath(lost.name).name)
            for lost in self._lost_pictures[folder]
        )
        doubts = [doubt for taken in ordered for doubt in taken.doubts]
        sheets = tuple(sheet for taken in ordered for sheet in taken.sheets)
        return _Draft(folder, ScanStream(name or self.name, sheets, (*doubts, *missing)))


def _take_pages(arrived: _Arrived) -> _Taken:
    """Count and hash a file that is no ZIP.

    Raises:
        UnreadableInputError: It holds no pages.
    """
    media = sniff_media(arrived.path)
    size = arrived.path.stat().st_size
    if media is None and size:
        raise UnreadableInputError(no_scan(arrived.name))
    stock = take_stock(arrived.path, media or "")
    original = Original(
        name=arrived.name,
        path=arrived.path,
        sha256=hash_file(arrived.path),
        size=size,
        media=media or "",
        pages=stock.pages,
    )
    return _Taken(arrived, original, tuple(doubt.about(arrived.name) for doubt in stock.doubts))


def _readable(raw: str) -> str:
    return "/".join(read_name(part) for part in raw.split("/"))


def _draft_of_file(taken: _Taken) -> _Draft:
    name = PurePosixPath(taken.original.name).stem
    return _Draft(taken.arrived.raw, ScanStream(name, tuple(taken.sheets), taken.doubts))


def _told(draft: _Draft, manifest: str, announced: Sequence[Expected]) -> _Draft:
    """A stream with what one list says of it; a second list must say the same."""
    before, name = draft.stream.announced, draft.stream.name
    doubts = list(draft.stream.doubts)
    if not announced:
        doubts.append(message("manifest.unlisted", name=manifest, file=name))
    elif before and tuple(announced) != before:
        doubts.append(message("manifest.contradicts", name=manifest, file=name))
    stream = replace(draft.stream, announced=before or tuple(announced), doubts=tuple(doubts))
    return replace(draft, stream=stream)


def _tell_apart(drafts: Sequence[_Draft]) -> Iterator[ScanStream]:
    """Mark every stream whose name another one has too, or which is too long for a file.

    The mark comes from the stream's own place in the delivery, so it stays when others come
    or go, and is the same in every run.
    """
    counts = Counter(draft.stream.name.casefold() for draft in drafts)
    for draft in drafts:
        name, stream = draft.stream.name, draft.stream
        if counts[name.casefold()] > 1 or len(name.encode()) > _MAX_NAME_BYTES:
            place = hashlib.sha256(os.fsencode(draft.raw)).hexdigest()[:_TELLING_DIGITS]
            name = f"{_shorten(name)}~{place}"
        yield replace(stream, name=name)


def _shorten(name: str) -> str:
    room = _MAX_NAME_BYTES - 1 - _TELLING_DIGITS
    return name.encode()[:room].decode(errors="ignore")
