"""The lines that the reader learns from and those that it is measured on."""

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

import click

from ocr.line_finder import LineFinder
from training.cuttings import Sample, head_samples, lone_samples, page_samples, pen_samples
from training.real_lines import real_samples
from training.shelf import Shelf, put_lines

TALL = 40
PAGES_A_FILE, LONE_A_FILE = 60, 1500
MODELS = Path(__file__).parent.parent
VALIDATION_SEED = 90000


def make_lines(work: Path, seed: int, files: int) -> None:
    """Write files of lone lines, clean at first, of a pen's, of headers, and of pages."""
    finder = LineFinder(MODELS / "line-finder")
    pages = page_samples(finder, seed, "training", TALL)
    alone = {
        "lone": lone_samples(
            seed, "training", TALL, lambda number: min(1.0, 0.2 + number / 20_000)
        ),
        "pen": pen_samples(seed + 1, "training", TALL),
        "heads": head_samples(seed + 2, "training", TALL),
    }
    for number in range(files):
        lines = {kind: islice(some, LONE_A_FILE) for kind, some in alone.items()}
        for kind, some in (lines | {"pages": _of(pages)}).items():
            put_lines(work / f"{kind}-{seed}-{number:04d}.npy", some)
        click.echo(f"{number + 1} of {files}")


def _of(pages: Iterator[list[Sample]]) -> Iterator[Sample]:
    return (line for page in islice(pages, PAGES_A_FILE) for line in page)


def validation_lines(work: Path, real: Path) -> Mapping[str, Shelf]:
    """Lines of unseen fonts, hands and papers, and of real pages where there are any."""
    finder = LineFinder(MODELS / "line-finder")
    pages = page_samples(finder, VALIDATION_SEED, "held out", TALL)
    makers = {
        "pages": lambda: _of(pages),
        "lone": lambda: islice(lone_samples(VALIDATION_SEED, "held out", TALL), 500),
        "real": lambda: real_samples(real, finder, TALL),
    }
    if not real.is_dir():
        del makers["real"]
    shelves = {}
    for kind, make in makers.items():
        file = work / f"validation-{kind}.npy"
        if not file.exists():
            put_lines(file, make())
        shelves[kind] = Shelf(file)
    return shelves


def training_files(work: Path, kind: str) -> Iterator[Path]:
    """The files of lines that are complete by now."""
    return (file for file in sorted(work.glob(f"{kind}-*[0-9].npy")))
