"""Hoso in this very process, read by other means or with a step left out, for comparisons."""

import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

import click

from bench.cache import Cache
from bench.deliveries import fresh_dossiers
from bench.engines import Answer
from bench.figures import all_rows, cost, measure
from bench.handed import Page
from bench.machine import machine
from bench.own import Hoso, answer_of
from bench.run import DossierRun, run_dossiers
from bench.tables import percent, table
from ocr.page_reading import Readers
from pipeline.page import PageTask, digitize_page

MEASURES = {
    "CER by line": "cer_by_line",
    "CER printed": "cer_printed",
    "CER handwritten": "cer_written",
    "beside": "extra",
    "orientation": "orientation",
    "blank precision": "blank_precision",
    "blank recall": "blank_recall",
}


@dataclass(frozen=True, slots=True)
class Way:
    """A way of reading pages.

    Attributes:
        label: For tables; the one that is empty is hoso as it is.
        code: Version of hoso's code and weights.
        patches: What stands in the place of a step, by where it is called.
    """

    label: str
    readers: Readers
    code: str
    patches: Mapping[str, Callable[..., Any]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.label or Hoso.name

    @property
    def version(self) -> str:
        """Not that of the bench beside peers: answers of this one tell no peak and no PDF."""
        return f"{self.code} in process"

    def read(self, page: Page) -> Answer:
        with ExitStack() as patched:
            for place, other in self.patches.items():
                patched.enter_context(patch(place, other))
            started = time.process_time()
            task = PageTask(0, page.path, page.media, 0, page.path.name)
            outcome = digitize_page(task, self.readers).outcome
            return answer_of(outcome, time.process_time() - started, 0)


def compare_ways(ways: Sequence[Way], title: str, dossiers: int, seed: int, file: Path) -> None:
    """Read fresh dossiers in all ways, page by page in turn, and write the table."""
    with tempfile.TemporaryDirectory() as work:
        truths = fresh_dossiers(Path(work), dossiers, seed)
        cache = Cache(file.parent / "pages")
        runs = run_dossiers(truths, ways, cache, lambda told: click.echo(told, file=sys.stderr))
    told = f"Fresh dossiers, seed {seed}: {dossiers} dossiers, {len(all_rows(runs))} pages. "
    lines = [f"# {title}", "", told + machine(), "", *_table(runs, ways)]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    click.echo(file)


def _table(runs: Sequence[DossierRun], ways: Sequence[Way]) -> list[str]:
    rows = all_rows(runs)
    whole = cost(rows, Hoso.name).cpu_seconds
    return table(
        ["", *MEASURES, "CPU"],
        [
            [
                way.label or "**as it is**",
                *(percent(measure(rows, way.name, name, len(runs))) for name in MEASURES.values()),
                f"{cost(rows, way.name).cpu_seconds / whole:.2f}",
            ]
            for way in ways
        ],
    )
