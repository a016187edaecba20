"""Hoso, plain Tesseract and OCRmyPDF on the same real scanned pages, in one run.

    python -m bench.real_pages ../shared/real [--report bench/report/real.md]

The folder holds PDFs and ``pages/<file>-p<N>.txt``, full transcriptions of some pages. Every
engine gets a page as a PDF of one page and one thread, see ``bench/peers.py``; hoso's engines
are warm as in its worker processes. Processor seconds include drawing the page, seconds also
the start of the programs. Error rates: docs/scoring.md.
"""

import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from bench.engines import Answer, Engine
from bench.handed import hand_over
from bench.machine import machine
from bench.own import Hoso
from bench.peers import OcrMyPdf, Tesseract
from bench.score import PageScore, score_page
from dossiers.delivery import Original, Sheet
from imaging.media import PDF
from imaging.scans import count_pages
from pipeline.intake import hash_file


@dataclass(frozen=True, slots=True)
class RealPage:
    """A page of the set: where it is, and its transcription (None where there is none)."""

    name: str
    sheet: Sheet
    truth: str | None


@dataclass(frozen=True, slots=True)
class Result:
    """What an engine made of a page, and how long it took."""

    answer: Answer
    seconds: float


def list_pages(folder: Path) -> list[RealPage]:
    """All pages of the PDFs in a folder, in the order of their names."""
    pages = []
    for pdf in sorted(folder.glob("*.pdf")):
        count = count_pages(pdf, PDF)
        original = Original(pdf.name, pdf, hash_file(pdf), pdf.stat().st_size, PDF, count)
        for number in range(count):
            name = f"{pdf.stem}-p{number + 1}"
            truth = folder / "pages" / f"{name}.txt"
            text = truth.read_text(encoding="utf-8") if truth.exists() else None
            pages.append(RealPage(name, Sheet(original, number), text))
    return pages


def measure(engine: Engine, page: RealPage) -> Result:
    """Run one engine on one page."""
    with hand_over(page.sheet) as handed:
        started = time.monotonic()
        answer = engine.read(handed)
        return Result(answer, time.monotonic() - started)


def report(pages: Sequence[RealPage], results: Mapping[str, Sequence[Result]]) -> str:
    """The table, in Markdown."""
    lines = [
        f"{len(pages)} real pages, {sum(page.truth is not None for page in pages)} of them"
        f" with a transcription. {machine()}",
        "",
        "| engine | CER in order | CER by line | characters beside | CPU s a page | s a page |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for engine, found in results.items():
        scores = [
            score_page(page.truth, result.answer.text)
            for page, result in zip(pages, found, strict=True)
            if page.truth is not None
        ]
        cpu = sum(result.answer.cpu_seconds for result in found) / len(found)
        seconds = sum(result.seconds for result in found) / len(found)
        lines.append(
            f"| {engine} | {_rate(scores, 'errors_in_order')} | {_rate(scores, 'errors_by_line')}"
            f" | {sum(score.extra for score in scores)} | {cpu:.2f} | {seconds:.2f} |"
        )
    return "\n".join([*lines, "", *_by_page(pages, results)])


def _by_page(pages: Sequence[RealPage], results: Mapping[str, Sequence[Result]]) -> list[str]:
    lines = [
        f"| page (CER in order) | {' | '.join(results)} |",
        "| --- |" + " --- |" * len(results),
    ]
    for number, page in enumerate(pages):
        if page.truth is not None:
            rates = [
                f"{score_page(page.truth, found[number].answer.text).cer_in_order:.2%}"
                for found in results.values()
            ]
            lines.append(f"| {page.name} | {' | '.join(rates)} |")
    return lines


def _rate(scores: Sequence[PageScore], errors: str) -> str:
    wrong = sum(getattr(score, errors) for score in scores)
    return f"{wrong / max(sum(score.characters for score in scores), 1):.2%}"


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--report", "report_path", type=click.Path(path_type=Path))
def main(folder: Path, report_path: Path | None) -> None:
    """Measure all engines page by page, in turn, so that a noisy machine is noisy to all."""
    pages = list_pages(folder)
    with Hoso() as hoso:
        engines: list[Engine] = [hoso, Tesseract("vie"), OcrMyPdf()]
        results: dict[str, list[Result]] = {engine.name: [] for engine in engines}
        for page in pages:
            click.echo(page.name, file=sys.stderr)
            for engine in engines:
                results[engine.name].append(measure(engine, page))
    text = report(pages, results)
    click.echo(text)
    if report_path is not None:
        report_path.parent.mkdir(parents=True, exist_ok=True)
        report_path.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
