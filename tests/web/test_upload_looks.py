import json
import os
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from records.models import Dossier
from tests.web.making_papers import draw_scan
from web import upload_looks
from web.handing_over import hand_over
from web.upload_box import Chunk, UploadBox
from web.upload_looks import look, outcome_of, trouble_of, wants_look

pytestmark = pytest.mark.django_db(transaction=True)
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108  # a disk of its own


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    (tmp_path / "inbox").mkdir()
    return tmp_path / "inbox"


@pytest.fixture
def other_disk(tmp_path: Path) -> Iterator[Path]:
    if not SHARED_MEMORY.exists() or SHARED_MEMORY.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("there is one disk only")
    with TemporaryDirectory(dir=SHARED_MEMORY) as folder:
        yield Path(folder)


def close(tmp_path: Path, pictures: int = 1) -> Path:
    """A finished upload, not looked at; gives its folder."""
    box = UploadBox(tmp_path / "uploads", 2**30, timedelta(days=7))
    number, scan = box.start("ai"), draw_scan()
    for place in range(pictures):
        box.append(number, "ai", Chunk(f"a/{place}.jpg", 0, 1, scan))
    box.close(number, "ai", pictures, pictures * len(scan), "lô")
    return box.uploads / number


def scans_in(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted(folder.rglob("*.jpg"))]


def test_many_who_look_at_once_hand_over_once(tmp_path: Path, inbox: Path) -> None:
    folder = close(tmp_path, pictures=20)
    begun = threading.Barrier(6)

    def look_together(_: int) -> None:
        begun.wait()
        upload_looks._look_in_thread(folder, inbox)

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(look_together, range(6)))
    (delivery,) = inbox.iterdir()
    assert len(scans_in(delivery)) == 20
    outcome = outcome_of(folder)
    assert outcome is not None
    assert [(each.name, each.pages) for each in outcome.new] == [("a", 20)]
    assert trouble_of(folder) is None
    assert not (folder / "files").exists()


def test_nothing_is_seen_in_the_hot_folder_before_it_is_looked_at(
    tmp_path: Path, inbox: Path
) -> None:
    folder = close(tmp_path)
    with upload_looks._locked(folder):  # somebody looks
        look(folder, inbox)
        assert trouble_of(folder) is None
        assert outcome_of(folder) is None
    assert not list(inbox.iterdir())
    look(folder, inbox)
    assert len(list(inbox.iterdir())) == 1


def test_a_look_that_died_is_told_and_begun_anew(tmp_path: Path, inbox: Path) -> None:
    folder = close(tmp_path)
    child = os.fork()
    if not child:  # a server that dies while it looks
        upload_looks.look_at = lambda *_: os._exit(9)  # type: ignore[assignment]
        look(folder, inbox)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    trouble = trouble_of(folder)
    assert trouble is not None
    assert trouble.key == "upload.look_broken"
    assert not wants_look(folder)  # not at once: the page asks every two seconds
    os.utime(folder / "trouble.json", (0, 0))
    assert wants_look(folder)
    look(folder, inbox)
    assert outcome_of(folder) is not None
    assert trouble_of(folder) is None
    (delivery,) = inbox.iterdir()
    assert scans_in(delivery) == [draw_scan()]
    assert not (folder / "work").exists()


@pytest.mark.parametrize("stage", ["looked", "hidden", "seen"])
def test_a_hand_over_that_died_is_finished_and_never_repeated(
    stage: str, tmp_path: Path, inbox: Path
) -> None:
    folder = close(tmp_path)
    look(folder, inbox)
    (delivery,) = inbox.iterdir()
    (folder / "outcome.json").rename(folder / "looked.json")
    if stage == "looked":
        delivery.rename(folder / "files")
    if stage == "hidden":
        delivery.rename(inbox / f".{delivery.name}.part")
    look(folder, inbox)
    assert list(inbox.iterdir()) == [delivery]
    assert scans_in(delivery) == [draw_scan()]
    assert outcome_of(folder) is not None


def test_the_hot_folder_may_lie_on_another_disk(tmp_path: Path, other_disk: Path) -> None:
    folder = close(tmp_path, pictures=3)
    look(folder, other_disk)
    (delivery,) = other_disk.iterdir()
    assert scans_in(delivery) == [draw_scan()] * 3
    assert delivery.stat().st_mode & 0o777 == 0o700
    assert not (folder / "files").exists()


@pytest.mark.parametrize("stage", ["half a copy", "copied", "seen"])
def test_a_copy_to_another_disk_that_died_is_finished(
    stage: str, tmp_path: Path, other_disk: Path
) -> None:
    files = tmp_path / "files"
    files.mkdir(mode=0o700)
    for place in range(3):
        (files / f"{place}.jpg").write_bytes(draw_scan())
    hidden = other_disk / ".lô.part"
    hidden.mkdir()
    for path in list(files.iterdir())[: 1 if stage == "half a copy" else 3]:
        (hidden / path.name).write_bytes(path.read_bytes()[:1000])
    if stage == "seen":
        (hidden / "mark").touch()
        hidden.rename(other_disk / "lô")
    hand_over(files, other_disk, "lô")
    assert [path.name for path in other_disk.iterdir()] == ["lô"]
    assert not files.exists()
    if stage == "seen":  # what the flows may be reading stays as it is
        assert (other_disk / "lô" / "mark").exists()
    else:
        assert scans_in(other_disk / "lô") == [draw_scan()] * 3


def test_a_missing_hot_folder_leaves_all_where_it_was(tmp_path: Path) -> None:
    folder = close(tmp_path)
    look(folder, tmp_path / "nowhere")
    trouble = trouble_of(folder)
    assert trouble is not None
    assert trouble.key == "flow.hot_folder_missing"
    assert scans_in(folder / "files") == [draw_scan()]
    locked = tmp_path / "locked"
    locked.write_text("a file, no folder")
    look(folder, locked)
    assert scans_in(folder / "files") == [draw_scan()]


def test_more_scans_than_sqlite_takes_in_one_question_are_compared(tmp_path: Path) -> None:
    from web.upload_outcome import _known

    keys = [f"{number:064}" for number in range(40_000)]
    from pipeline.version import PIPELINE_VERSION

    for key in (keys[0], keys[-1]):
        Dossier.objects.create(name="x", key=key, pipeline_version=PIPELINE_VERSION, page_count=1)
    assert _known(keys) == {keys[0], keys[-1]}


def test_an_outcome_survives_being_kept(tmp_path: Path, inbox: Path) -> None:
    folder = close(tmp_path)
    look(folder, inbox)
    kept = json.loads((folder / "outcome.json").read_text("utf-8"))
    outcome = outcome_of(folder)
    assert outcome is not None
    assert kept["name"] == outcome.name
    assert outcome.known == []
