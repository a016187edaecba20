"""Hoso, plain Tesseract and OCRmyPDF on the same real scanned pages, in one run.

    python -m bench.real_pages ../shared/real [--report bench/report/real.md]

The folder holds PDFs and ``pages/<file>-p<N>.txt``, full transcriptions of some pages. Every
engine gets a page as a PDF of one page and one thread:

- tesseract: ``pdftoppm -r 300 -gray`` and ``tesseract -l vie``, as one would by hand;
- ocrmypdf: ``ocrmypdf -l vie --output-type pdf --sidecar``, as it comes;
- hoso: the page function of the pipeline, engines warm as in its worker processes.

Processor seconds include rasterizing. Error rates: see ``bench/score.py``.
"""

import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import pikepdf

from bench.score import PageScore, score_page
from dossiers.page import PageReading
from pipeline.page import PageTask, digitize_page
from settings import Settings
from settings.workshop import reader_choice

Read = Callable[[Path, Path], str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of the set: where it is, and its transcription (None where there is none)."""

    name: str
    pdf: Path
    number: int
    truth: str | None


@dataclass(frozen=True, slots=True)
class Result:
    """What an engine made of a page, and what it cost."""

    text: str
    cpu_seconds: float
    seconds: float


def list_sheets(folder: Path) -> list[Sheet]:
    """All pages of the PDFs in a folder, in the order of their names."""
    sheets = []
    for pdf in sorted(folder.glob("*.pdf")):
        with pikepdf.open(pdf) as opened:
            count = len(opened.pages)
        for number in range(count):
            name = f"{pdf.stem}-p{number + 1}"
            truth = folder / "pages" / f"{name}.txt"
            text = truth.read_text(encoding="utf-8") if truth.exists() else None
            sheets.append(Sheet(name, pdf, number, text))
    return sheets


def read_with_tesseract(page: Path, work: Path) -> str:
    """Plain Tesseract on the rasterized page."""
    _call("pdftoppm", "-r", "300", "-gray", "-png", "-singlefile", str(page), str(work / "page"))
    return _call("tesseract", str(work / "page.png"), "stdout", "-l", "vie", "--dpi", "300")


def read_with_ocrmypdf(page: Path, work: Path) -> str:
    """OCRmyPDF with its defaults; pages that have text already are redone."""
    text = work / "page.txt"
    common = ["-l", "vie", "--output-type", "pdf", "--jobs", "1", "--sidecar", str(text)]
    target = [str(page), str(work / "out.pdf")]
    try:
        _call("ocrmypdf", *common, *target)
    except subprocess.CalledProcessError:
        _call("ocrmypdf", "--force-ocr", *common, *target)
    return text.read_text(encoding="utf-8")


def hoso_reader() -> Read:
    """Our page function, its engines open."""
    readers = reader_choice(Settings()).open()

    def read(page: Path, _: Path) -> str:
        task = PageTask(0, page, "application/pdf", 0, page.name)
        outcome = digitize_page(task, readers).outcome
        return outcome.text.text if isinstance(outcome, PageReading) else ""

    return read


def measure(read: Read, sheet: Sheet) -> Result:
    """Run one engine on one page, and count processor seconds of it and its children."""
    with tempfile.TemporaryDirectory(prefix="hoso-bench-") as folder:
        work = Path(folder)
        page = work / "sheet.pdf"
        with pikepdf.open(sheet.pdf) as whole, pikepdf.new() as single:
            single.pages.append(whole.pages[sheet.number])
            single.save(page)
        cpu, clock = _cpu_seconds(), time.monotonic()
        text = read(page, work)
        return Result(text, _cpu_seconds() - cpu, time.monotonic() - clock)


def report(sheets: Sequence[Sheet], results: Mapping[str, Sequence[Result]]) -> str:
    """The table, in Markdown."""
    lines = [
        f"{len(sheets)} real pages, {sum(sheet.truth is not None for sheet in sheets)} of them"
        f" with a transcription. {_machine()}",
        "",
        "| engine | CER in order | CER by line | characters beside | CPU s a page | s a page |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for engine, found in results.items():
        scores = [
            score_page(sheet.truth, result.text)
            for sheet, result in zip(sheets, found, strict=True)
            if sheet.truth is not None
        ]
        cpu = sum(result.cpu_seconds for result in found) / len(found)
        seconds = sum(result.seconds for result in found) / len(found)
        lines.append(
            f"| {engine} | {_rate(scores, 'errors_in_order')} | {_rate(scores, 'errors_by_line')}"
            f" | {sum(score.extra for score in scores)} | {cpu:.2f} | {seconds:.2f} |"
        )
    return "\n".join([*lines, "", *_by_page(sheets, results)])


def _by_page(sheets: Sequence[Sheet], results: Mapping[str, Sequence[Result]]) -> list[str]:
    lines = [
        f"| page (CER in order) | {' | '.join(results)} |",
        "| --- |" + " --- |" * len(results),
    ]
    for number, sheet in enumerate(sheets):
        if sheet.truth is not None:
            rates = [
                f"{score_page(sheet.truth, found[number].text).cer_in_order:.2%}"
                for found in results.values()
            ]
            lines.append(f"| {sheet.name} | {' | '.join(rates)} |")
    return lines


def _rate(scores: Sequence[PageScore], errors: str) -> str:
    wrong = sum(getattr(score, errors) for score in scores)
    return f"{wrong / max(sum(score.characters for score in scores), 1):.2%}"


def _machine() -> str:
    model = platform.processor() or platform.machine()
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    return f"Machine: {model}, {os.cpu_count()} cores; Python {platform.python_version()}."


def _cpu_seconds() -> float:
    own, children = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def _call(*command: str) -> str:
    done = subprocess.run(
        command, check=True, capture_output=True, env={**os.environ, "OMP_THREAD_LIMIT": "1"}
    )
    return done.stdout.decode("utf-8", errors="replace")


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--report", "report_path", type=click.Path(path_type=Path))
def main(folder: Path, report_path: Path | None) -> None:
    """Measure all engines page by page, in turn, so that a noisy machine is noisy to all."""
    engines: Mapping[str, Read] = {
        "hoso": hoso_reader(),
        "tesseract -l vie": read_with_tesseract,
        "ocrmypdf -l vie": read_with_ocrmypdf,
    }
    sheets = list_sheets(folder)
    results: dict[str, list[Result]] = {engine: [] for engine in engines}
    for sheet in sheets:
        click.echo(sheet.name, file=sys.stderr)
        for engine, read in engines.items():
            results[engine].append(measure(read, sheet))
    text = report(sheets, results)
    click.echo(text)
    if report_path is not None:
        report_path.parent.mkdir(parents=True, exist_ok=True)
        report_path.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
