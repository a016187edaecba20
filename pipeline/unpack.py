"""ZIP files, opened as if a stranger had sent them.

Nothing of a ZIP is believed: entries are written under numbers of ours, so that no name
can lead out of the folder, and bytes are counted as they are written, not as announced.
A ZIP is refused as a whole when it is locked, damaged in its directory or out to fill the
disk; a single bad entry is refused by its name, and the others are taken.
"""

import errno
import lzma
import re
import shutil
import stat
import tempfile
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from dossiers.errors import StorageError, UnreadableInputError
from dossiers.messages import Message, message
from dossiers.text import compose
from imaging.media import ZIP, sniff_media
from pipeline.file_names import decode_old_name, is_litter, natural_key

_MIB = 1024 * 1024
_UTF8_NAMES = 0x800
_ENCRYPTED = 0x1
_UNSAFE = re.compile(r"[\\\0-\x1f]|^[A-Za-z]:|^/")
# One entry of the directory: 46 bytes, a name, and room for extra fields.
_BYTES_PER_ENTRY = 1024
# Word and Excel files are ZIPs by content, and no scans.
_OFFICE_MARK = "[Content_Types].xml"
_END_RECORD = b"PK\x05\x06"
_END_WITHIN = 20 + 22 + 65_535  # its size, a locator before it, the longest comment after it
_ZIP64_LOCATOR = b"PK\x06\x07"
# ValueError: its bytes lie where no file can have any, or its name is no UTF-8.
_ENTRY_DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, ValueError)
_IN_ZIP64 = 0xFFFFFFFF  # the number is told in the ZIP64 record instead


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a ZIP may unfold.

    Attributes:
        ratio: Bytes written for each byte of the ZIP file, once ``free`` are written. Scans
            give 1 to 5; white uncompressed pages among them 20.
    """

    entries: int = 50_000
    written: int = 50 * 1024 * _MIB
    ratio: int = 100
    free: int = 100 * _MIB


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What came out of a ZIP, in the natural order of the names.

    Attributes:
        files: Names inside the ZIP with ``/``, NFC, and where their bytes lie now.
        refused: Names of entries that were not unpacked, and why.
        ignored: Names of hidden files and litter.
    """

    files: tuple[tuple[str, Path], ...]
    refused: tuple[tuple[str, Message], ...] = ()
    ignored: tuple[str, ...] = ()


class _TooMuchError(Exception):
    """More bytes came out than the limits allow."""


def unpack_zip(path: Path, name: str, work: Path, limits: Limits = LIMITS) -> Unpacked:
    """Unpack a ZIP into a new folder in ``work``.

    Args:
        name: Of the ZIP, for people.

    Raises:
        UnreadableInputError: It is refused as a whole; nothing is left in ``work``.
        StorageError: ``work`` is full.
    """
    try:
        if _directory_size(path) > limits.entries * _BYTES_PER_ENTRY:
            raise _too_many(name, limits)
        with _open_archive(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _check_whole(entries, name, limits)
            return _unpack_entries(archive, entries, name, work, limits)
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise UnreadableInputError(message("zip.damaged", name=name)) from error


def _open_archive(path: Path) -> zipfile.ZipFile:
    """Read the directory of a ZIP.

    Raises:
        BadZipFile, NotImplementedError: It has none that can be read.
    """
    try:
        return zipfile.ZipFile(path)
    except ValueError as error:  # a name that is no UTF-8, a place where no file can have one
        raise zipfile.BadZipFile from error


def _directory_size(path: Path) -> int:
    """How long the ZIP says its directory is; 0 when it has none.

    Python reads the directory into memory before anything can be checked.

    Raises:
        BadZipFile: It says that elsewhere, at a place that cannot be.

    Source:
        PKWARE APPNOTE 6.3.10, sections 4.3.14 to 4.3.16.
    """
    with path.open("rb") as file:
        start_of_tail = max(0, path.stat().st_size - _END_WITHIN)
        file.seek(start_of_tail)
        tail = file.read()
        start = tail.rfind(_END_RECORD)
        if start < 0:
            return 0
        told = int.from_bytes(tail[start + 12 : start + 16], "little")
        locator = tail[max(0, start - 20) : start]
        if told < _IN_ZIP64 or not locator.startswith(_ZIP64_LOCATOR):
            return told
        place = int.from_bytes(locator[8:16], "little")
        if place > start_of_tail + start:  # behind its locator, or where no file can have it
            raise zipfile.BadZipFile
        file.seek(place)
        return int.from_bytes(file.read(48)[40:], "little")


def _check_whole(entries: list[zipfile.ZipInfo], name: str, limits: Limits) -> None:
    if len(entries) > limits.entries:
        raise _too_many(name, limits)
    if entries and all(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise UnreadableInputError(message("zip.password", name=name))
    if any(entry.filename == _OFFICE_MARK for entry in entries):
        raise UnreadableInputError(message("file.not_a_scan", name=name))


def _unpack_entries(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], name: str, work: Path, limits: Limits
) -> Unpacked:
    try:
        work.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix="zip-", dir=work))
    except OSError as error:
        raise _not_writable(work) from error
    unpacking = _Unpacking(archive, folder, limits)
    try:
        for entry in entries:
            unpacking.take(entry)
    except _TooMuchError as error:
        shutil.rmtree(folder)
        raise UnreadableInputError(message("zip.bomb", name=name)) from error
    except OSError as error:
        shutil.rmtree(folder)
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise _not_writable(work) from error
        raise
    return unpacking.result()


