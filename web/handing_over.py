"""A looked-at upload on its way into the hot folder: whole, once, also after a crash.

Under its own name nothing is seen of it until all of it is there.
"""

import errno
import shutil
from pathlib import Path

_PRIVATE = 0o700


def hand_over(files: Path, inbox: Path, name: str) -> None:
    """Move a folder into the hot folder; asked again after a crash, go on where it stopped.

    Args:
        files: The folder; it is gone afterwards.
        name: That nothing else in the hot folder has.

    Raises:
        OSError: The hot folder is out of reach or full; the files are where they were.
    """
    hidden, seen = inbox / f".{name}.part", inbox / name
    if files.exists() and not seen.exists():
        _bring(files, hidden)
    if hidden.exists():
        hidden.rename(seen)
    if files.exists():  # a copy was handed over; renamed first, so that no half is ever copied
        handed = files.with_name("handed")
        files.rename(handed)
        shutil.rmtree(handed)


def _bring(files: Path, hidden: Path) -> None:
    if hidden.exists():  # half a copy
        shutil.rmtree(hidden)
    try:
        files.rename(hidden)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        hidden.mkdir(mode=_PRIVATE)
        shutil.copytree(files, hidden, dirs_exist_ok=True)
