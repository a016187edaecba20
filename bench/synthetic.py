"""Hoso, Tesseract and OCRmyPDF on fresh dossiers that never existed, in one run.

    python -m bench.synthetic --dossiers 40 --seed 7 --report bench/report

writes ``synthetic.md``, ``synthetic.json`` and plots. Answers are kept in ``pages/`` below the
report, so a run that was ended goes on where it was when it is started again.
``--dossiers-in FOLDER`` takes dossiers with a folder ``truth/``, e.g. ``samples``.
Rules of scoring: docs/scoring.md.
"""

import json
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import click

from bench.cache import Cache
from bench.deliveries import fresh_dossiers, known_dossiers
from bench.engines import Engine
from bench.figures import all_rows
from bench.machine import machine
from bench.own import Hoso
from bench.peers import OcrMyPdf, Tesseract
from bench.raw import raw_figures
from bench.report_dossiers import dossiers_report
from bench.report_pages import pages_report
from bench.run import DossierRun, run_dossiers

TURNED = ("--rotate-pages", "--deskew")


def peers() -> list[Engine]:
    """What hoso is measured beside."""
    tesseract = [Tesseract("vie"), Tesseract("script/Vietnamese")]
    return [*tesseract, OcrMyPdf(), OcrMyPdf(TURNED)]


def write_report(
    runs: Sequence[DossierRun], engines: Sequence[Engine], source: str, folder: Path
) -> None:
    """Write tables, raw figures and plots into a folder."""
    from bench.plots import draw_plots  # needs the extra "bench", which nothing else does

    folder.mkdir(parents=True, exist_ok=True)
    names = [engine.name for engine in engines]
    head = {
        "source": source,
        "machine": machine(),
        "versions": {engine.name: engine.version for engine in engines},
    }
    raw = json.dumps({**head, **raw_figures(runs, names)}, ensure_ascii=False, indent=1)
    (folder / "synthetic.json").write_text(raw + "\n", encoding="utf-8")
    plots = draw_plots(runs, names, folder)
    pictures = [f"![{path.stem}]({path.name})" for path in plots]
    lines = [*_head(runs, engines, source), *pictures, "", *_tables(runs, engines)]
    (folder / "synthetic.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _tables(runs: Sequence[DossierRun], engines: Sequence[Engine]) -> list[str]:
    beside = sum(run.understanding_seconds for run in runs)
    pages = pages_report(all_rows(runs), engines, len(runs), beside)
    return [*pages, "", *dossiers_report(runs)]


def _head(runs: Sequence[DossierRun], engines: Sequence[Engine], source: str) -> list[str]:
    rows = all_rows(runs)
    documents = sum(len(run.truth.documents) for run in runs)
    versions = ", ".join(f"{engine.name}: {engine.version}" for engine in engines)
    return [
        "# Measured on synthetic dossiers",
        "",
        f"{source}: {len(runs)} dossiers, {documents} documents, {len(rows)} pages, "
        f"{sum(row.page.blank for row in rows)} of them blank. {machine()}",
        f"One thread an engine (`OMP_THREAD_LIMIT=1`), page by page in turn. {versions}.",
        "Brackets: 95 % intervals by the bootstrap over dossiers. Rules: docs/scoring.md.",
        "",
    ]


@click.command()
@click.option("--dossiers", type=click.IntRange(1), default=40, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--report", type=click.Path(path_type=Path), default=Path("bench/report"))
@click.option(
    "--dossiers-in", "ready", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
def main(dossiers: int, seed: int, report: Path, ready: Path | None) -> None:
    """Measure all engines on the same dossiers, page by page in turn."""
    with ExitStack() as open_until_done:
        if ready is None:
            work = Path(open_until_done.enter_context(tempfile.TemporaryDirectory()))
            truths, source = fresh_dossiers(work, dossiers, seed), f"Fresh dossiers, seed {seed}"
        else:
            truths, source = known_dossiers(ready), f"Dossiers of `{ready.name}`"
        engines = [open_until_done.enter_context(Hoso()), *peers()]
        cache = Cache(report / "pages")
        runs = run_dossiers(truths, engines, cache, lambda told: click.echo(told, file=sys.stderr))
    write_report(runs, engines, source, report)
    click.echo(report / "synthetic.md")


if __name__ == "__main__":
    main()
