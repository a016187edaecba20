"""Which reader is worth its cost: the same pages, lines found and cut alike, read by each.

    python -m bench.readers --dossiers 12 --seed 5 --report bench/report/readers.md

Answers are kept in ``pages/`` beside the report, as in ``bench.synthetic``.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from bench.in_process import Way, compare_ways
from bench.own import Hoso
from ocr.engine import Engine, open_engine
from ocr.page_reading import Readers
from ocr.tessdata import find_traineddata
from pipeline.workers import DOUBT
from settings import Settings
from settings.workshop import reader_choice


def ways(settings: Settings) -> Iterator[Way]:
    """Hoso at both settings, each of its readers alone, and stock Tesseract."""
    version = Hoso(settings).version
    readers = reader_choice(settings).open()
    for reading, doubt in DOUBT.items():
        label = "" if reading == settings.reading else f"reading: {reading}"
        yield Way(label, replace(readers, doubt=doubt), version)
    yield Way("line reader alone", replace(readers, doubt=0.0), version)
    yield Way("Tesseract, data of our own, alone", _alone(readers.other, readers), version)
    stock = open_engine(settings.engine, find_traineddata("vie"))
    yield Way("Tesseract, stock vie, alone", _alone(stock, readers), version)


def _alone(engine: Engine, readers: Readers) -> Readers:
    return replace(readers, first=engine, other=engine, doubt=0.0)


@click.command()
@click.option("--dossiers", type=click.IntRange(1), default=12, show_default=True)
@click.option("--seed", type=int, default=5, show_default=True)
@click.option("--report", type=click.Path(path_type=Path), required=True)
def main(dossiers: int, seed: int, report: Path) -> None:
    """Read fresh dossiers by every reader."""
    compare_ways(list(ways(Settings())), "What each reader is worth", dossiers, seed, report)


if __name__ == "__main__":
    main()
