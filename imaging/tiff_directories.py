"""The directories of a TIFF, read without decoding a page.

Source: TIFF 6.0 (Adobe, 1992), section 2; BigTIFF (Aware Systems, 2007).
"""

import os
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_WIDTH, _HEIGHT = 256, 257
_STRIP_OFFSETS, _STRIP_SIZES = 273, 279
_TILE_OFFSETS, _TILE_SIZES = 324, 325
_OLD_JPEG_OFFSET, _OLD_JPEG_SIZE = 513, 514
_WANTED = frozenset(
    {
        _WIDTH,
        _HEIGHT,
        _STRIP_OFFSETS,
        _STRIP_SIZES,
        _TILE_OFFSETS,
        _TILE_SIZES,
        _OLD_JPEG_OFFSET,
        _OLD_JPEG_SIZE,
    }
)
_LETTERS = {1: "B", 3: "H", 4: "I", 13: "I", 16: "Q", 18: "Q"}  # type of a value -> struct
_MAX_VALUES = 2_000_000  # one strip a row of the largest page is 30,000


@dataclass(frozen=True, slots=True)
class TiffPage:
    """One page; ``is_whole`` when the file goes on at least to the end of its pixels."""

    width: int
    height: int
    is_whole: bool


@dataclass(frozen=True, slots=True)
class _Layout:
    """How numbers are written: byte order, and the sizes of classic or of BigTIFF."""

    order: str
    big: bool

    def unpack(self, letters: str, content: bytes) -> tuple[int, ...]:
        return struct.unpack(f"{self.order}{letters}", content)

    @property
    def offset(self) -> str:
        return "Q" if self.big else "I"

    @property
    def entry_count(self) -> str:
        return "Q" if self.big else "H"


class BrokenDirectoryError(Exception):
    """The chain of directories leads nowhere: what follows is lost."""


def walk_tiff(path: Path) -> Iterator[TiffPage]:
    """Give the pages in their order.

    Raises:
        BrokenDirectoryError: After the last page whose directory could be read.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        layout, offset = _read_header(file)
        seen: set[int] = set()
        while offset:
            if offset in seen:  # a ring of directories would never end
                raise BrokenDirectoryError
            seen.add(offset)
            values, offset = _read_directory(file, layout, offset)
            yield _page(values, size)


def _read(file: BinaryIO, length: int) -> bytes:
    content = file.read(length)
    if len(content) < length:
        raise BrokenDirectoryError
    return content


def _go_to(file: BinaryIO, offset: int) -> None:
    # BigTIFF can name places that no seek takes.
    if offset > os.fstat(file.fileno()).st_size:
        raise BrokenDirectoryError
    file.seek(offset)


def _read_header(file: BinaryIO) -> tuple[_Layout, int]:
    head = _read(file, 8)
    order = "<" if head[:2] == b"II" else ">"
    if head[2:4] in (b"+\0", b"\0+"):
        return _Layout(order, big=True), struct.unpack(f"{order}Q", _read(file, 8))[0]
    return _Layout(order, big=False), struct.unpack(f"{order}I", head[4:])[0]


def _read_directory(
    file: BinaryIO, layout: _Layout, offset: int
) -> tuple[Mapping[int, tuple[int, ...]], int]:
    """The wanted tags of the directory at ``offset``, and where the next one is."""
    _go_to(file, offset)
    count_format, entry_size = layout.entry_count, 20 if layout.big else 12
    (count,) = layout.unpack(count_format, _read(file, struct.calcsize(f"={count_format}")))
    if count * entry_size > _MAX_VALUES:
        raise BrokenDirectoryError
    entries = _read(file, count * entry_size)
    next_size = struct.calcsize(f"={layout.offset}")
    (following,) = layout.unpack(layout.offset, _read(file, next_size))
    values = {}
    for start in range(0, len(entries), entry_size):
        entry = entries[start : start + entry_size]
        (tag,) = layout.unpack("H", entry[:2])
        if tag in _WANTED:
            values[tag] = _read_values(file, layout, entry)
    return values, following


def _read_values(file: BinaryIO, layout: _Layout, entry: bytes) -> tuple[int, ...]:
    """The values of one tag, which stand in the entry itself when they fit there."""
    kind, count = layout.unpack(f"H{layout.offset}", entry[2 : 12 if layout.big else 8])
    letter = _LETTERS.get(kind)
    if letter is None or count > _MAX_VALUES:
        raise BrokenDirectoryError
    room = entry[12 if layout.big else 8 :]
    length = count * struct.calcsize(f"={letter}")
    if length <= len(room):
        return layout.unpack(f"{count}{letter}", room[:length])
    _go_to(file, layout.unpack(layout.offset, room)[0])
    return layout.unpack(f"{count}{letter}", _read(file, length))


def _page(values: Mapping[int, tuple[int, ...]], file_size: int) -> TiffPage:
    width, height = (values.get(tag, (0,)) for tag in (_WIDTH, _HEIGHT))
    if not width or not height:
        raise BrokenDirectoryError
    offsets = values.get(_STRIP_OFFSETS) or values.get(_TILE_OFFSETS)
    sizes = values.get(_STRIP_SIZES) or values.get(_TILE_SIZES)
    if offsets is None:
        offsets = values.get(_OLD_JPEG_OFFSET, (file_size + 1,))
        sizes = values.get(_OLD_JPEG_SIZE)
    if sizes is None:  # TIFF 6.0 lets a single uncompressed strip go without its size
        sizes = (1,) * len(offsets)
    ends = (offset + size for offset, size in zip(offsets, sizes, strict=False))
    return TiffPage(width[0], height[0], is_whole=all(end <= file_size for end in ends))
