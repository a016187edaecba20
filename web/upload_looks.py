"""Looking at finished uploads: in the background, one thread an upload, again after a crash.

Opening and hashing gigabytes takes minutes, and no request may take so long.
"""

import fcntl
import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import BoundedSemaphore, Thread

from dossiers.errors import DigitizationError, ServiceError
from dossiers.messages import Message, message
from records.connections import closing_connections
from records.reading_json import message_from_json, message_to_json
from web.handing_over import hand_over
from web.upload_box import CLOSED, OUTCOME, PRIVATE, write_whole
from web.upload_outcome import Outcome, look_at, outcome_from_json, outcome_to_json

AT_ONCE = 2
PAUSE_SECONDS = 60
"""So long after trouble the next try begins by itself."""

_LOOKED, _TROUBLE, _LOCK = "looked.json", "trouble.json", "looking"
_turns = BoundedSemaphore(AT_ONCE)


def begin_look(folder: Path, inbox: Path) -> Thread:
    """Look at a finished upload in the background; whoever comes second does nothing."""
    # A daemon: a server that stops does not wait for it, and the next one begins anew.
    thread = Thread(target=_look_in_thread, args=(folder, inbox), name="look", daemon=True)
    thread.start()
    return thread


def look(folder: Path, inbox: Path) -> None:
    """Look at a finished upload and hand it over, unless somebody else does or did.

    What goes wrong is noted, and told by ``trouble_of``.
    """
    with _locked(folder) as mine:
        if not mine or (folder / OUTCOME).exists():
            return
        with _turns:
            # It stands until the end: a process that dies in between cannot say anything.
            _note(folder, message("upload.look_broken"))
            try:
                _look(folder, inbox)
            except DigitizationError as error:
                _note(folder, error.reason)
            except OSError as error:
                _note(folder, _told(error, inbox))


def outcome_of(folder: Path) -> Outcome | None:
    """What was found in an upload; None as long as it is looked at."""
    path = folder / OUTCOME
    return outcome_from_json(path.read_text("utf-8")) if path.exists() else None


def name_of(folder: Path) -> str:
    """The name of the delivery that a finished upload becomes; empty before it is finished."""
    return _said(folder, "name")


def office_of(folder: Path) -> str:
    """The office whose dossiers an upload brings; empty when they are everybody's."""
    return _said(folder, "office")


def trouble_of(folder: Path) -> Message | None:
    """Why the last look at an upload brought nothing; None while there is one."""
    path = folder / _TROUBLE
    with _locked(folder) as idle:
        if not idle or not path.exists():
            return None
        return message_from_json(json.loads(path.read_text("utf-8")))


def wants_look(folder: Path) -> bool:
    """Claim that it is time to look, for the first time or again after trouble."""
    path = folder / _TROUBLE
    return not path.exists() or time.time() - path.stat().st_mtime > PAUSE_SECONDS


def _said(folder: Path, key: str) -> str:
    path = folder / CLOSED
    return str(json.loads(path.read_text("utf-8")).get(key, "")) if path.exists() else ""


def _look_in_thread(folder: Path, inbox: Path) -> None:
    with closing_connections():
        look(folder, inbox)


def _look(folder: Path, inbox: Path) -> None:
    looked, name, office = folder / _LOOKED, name_of(folder), office_of(folder)
    if not inbox.is_dir():
        raise ServiceError(message("flow.hot_folder_missing", folder=str(inbox)))
    if not looked.exists():
        outcome = _found(folder, name)
        os.sync()  # the browser forgets the files as soon as it hears of them
        write_whole(looked, outcome_to_json(outcome))
    place = inbox / office if office else inbox
    place.mkdir(mode=PRIVATE, exist_ok=True)
    hand_over(folder / "files", place, name)
    looked.rename(folder / OUTCOME)
    (folder / _TROUBLE).unlink()


def _found(folder: Path, name: str) -> Outcome:
    work = folder / "work"
    if work.exists():  # of a look that was cut off
        shutil.rmtree(work)
    work.mkdir(mode=PRIVATE)
    try:
        return look_at(folder / "files", name, work)
    finally:
        shutil.rmtree(work)


def _told(error: OSError, inbox: Path) -> Message:
    place = str(error.filename2 or error.filename or inbox)
    return message("storage.failed", place=place, reason=error.strerror or type(error).__name__)


def _note(folder: Path, reason: Message) -> None:
    write_whole(folder / _TROUBLE, json.dumps(message_to_json(reason), ensure_ascii=False))


@contextmanager
def _locked(folder: Path) -> Iterator[bool]:
    """Whether nobody looks at the upload; nobody can within the ``with``."""
    with (folder / _LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
