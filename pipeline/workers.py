"""One pool of processes that digitize pages, reused by all dossiers of a run.

A page that takes too long or kills its process becomes a failure with its reason; the pool
goes on with the others.
"""

import logging
import os
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, TimeoutError, wait
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from types import TracebackType
from typing import Self

from pebble import ProcessExpired, ProcessPool

from dossiers.errors import DigitizationError
from dossiers.messages import message
from dossiers.page import PageFailure, Stage
from ocr.calibrated import Calibrated
from ocr.engine import Engine, open_engine
from ocr.line_finder import LineFinder
from ocr.line_reader import LineReader
from ocr.page_reading import Readers
from ocr.tessdata import choose_curve, choose_traineddata
from pipeline.memory import give_large_blocks_back
from pipeline.page import PageResult, PageTask, digitize_page

_log = logging.getLogger(__name__)

# A process is replaced after this many pages: native libraries leak a little.
PAGES_A_PROCESS = 500
# Pages handed out ahead of the workers; results in flight stay few, so memory stays flat.
AHEAD = 2
# Lines with a word less sure than this are read by Tesseract too, by the setting "reading".
DOUBT = {"fast": 0.0, "thorough": 0.8}


@dataclass(frozen=True, slots=True)
class ReaderChoice:
    """Which readers to read with; small enough to send to a process.

    Attributes:
        reading: How soon a line is read twice, see ``DOUBT``.
    """

    reading: str
    engine: str
    language: str
    tessdata: str
    models: Path

    def open(self) -> Readers:
        """Start the readers: our own, and Tesseract for what it doubts.

        Raises:
            MissingToolError, IncompleteAlphabetError: see ``open_engine``.
            BadWeightsError: see ``find_weights``.
        """
        give_large_blocks_back()
        finder = LineFinder(self.models / "line-finder")
        own = LineReader(self.models / "line-reader")
        doubt = DOUBT[self.reading]
        return Readers(finder, own, self._open_tesseract() if doubt else None, doubt)

    def _open_tesseract(self) -> Engine:
        traineddata = choose_traineddata(self.language, self.tessdata, self.models)
        curve = choose_curve(self.language, self.models)
        return Calibrated(open_engine(self.engine, traineddata), curve)


@dataclass(frozen=True, slots=True)
class TimedResult:
    """A page's result and the processor seconds that it took."""

    result: PageResult
    cpu_seconds: float


class PagePool:
    """Worker processes, each with warm engines; to be used in a ``with`` statement."""

    def __init__(self, choice: ReaderChoice, workers: int, page_seconds: int) -> None:
        self._choice = choice
        self._page_seconds = page_seconds
        self._workers = workers or os.cpu_count() or 1
        choice.open()  # refuse a missing engine here, where the error reaches a person
        self._pool = ProcessPool(
            max_workers=self._workers,
            max_tasks=PAGES_A_PROCESS,
            initializer=_open_readers,
            initargs=(choice,),
            context=get_context("forkserver"),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        end: Callable[[], None] = self._pool.close if kind is None else self._pool.stop
        end()
        self._pool.join()

    def digitize(self, tasks: Iterable[PageTask]) -> Iterator[TimedResult]:
        """Digitize pages side by side; results come in the order in which they are done."""
        waiting = iter(tasks)
        running: dict[Future[TimedResult], PageTask] = {}
        while True:
            for task in islice(waiting, self._workers * AHEAD - len(running)):
                running[self._schedule(task)] = task
            if not running:
                return
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                yield self._outcome(future, running.pop(future))

    def _schedule(self, task: PageTask) -> Future[TimedResult]:
        scheduled: Future[TimedResult] = self._pool.schedule(
            _digitize, args=[task], timeout=self._page_seconds
        )
        return scheduled

    def _outcome(self, future: Future[TimedResult], task: PageTask) -> TimedResult:
        try:
            return future.result()
        except TimeoutError:
            reason = message("page.too_slow", seconds=self._page_seconds)
        except ProcessExpired:
            reason = message("page.killed_reader")
        except DigitizationError:
            raise  # of the run, not of the page: the store or the delivery is out of reach
        except Exception as error:  # noqa: BLE001  # a bug must be seen, and cost one page only
            _log.exception("page %d of %s", task.index, task.name)
            reason = message("page.bug", error=type(error).__name__)
        return TimedResult(PageResult(PageFailure(task.index, Stage.READ, reason), b""), 0.0)


_readers: list[Readers] = []  # of this worker process, opened once


def _open_readers(choice: ReaderChoice) -> None:
    _readers[:] = [choice.open()]


def _digitize(task: PageTask) -> TimedResult:
    started = time.process_time()
    result = digitize_page(task, _readers[0])
    return TimedResult(result, time.process_time() - started)