class _Unpacking:
    """One ZIP on its way out: what was written so far, and what was refused."""

    def __init__(self, archive: zipfile.ZipFile, folder: Path, limits: Limits) -> None:
        self._archive = archive
        self._folder = folder
        packed = Path(str(archive.filename)).stat().st_size
        self._room = min(limits.written, max(limits.free, limits.ratio * packed))
        self._files: dict[str, Path] = {}
        self._refused: list[tuple[str, Message]] = []
        self._ignored: list[str] = []

    def take(self, entry: zipfile.ZipInfo) -> None:
        """Write an entry, or note why not.

        Raises:
            _TooMuchError: The limits are passed.
        """
        name = _entry_name(entry)
        parts = PurePosixPath(name).parts
        reason = _why_unsafe(entry, name, parts)
        if reason is None and any(is_litter(part) for part in parts):
            self._ignored.append(name)
            return
        if reason is None and name in self._files:
            reason = message("zip.entry_twice", name=name)
        target = self._folder / f"{len(self._files):06}{_plain_ending(name)}"
        reason = reason or self._write(entry, name, target)
        if reason is None:
            self._files[name] = target
        else:
            target.unlink(missing_ok=True)
            self._refused.append((_printable(name), reason))

    def result(self) -> Unpacked:
        ordered = sorted(self._files.items(), key=lambda item: natural_key(item[0]))
        return Unpacked(tuple(ordered), tuple(self._refused), tuple(self._ignored))

    def _write(self, entry: zipfile.ZipInfo, name: str, target: Path) -> Message | None:
        """Write an entry bit by bit; the reason when it cannot be read, or is a ZIP itself."""
        try:
            with self._archive.open(entry) as packed, target.open("wb") as file:
                while block := packed.read(_MIB):
                    self._room -= len(block)
                    if self._room < 0:
                        raise _TooMuchError
                    file.write(block)
        except NotImplementedError:
            return message("zip.entry_method", name=name)
        except _ENTRY_DAMAGE:
            return message("zip.entry_damaged", name=name)
        except OSError as error:
            if error.errno is not None:
                raise
            # the one sign that bz2 gives of damage; a disk always states its number
            return message("zip.entry_damaged", name=name)
        if sniff_media(target) == ZIP:
            return message("file.not_a_scan" if _is_office(target) else "zip.nested", name=name)
        return None


def _entry_name(entry: zipfile.ZipInfo) -> str:
    """The name as it was packed, NFC; zipfile reads names of unknown encoding as DOS."""
    if entry.flag_bits & _UTF8_NAMES:
        return compose(entry.orig_filename)
    return decode_old_name(entry.orig_filename.encode("cp437"))


def _why_unsafe(entry: zipfile.ZipInfo, name: str, parts: tuple[str, ...]) -> Message | None:
    """Why an entry must not even be opened."""
    if not parts or ".." in parts or _UNSAFE.search(name):
        return message("zip.entry_path", name=_printable(name))
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        return message("zip.entry_link", name=name)
    if entry.flag_bits & _ENCRYPTED:
        return message("zip.password", name=name)
    return None


def _is_office(path: Path) -> bool:
    with path.open("rb") as file:
        return _OFFICE_MARK.encode() in file.read(_MIB)


def _plain_ending(name: str) -> str:
    """The ending, when it is one that any file system takes."""
    ending = PurePosixPath(name).suffix.lower()
    return ending if re.fullmatch(r"\.[a-z0-9]{1,5}", ending) else ""


def _printable(name: str) -> str:
    return "".join(char if char.isprintable() else "?" for char in name)


def _too_many(name: str, limits: Limits) -> UnreadableInputError:
    return UnreadableInputError(message("zip.too_many_files", name=name, limit=limits.entries))


def _not_writable(work: Path) -> StorageError:
    return StorageError(message("work.not_writable", folder=str(work)))
