"""Pages to learn from, each a little other every time it is seen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, islice
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from classifiers.page_network import SIDE_ANSWERS, batch_of
from classifiers.page_tokens import GRID, PageTokens, tokens_of
from dossiers.vocabulary import COVER_KIND, UNKNOWN_KIND, kinds
from pipeline.workers import ReaderChoice
from synthesis.cases.dossiers import Wanted
from training.read_pages import ReadDossier, ReadPage, read_dossiers, read_files, write_dossiers

DOSSIERS_A_FILE = 10
MIXED = 3
"""As many papers of any kind lie in a dossier beside its own: rare kinds are seen as well."""

BATCH = 24
HEADING = (60, 100)
"""So many pieces hold header and title of a first page; where they end is drawn."""

STRANGER_ONE_IN = 16
"""So many pages for one that is none."""
CARDS = frozenset({"can_cuoc", "cmnd"})
LABELS = [code for code in kinds() if code != COVER_KIND]
SETS = {
    "train": Wanted(0, 0, split="training", forms="training", mixed=MIXED),
    "known": Wanted(0, 0, split="held out", forms="training"),
    "unseen": Wanted(0, 0, split="held out", forms="held out", mixed=MIXED),
    "fresh": Wanted(0, 0, split="held out"),
}
"""Dossiers to learn from, of known forms in unseen faces, of forms never learned from, and of all
forms as offices have them."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A page and the right answers.

    Attributes:
        answers: (4,) float32, as ``SIDE_ANSWERS``; NaN where nothing is to be learned.
    """

    tokens: PageTokens
    kind: int
    answers: NDArray[np.float32]
    weight: float


def make_pages(  # noqa: PLR0913  # where, what, how
    work: Path, models: Path, of: str, seed: int, files: int, reading: str = "fast"
) -> None:
    """Draw, scan and read dossiers of a set into files of ``work``."""
    readers = ReaderChoice(reading, "", "", "", models).open()
    dossiers = read_dossiers(replace(SETS[of], seed=seed), 1, readers)
    for number in range(files):
        file = work / f"{of}-{seed}-{number:04d}.jsonl.gz"
        write_dossiers(file, islice(dossiers, DOSSIERS_A_FILE))
        click.echo(f"{number + 1} of {files}")


def read_dossiers_of(work: Path, of: str) -> Iterator[ReadDossier]:
    """All dossiers of a set."""
    return read_files(sorted(work.glob(f"{of}-*.jsonl.gz")))


def read_set(work: Path, of: str) -> Iterator[ReadPage]:
    """All pages of a set that say something."""
    for dossier in read_dossiers_of(work, of):
        yield from (page for page in dossier if not page.reading.blank)


def samples_of(pages: Iterator[ReadPage], tokenizer: Tokenizer) -> list[Sample]:
    """Pages with the right answers, as numbers."""
    return [_sample(page, tokenizer) for page in pages]


def _sample(page: ReadPage, tokenizer: Tokenizer) -> Sample:
    back = float(page.place > 0) if page.kind in CARDS else np.nan
    answers = np.array([page.place == 0, page.last, back, page.written], np.float32)
    # What a page in the middle says of the kind may be nothing.
    weight = 1.0 if page.place == 0 else 0.5
    return Sample(tokens_of(page.reading, tokenizer), LABELS.index(page.kind), answers, weight)


@dataclass(frozen=True, slots=True)
class Batch:
    """Pages side by side: what the network takes, and the right answers."""

    given: dict[str, NDArray[np.generic]]
    kinds: NDArray[np.int64]
    answers: NDArray[np.float32]
    weights: NDArray[np.float32]


def batches_of(samples: Sequence[Sample], size: int = BATCH) -> Iterator[Batch]:
    """Batches in order of length."""
    ordered = sorted(samples, key=lambda sample: len(sample.tokens.pieces))
    for start in range(0, len(ordered), size):
        yield _batch(ordered[start : start + size])


def training_batches(samples: Sequence[Sample], pieces: int, seed: int) -> Iterator[Batch]:
    """Batches without end, every page changed anew, strangers among them."""
    for epoch in count():
        chance = np.random.default_rng((seed, epoch))
        strangers = [_stranger(samples, chance) for _ in range(len(samples) // STRANGER_ONE_IN)]
        known = [*(_grafted(sample, samples, chance) for sample in samples), *strangers]
        varied = [
            replace(known[number], tokens=_varied(known[number].tokens, pieces, chance))
            for number in chance.permutation(len(known))
        ]
        for start in range(0, len(varied), 20 * BATCH):
            batches = list(batches_of(varied[start : start + 20 * BATCH]))
            for number in chance.permutation(len(batches)):
                yield batches[number]


def _batch(samples: Sequence[Sample]) -> Batch:
    return Batch(
        batch_of([sample.tokens for sample in samples]),
        np.array([sample.kind for sample in samples]),
        np.stack([sample.answers for sample in samples]),
        np.array([sample.weight for sample in samples], np.float32),
    )


def _grafted(sample: Sample, samples: Sequence[Sample], chance: np.random.Generator) -> Sample:
    """One first page in three goes on as another page: its heading tells what it is."""
    page, other = sample.tokens, samples[chance.integers(len(samples))].tokens
    start = int(chance.integers(*HEADING))
    if sample.answers[0] < 0.5 or len(page.pieces) < HEADING[1] or chance.random() > 1 / 3:
        return sample
    pieces, boxes, shapes = (
        np.concatenate([getattr(page, name)[:start], getattr(other, name)[start:]])
        for name in ("pieces", "boxes", "shapes")
    )
    begins_only = np.array([1.0, *[np.nan] * (len(SIDE_ANSWERS) - 1)], np.float32)
    grafted = PageTokens(pieces, boxes, shapes, page.facts)
    return replace(sample, tokens=grafted, answers=begins_only)


def _stranger(samples: Sequence[Sample], chance: np.random.Generator) -> Sample:
    """A page of words that never stand together: what is like nothing known is ``khac``."""
    page = samples[chance.integers(len(samples))].tokens
    words: list[int] = []
    while len(words) < len(page.pieces) - 1:
        other = samples[chance.integers(len(samples))].tokens.pieces
        start = chance.integers(len(other))
        words += other[max(1, start) : start + chance.integers(1, 5)].tolist()
    filled = np.array([page.pieces[0], *words[: len(page.pieces) - 1]], np.int64)
    nothing = np.full(len(SIDE_ANSWERS), np.nan, np.float32)
    return Sample(replace(page, pieces=filled), LABELS.index(UNKNOWN_KIND), nothing, 1.0)


def _varied(page: PageTokens, pieces: int, chance: np.random.Generator) -> PageTokens:
    """Words lost, misread or moved, lines lost: no network shall hang on a single phrase."""
    length = len(page.pieces)
    kept = chance.random(length) > chance.choice([0.0, 0.05, 0.2])
    if chance.random() < 0.5:
        tops = page.boxes[:, 1]
        lost = chance.choice(tops, chance.integers(1, 4))
        kept &= ~np.isin(tops, lost)
    kept[0] = True
    misread = chance.random(length) < 0.03
    misread[0] = False
    changed = np.where(misread, chance.integers(4, pieces, length), page.pieces)
    grown, moved = chance.uniform(0.92, 1.08, 2), chance.uniform(-30, 30, 2)
    boxes = page.boxes * np.tile(grown, 2) + np.tile(moved, 2)
    boxes[0] = page.boxes[0]
    whole = np.clip(boxes, 0, GRID).astype(np.int64)
    facts = page.facts * chance.uniform(0.8, 1.2, len(page.facts)).astype(np.float32)
    if chance.random() < 0.1:
        facts = np.zeros_like(facts)
    return PageTokens(changed[kept], whole[kept], page.shapes[kept], facts)
