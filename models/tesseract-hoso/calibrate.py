"""Measure how often words are right that are read with some confidence, for the card.

    hoso synthesize dossiers --count 40 --seed 300 --held-out
    python models/tesseract-hoso/calibrate.py dossiers

reads every page by Tesseract alone, its lines cut as in the pipeline, and writes the curve
into ``model.toml``.
"""

import re
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click
import numpy as np

from bench.deliveries import known_dossiers
from bench.run import open_stream
from bench.truth import find_delivery, read_truth
from bench.word_claims import judge_words
from imaging.scans import open_scan
from ocr.engine import open_engine
from ocr.page_reading import Readers
from ocr.tessdata import OWN, choose_traineddata
from pipeline.page import read_scan
from settings import Settings
from settings.workshop import reader_choice

CARD = Path(__file__).parent / "model.toml"
POINTS = 24


@click.command()
@click.argument("dossiers", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(dossiers: Path) -> None:
    """Measure the curve on dossiers with their truth."""
    tesseract = open_engine("auto", choose_traineddata(OWN, "", CARD.parent.parent))
    readers = replace(reader_choice(Settings()).open(), first=tesseract, doubt=0.0)
    claims = [claim for truth in known_dossiers(dossiers) for claim in _claims(truth, readers)]
    said, right = fit_curve(np.array(claims, np.float64))
    lines = [f"said = {_list(said)}", f"right = {_list(right)}", f"words = {len(claims)}"]
    text = re.sub(r"\n\[confidence\].*", "", CARD.read_text("utf-8"), flags=re.DOTALL).rstrip()
    CARD.write_text(text + "\n\n[confidence]\n" + "\n".join(lines) + "\n", "utf-8")


def fit_curve(claims: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Means of equally large groups of words by confidence, made to rise.

    Args:
        claims: (words, 2): confidence, and 1.0 where the word is right.
    """
    ordered = claims[np.argsort(claims[:, 0])]
    means = np.array([group.mean(axis=0) for group in np.array_split(ordered, POINTS)])
    # A confidence is never falsely made to rise by a group that was right by chance.
    rising = np.minimum.accumulate(means[::-1, 1])[::-1]
    said, first = np.unique(means[:, 0], return_index=True)
    return said, rising[first]


def _claims(truth: Path, readers: Readers) -> Iterator[tuple[float, bool]]:
    dossier = read_truth(truth)
    with tempfile.TemporaryDirectory() as work:
        stream = open_stream(find_delivery(truth), dossier.name, Path(work))
        for page, sheet in zip(dossier.pages, stream.sheets, strict=True):
            scan = open_scan(sheet.original.path, sheet.original.media, sheet.number)
            if scan.text is None:
                yield from judge_words(read_scan(scan, page.index, readers), page.words)


def _list(numbers: np.ndarray) -> str:
    return "[" + ", ".join(f"{number:.4f}" for number in numbers) + "]"


if __name__ == "__main__":
    main()
