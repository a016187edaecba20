"""Hoso as an engine: one worker process with warm engines, as in the pipeline's own pool.

The worker tells what each page cost, its searchable PDF with it: processor seconds of it and
its children, and the peak of its resident memory, which is set back before each page
(``/proc/self/clear_refs``, Linux). What it costs to divide a dossier and to extract its fields
is told by ``understand_dossier``.
"""

import hashlib
import os
import resource
import tempfile
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import TimeoutError
from dataclasses import dataclass, replace
from functools import cached_property
from multiprocessing import get_context
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pebble import ProcessExpired, ProcessPool

from bench.engines import Answer
from bench.handed import Page
from bench.peers import PAGE_SECONDS
from dossiers.delivery import ScanStream
from dossiers.document import Document
from dossiers.errors import DigitizationError
from dossiers.messages import Message, message
from dossiers.page import PageFailure, PageOutcome, PageReading, Stage
from ocr.page_reading import Readers
from pipeline.page import PageTask, digitize_page
from pipeline.workers import ReaderChoice
from records.reading_json import (
    message_from_json,
    message_to_json,
    reading_from_json,
    reading_to_json,
)
from records.searchable_pdf import PdfPage, write_searchable_pdf
from settings import REPOSITORY, Settings
from settings.workshop import knowledge, reader_choice

Json = dict[str, Any]

_KIBIBYTE = 1024
# Write this into clear_refs to set the peak back: proc(5).
_RESET_PEAK = "5"
# Rooms and files of which a change may change what is read on a page.
_READS = ("imaging", "ocr", "pipeline", "dossiers", "models")
_CODE = frozenset({".py", ".toml", ".onnx", ".safetensors"})


@dataclass(frozen=True, slots=True)
class _Measured:
    """A page's outcome and what it cost the worker."""

    outcome: PageOutcome
    cpu_seconds: float
    peak_bytes: int


class Hoso:
    """Our pipeline's way of a page; to be used in a ``with`` statement."""

    name = "hoso"

    def __init__(self, settings: Settings | None = None) -> None:
        self._choice = reader_choice(settings or Settings())
        os.environ.setdefault("OMP_THREAD_LIMIT", "1")
        self._pool = ProcessPool(
            max_workers=1,
            initializer=_open_readers,
            initargs=(self._choice,),
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
        self._pool.stop()  # type: ignore[no-untyped-call]  # pebble has no types for it
        self._pool.join()

    @cached_property
    def version(self) -> str:
        """A hash of the code and weights that read pages, and of the choice of engines."""
        digest = hashlib.sha256(repr(self._choice).encode())
        for room in _READS:
            for path in sorted((REPOSITORY / room).rglob("*")):
                if path.suffix in _CODE:
                    digest.update(path.read_bytes())
        return digest.hexdigest()[:12]

    def read(self, page: Page) -> Answer:
        task = PageTask(0, page.path, page.media, 0, page.path.name)
        waiting = self._pool.schedule(_measure, args=[task], timeout=PAGE_SECONDS)
        try:
            measured: _Measured = waiting.result()
        except TimeoutError:
            return _failed(message("page.too_slow", seconds=PAGE_SECONDS))
        except ProcessExpired:
            return _failed(message("page.killed_reader"))
        except DigitizationError as error:
            return _failed(error.reason)
        return answer_of(measured.outcome, measured.cpu_seconds, measured.peak_bytes)


def outcome_from_json(stored: Mapping[str, Any], index: int) -> PageOutcome:
    """The outcome that an answer of ``Hoso`` carries, at its place in the scan stream."""
    if "reading" in stored:
        return replace(reading_from_json(stored["reading"]), index=index)
    reason = message_from_json(stored["reason"])
    return PageFailure(index, Stage(stored["stage"]), reason)


def answer_of(outcome: PageOutcome, cpu_seconds: float, peak_bytes: int) -> Answer:
    """What the bench keeps of a page's outcome."""
    if isinstance(outcome, PageFailure):
        failed = _failed(outcome.reason, outcome.stage)
        return replace(failed, cpu_seconds=cpu_seconds, peak_bytes=peak_bytes)
    return Answer(
        text=outcome.text.text,
        rotation=outcome.rotation,
        blank=outcome.blank,
        cpu_seconds=cpu_seconds,
        peak_bytes=peak_bytes,
        outcome={"reading": reading_to_json(outcome)},
    )


def understand_dossier(
    name: str, outcomes: Sequence[PageOutcome]
) -> tuple[tuple[Document, ...], float]:
    """The documents of a dossier, as the pipeline finds them, and the processor seconds."""
    from settings.start import set_up_django

    set_up_django()
    from pipeline.dossier import understand  # its module needs Django's models

    started = time.process_time()
    documents = understand(ScanStream(name, ()), outcomes, knowledge(Settings()))
    return documents, time.process_time() - started


def _failed(reason: Message, stage: Stage = Stage.READ) -> Answer:
    stored: Json = {"stage": str(stage), "reason": message_to_json(reason)}
    return Answer("", None, False, 0.0, 0, reason.key, stored)


_readers: list[Readers] = []  # of the worker process, opened once


def _open_readers(choice: ReaderChoice) -> None:
    _readers[:] = [choice.open()]


def _measure(task: PageTask) -> _Measured:
    """Digitize a page in the worker process."""
    _reset_peak()
    before = _cpu_seconds()
    outcome = digitize_page(task, _readers[0]).outcome
    if isinstance(outcome, PageReading):
        _write_pdf(task, outcome)
    return _Measured(outcome, _cpu_seconds() - before, _peak_bytes())


def _write_pdf(task: PageTask, reading: PageReading) -> None:
    """Peers write a searchable PDF as well: its cost belongs to the page's."""
    with tempfile.TemporaryDirectory(prefix="hoso-bench-") as folder:
        page = PdfPage(task.path, task.media, task.number, reading)
        write_searchable_pdf([page], Path(folder) / "page.pdf")


def _reset_peak() -> None:
    Path("/proc/self/clear_refs").write_text(_RESET_PEAK, encoding="ascii")


def _peak_bytes() -> int:
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * _KIBIBYTE
    return 0


def _cpu_seconds() -> float:
    own, children = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
