"""The hot folder: what lies in it, and what has stopped growing.

An entry is a file or a folder directly in it, or in the folder of an office in it. Nothing in
it is moved or changed. Copies over the network may keep old times, so age says nothing: only two
looks that see the same do.
"""

import hashlib
import os
import time
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from pipeline.file_names import is_half_done, is_litter


def look(folder: Path, offices: Collection[str] = ()) -> Mapping[Path, str]:
    """Fingerprints of the entries that may be complete, by path, in the order of their names.

    Args:
        offices: Names of folders that are no entries, but hold those of an office.

    A fingerprint tells names, sizes and times of all files in an entry, and needs no reading
    of them. Left out are hidden entries, empty folders, entries with a half-done file in them,
    and names that are no text.

    Raises:
        OSError: The folder is out of reach.
    """
    return {
        entry: print_
        for entry in _entries(folder, offices)
        if _is_for_us(entry.name) and (print_ := _fingerprint(entry))
    }


def unspeakable_names(folder: Path) -> list[str]:
    """Names of entries that are not UTF-8, as well as they can be shown."""
    names = (entry.name for entry in folder.iterdir())
    return [os.fsencode(name).decode(errors="replace") for name in names if not _is_text(name)]


def settle(
    folder: Path, seen: Mapping[Path, str], seconds: float, offices: Collection[str] = ()
) -> Mapping[Path, str]:
    """Look again after ``seconds``; gives the entries of ``seen`` that are as they were."""
    if not seen:
        return {}
    time.sleep(seconds)
    again = look(folder, offices)
    return {entry: print_ for entry, print_ in seen.items() if again.get(entry) == print_}


def _entries(folder: Path, offices: Collection[str]) -> Iterator[Path]:
    own = [folder / name for name in sorted(offices) if (folder / name).is_dir()]
    yield from sorted(entry for entry in folder.iterdir() if entry not in own)
    for place in own:
        yield from sorted(place.iterdir())


def _is_for_us(name: str) -> bool:
    return _is_text(name) and not is_litter(name) and not is_half_done(name)


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _fingerprint(entry: Path) -> str:
    """SHA-256 of names, sizes and times; empty when the entry cannot be taken yet."""
    digest = hashlib.sha256()
    empty = True
    for path in _files(entry):
        if is_half_done(path.name):
            return ""
        try:
            state = path.stat() if path == entry else path.lstat()
        except FileNotFoundError:  # gone since it was listed: somebody is at work here
            return ""
        digest.update(os.fsencode(path.relative_to(entry.parent)))
        digest.update(f"\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
        empty = False
    return "" if empty else digest.hexdigest()


def _files(entry: Path) -> Iterator[Path]:
    """The file itself, or all files in a folder, in a fixed order.

    Hidden ones count: copying programs write into them first. The litter of file managers
    does not: it comes when somebody only looks.
    """
    if not entry.is_dir():
        yield entry
        return
    for folder, below, names in os.walk(entry):
        below.sort()
        kept = (name for name in sorted(names) if name.startswith(".") or not is_litter(name))
        yield from (Path(folder) / name for name in kept)
