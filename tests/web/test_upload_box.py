import os
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from web.upload_box import Chunk, UploadBox
from web.upload_names import UploadError, delivery_name, printable

DAY = 24 * 60 * 60


@pytest.fixture
def box(tmp_path: Path) -> UploadBox:
    return UploadBox(tmp_path / "uploads", 2**30, timedelta(days=7))


def begin(box: UploadBox, content: bytes = b"12345") -> str:
    number = box.start("ai")
    box.append(number, "ai", Chunk("a.pdf", 0, 1, content))
    return number


def age(path: Path, days: float) -> None:
    then = time.time() - days * DAY
    os.utime(path, (then, then))


def test_a_chunk_that_comes_twice_at_once_is_written_once(box: UploadBox) -> None:
    number = box.start("ai")
    with ThreadPoolExecutor(4) as threads:
        for place in range(40):
            chunk = Chunk("a.pdf", 1000 * place, 1, bytes(1000))
            twice = [threads.submit(box.append, number, "ai", chunk) for _ in range(4)]
            assert {each.result() for each in twice} == {1000 * (place + 1)}
    assert box.received(number, "ai")["a.pdf"].size == 40_000


def test_an_upload_has_an_end_and_what_is_taken_out_makes_room(tmp_path: Path) -> None:
    box = UploadBox(tmp_path / "uploads", 10, timedelta(days=7))
    number = begin(box, b"12345678")
    more = Chunk("b.pdf", 0, 1, b"123")
    with pytest.raises(UploadError, match="chia thành nhiều lần"):
        box.append(number, "ai", more)
    assert list(box.received(number, "ai")) == ["a.pdf"]
    box.append(number, "ai", Chunk("a.pdf", 0, 2, b"1"))  # it was changed, and is shorter now
    assert box.append(number, "ai", more) == 3
    box.take_out(number, "ai", "b.pdf")
    assert box.append(number, "ai", Chunk("c.pdf", 0, 1, b"123456789")) == 9


def test_times_that_no_disk_can_keep_do_no_harm(box: UploadBox) -> None:
    number = box.start("ai")
    for modified in (0, 10**15 - 1):
        name = f"{modified}.pdf"
        assert box.append(number, "ai", Chunk(name, 0, modified, b"12")) == 2
        assert box.append(number, "ai", Chunk(name, 2, modified, b"34")) == 4


def test_an_upload_that_is_closed_stays_as_it_is(box: UploadBox) -> None:
    number = begin(box)
    assert box.close(number, "ai", 1, 5, "lô")
    assert not box.close(number, "ai", 1, 5, "lô")
    with pytest.raises(UploadError, match="đã xong"):
        box.append(number, "ai", Chunk("a.pdf", 5, 1, b"6"))
    with pytest.raises(UploadError, match="đã xong"):
        box.take_out(number, "ai", "a.pdf")
    with pytest.raises(UploadError, match="đã xong"):
        box.drop(number, "ai")
    assert (box.uploads / number / "files" / "a.pdf").read_bytes() == b"12345"


@pytest.mark.slow
def test_a_hundred_thousand_files_are_one_upload(box: UploadBox) -> None:
    number = box.start("ai")
    files = box.uploads / number / "files"
    for place in range(100_000):
        if place % 1000 == 0:
            folder = files / f"hồ sơ {place}"
            folder.mkdir()
        os.close(os.open(folder / f"{place}.pdf", os.O_CREAT | os.O_WRONLY))
    assert len(box.received(number, "ai")) == 100_000
    assert box.close(number, "ai", 100_000, 0, "")
    assert list(box.closed()) == [number]


def test_what_nobody_went_on_with_is_removed_after_its_days(box: UploadBox) -> None:
    old, empty, fresh = begin(box), box.start("ai"), begin(box)
    age(box.uploads / old / "bytes", 7.1)
    age(box.uploads / empty / "owner", 7.1)
    age(box.uploads / fresh / "owner", 100)  # begun long ago; its last chunk is of today
    assert sorted(box.remove_abandoned()) == sorted([old, empty])
    assert [each.number for each in box.unfinished("ai")] == [fresh]
    assert {path.name for path in box.uploads.iterdir() if path.is_dir()} == {fresh}


def test_what_is_finished_and_not_handed_over_is_never_removed(box: UploadBox) -> None:
    number = begin(box)
    box.close(number, "ai", 1, 5, "")
    for path in (box.uploads / number).iterdir():
        age(path, 1000)
    assert box.remove_abandoned() == []
    assert (box.uploads / number / "files" / "a.pdf").exists()
    outcome = box.uploads / number / "outcome.json"
    outcome.write_text("{}")
    assert box.remove_abandoned() == []
    assert outcome.exists()
    age(outcome, 7.1)
    assert box.remove_abandoned() == []  # it was finished: nothing was lost
    assert not outcome.parent.exists()


def test_a_removal_that_a_crash_cut_off_is_finished(box: UploadBox) -> None:
    number = begin(box)
    (box.uploads / number).rename(box.uploads / f"{number}.gone")
    assert box.unfinished("ai") == []
    box.remove_abandoned()
    assert not list(box.uploads.glob("*.gone"))


def test_several_servers_can_remove_at_once(box: UploadBox) -> None:
    numbers = [begin(box) for _ in range(30)]
    for number in numbers:
        age(box.uploads / number / "bytes", 8)
    with ThreadPoolExecutor(4) as threads:
        removals = [threads.submit(box.remove_abandoned) for _ in range(4)]
        found = [number for removal in removals for number in removal.result()]
    assert sorted(found) == sorted(numbers)


def test_names_of_deliveries_are_plain_and_not_too_long() -> None:
    name = delivery_name("../" + "ữ" * 200 + "\u202e\n", "thư ký", "2026-03-09 08.00.00", "a" * 32)
    assert len(name.encode()) < 250
    assert name.isprintable()
    assert "/" not in name
    assert not name.startswith(".")


def test_what_would_turn_a_sentence_around_is_not_shown() -> None:
    assert printable("a\u202efdp.exe\n") == "a?fdp.exe?"
