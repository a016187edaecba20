"""Which reader is worth its cost: the same pages, lines found and cut alike, read by each.

    python -m bench.readers --dossiers 12 --seed 5 --report bench/report/readers.md

Answers are kept in ``pages/`` beside the report, as in ``bench.synthetic``.
"""

from collections.abc import Iterator
from pathlib import Path

import click

from bench.in_process import Way, compare_ways
from bench.own import Hoso
from ocr.engine import open_engine
from ocr.page_reading import Readers
from ocr.tessdata import OWN, choose_traineddata, find_traineddata
from pipeline.workers import DOUBT
from settings import REPOSITORY, Settings
from settings.workshop import reader_choice


def ways(settings: Settings) -> Iterator[Way]:
    """Hoso at both settings, and Tesseract alone with our data and with stock data."""
    version = Hoso(settings).version
    for reading in DOUBT:
        readers = reader_choice(settings.model_copy(update={"reading": reading})).open()
        label = "" if reading == settings.reading else f"reading: {reading}"
        yield Way(label, readers, version)
    for label, traineddata in (
        ("Tesseract, data of our own, alone", choose_traineddata(OWN, "", REPOSITORY / "models")),
        ("Tesseract, stock vie, alone", find_traineddata("vie")),
    ):
        tesseract = open_engine(settings.engine, traineddata)
        yield Way(label, Readers(readers.finder, tesseract), version)


@click.command()
@click.option("--dossiers", type=click.IntRange(1), default=12, show_default=True)
@click.option("--seed", type=int, default=5, show_default=True)
@click.option("--report", type=click.Path(path_type=Path), required=True)
def main(dossiers: int, seed: int, report: Path) -> None:
    """Read fresh dossiers by every reader."""
    compare_ways(list(ways(Settings())), "What each reader is worth", dossiers, seed, report)


if __name__ == "__main__":
    main()
