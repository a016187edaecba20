"""Which dossiers of lists lie in which scan streams, by the names of files and folders."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from dossiers.text import compose, squeeze
from imaging.scans import ENDINGS
from pipeline.manifest import Listed


def assign(rows: Sequence[Listed], places: Sequence[str]) -> Mapping[int, Sequence[Listed]]:
    """The rows of a list by the number of the stream that they lie in.

    A row names a stream by its path, by its name, or by its name without the ending, in this
    order; without a file, its code does. A name that several streams have names none. Rows
    without a file that are left lie in the only stream that is left, if there is one: behind
    their cover sheets.

    Args:
        places: Path in the delivery of every stream, for people.
    """
    found: dict[int, list[Listed]] = defaultdict(list)
    left = list(rows)
    for key in (_path, _name, _stem):
        numbers = _only_ones(places, key)
        for row in tuple(left):
            number = numbers.get(key(row.file or row.expected.code))
            if number is not None and not _is_taken_by_another(found[number], row):
                found[number].append(row)
                left.remove(row)
    free = [number for number in range(len(places)) if not found[number]]
    unplaced = [row for row in left if not row.file]
    if len(free) == 1 and unplaced:
        found[free[0]] = unplaced
    return {number: each for number, each in found.items() if each}


def left_over(rows: Sequence[Listed], assigned: Mapping[int, Sequence[Listed]]) -> Iterator[Listed]:
    """The rows that lie in no stream."""
    placed = {row.expected.code for each in assigned.values() for row in each}
    return (row for row in rows if row.expected.code not in placed)


def _is_taken_by_another(rows: Sequence[Listed], row: Listed) -> bool:
    """Several rows share a stream only if they name the same file."""
    return bool(rows) and _path(rows[0].file) != _path(row.file)


def _only_ones(places: Sequence[str], key: Callable[[str], str]) -> Mapping[str, int]:
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, place in enumerate(places):
        numbers[key(place)].append(number)
    return {name: each[0] for name, each in numbers.items() if len(each) == 1}


def _path(name: str) -> str:
    return squeeze(compose(name)).replace("\\", "/").strip("/").casefold()


def _name(name: str) -> str:
    return PurePosixPath(_path(name)).name


def _stem(name: str) -> str:
    own = PurePosixPath(_name(name))
    return own.stem if own.suffix in ENDINGS else own.name
