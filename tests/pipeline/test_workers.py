import multiprocessing
import os
import pickle
import signal
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from making_pages import decision

from dossiers.errors import (
    DigitizationError,
    MissingToolError,
    StorageError,
    UnreadableInputError,
)
from dossiers.messages import message
from dossiers.page import PageFailure, PageReading, Stage
from pipeline.page import PageTask
from pipeline.workers import PagePool
from settings import Settings
from settings.workshop import reader_choice

CHOICE = reader_choice(Settings())


@pytest.fixture
def page(tmp_path: Path) -> PageTask:
    path = tmp_path / "page.png"
    decision().resize((827, 1170)).save(path, dpi=(100, 100))
    return PageTask(0, path, "image/png", 0, "page.png")


@pytest.fixture
def endless(tmp_path: Path) -> PageTask:
    """A page whose file never ends to open: a pipe that nobody writes to."""
    path = tmp_path / "endless.png"
    os.mkfifo(path)
    return PageTask(1, path, "image/png", 0, "endless.png")


def test_a_page_that_takes_too_long_is_given_up_and_others_go_on(
    page: PageTask, endless: PageTask
) -> None:
    with PagePool(CHOICE, workers=1, page_seconds=8) as pool:
        results = [timed.result.outcome for timed in pool.digitize([endless, page])]
    outcomes = {outcome.index: outcome for outcome in results}
    assert isinstance(outcomes[0], PageReading)
    failure = outcomes[1]
    assert isinstance(failure, PageFailure)
    assert failure.stage is Stage.READ
    assert failure.reason.key == "page.too_slow"


def test_a_page_that_kills_its_process_is_a_failure_and_others_go_on(
    page: PageTask, endless: PageTask
) -> None:
    with PagePool(CHOICE, workers=1, page_seconds=60) as pool:
        killer = threading.Thread(target=_kill_a_worker)
        killer.start()
        results = [timed.result.outcome for timed in pool.digitize([endless, page])]
        killer.join()
    outcomes = {outcome.index: outcome for outcome in results}
    assert isinstance(outcomes[0], PageReading)
    failure = outcomes[1]
    assert isinstance(failure, PageFailure)
    assert failure.reason.key == "page.killed_reader"


def _kill_a_worker() -> None:
    """Kill the page worker once it has had time to start on its page."""
    deadline = time.monotonic() + 20
    while not multiprocessing.active_children() and time.monotonic() < deadline:
        time.sleep(0.1)
    time.sleep(4)
    for child in multiprocessing.active_children():
        os.kill(child.pid or 0, signal.SIGKILL)


def test_pages_cost_processor_seconds(page: PageTask) -> None:
    with PagePool(CHOICE, workers=2, page_seconds=60) as pool:
        results = list(pool.digitize([page, page, page]))
    assert len(results) == 3
    assert all(result.cpu_seconds > 0 for result in results)


def test_a_missing_engine_is_told_before_any_page_is_touched() -> None:
    choice = replace(CHOICE, reading="thorough", language="no-such-data")
    with pytest.raises(MissingToolError):
        PagePool(choice, workers=1, page_seconds=1)


@pytest.mark.parametrize(
    "error",
    [
        MissingToolError("pdftoppm", "poppler-utils"),
        StorageError(message("page.no_words")),
        UnreadableInputError(message("page.no_words")),
    ],
)
def test_errors_cross_from_page_workers(error: DigitizationError) -> None:
    arrived = pickle.loads(pickle.dumps(error))  # noqa: S301  # our own
    assert type(arrived) is type(error)
    assert arrived.reason == error.reason


def test_a_bug_on_a_page_costs_that_page_and_is_seen(
    page: PageTask, caplog: pytest.LogCaptureFixture
) -> None:
    odd = PageTask(1, "no path", "image/png", 0, "odd.png")  # type: ignore[arg-type]
    with PagePool(CHOICE, workers=1, page_seconds=60) as pool:
        results = [timed.result.outcome for timed in pool.digitize([odd, page])]
    outcomes = {outcome.index: outcome for outcome in results}
    assert isinstance(outcomes[0], PageReading)
    failure = outcomes[1]
    assert isinstance(failure, PageFailure)
    assert failure.reason.key == "page.bug"
    assert "AttributeError" in str(failure.reason)
    assert "odd.png" in caplog.text
