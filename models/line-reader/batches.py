"""Batches of lines of like width, each line a little other every time it is seen."""

import queue
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from lines import TALL, training_files
from numpy.typing import NDArray

from training.cuttings import Sample
from training.shelf import Shelf

POOL = 3000
COLUMNS = 26_000
"""Of pixels, in a batch."""
SHARE = {"pages": 0.45, "lone": 0.15, "pen": 0.15, "heads": 0.25}


@dataclass(frozen=True, slots=True)
class Batch:
    """Lines side by side.

    Attributes:
        ink: (lines, 1, 40, width) float32, 0 is paper, 1 is ink.
        widths: Of each line, in pixels; beyond is paper.
        texts: What is written.
    """

    ink: NDArray[np.float32]
    widths: Sequence[int]
    texts: Sequence[str]


def batches_of(samples: Sequence[Sample], columns: int = COLUMNS) -> Iterator[Batch]:
    """Batches of samples, the narrow ones first."""
    batch: list[Sample] = []
    for sample in sorted(samples, key=lambda sample: sample[0].shape[1]):
        if batch and (len(batch) + 1) * sample[0].shape[1] > columns:
            yield _batch(batch)
            batch = []
        batch.append(sample)
    if batch:
        yield _batch(batch)


def training_batches(work: Path, seed: int) -> Iterator[Batch]:
    """Batches without end, made by a thread of their own.

    Raises:
        FileNotFoundError: There are no lines of some kind in ``work``.
    """
    for kind in SHARE:
        if not any(training_files(work, kind)):
            raise FileNotFoundError(f"{work}: no lines of {kind}; make some with --make")
    waiting: queue.Queue[Batch] = queue.Queue(8)

    def fill() -> None:
        chance = np.random.default_rng(seed)
        while True:
            pool = list(batches_of(_pool(work, chance)))
            for number in chance.permutation(len(pool)):
                waiting.put(pool[number])

    threading.Thread(target=fill, daemon=True).start()
    while True:
        yield waiting.get()


def _pool(work: Path, chance: np.random.Generator) -> list[Sample]:
    pool = []
    for kind, share in SHARE.items():
        shelves = [Shelf(file) for file in training_files(work, kind)]
        ends = np.cumsum([len(shelf) for shelf in shelves])
        for place in chance.integers(0, ends[-1], round(POOL * share)):
            number = int(np.searchsorted(ends, place, side="right"))
            shelf = shelves[number]
            pixels, text = shelf[int(place - ends[number] + len(shelf))]
            pool.append((_varied(pixels, chance), text))
    return pool


def _varied(pixels: NDArray[np.uint8], chance: np.random.Generator) -> NDArray[np.uint8]:
    """Stretched, moved, paler or darker."""
    height, width = pixels.shape
    along, across = chance.uniform(0.85, 1.18), chance.uniform(0.9, 1.1)
    shift = TALL / 2 * (1 - across) + chance.uniform(-2, 2)
    matrix = np.array([[along, chance.uniform(-0.06, 0.06), 0], [0, across, shift]])
    size = (max(8, round(width * along)), height)
    moved = cv2.warpAffine(pixels, matrix, size, borderMode=cv2.BORDER_REPLICATE)
    dark, light = chance.uniform(0, 60), chance.uniform(200, 255)
    tones = np.linspace(0, 1, 256) ** chance.uniform(0.7, 1.4) * (light - dark) + dark
    return np.asarray(tones.astype(np.uint8)[moved] if chance.random() < 0.5 else moved)


def _batch(samples: Sequence[Sample]) -> Batch:
    widths = [pixels.shape[1] for pixels, _ in samples]
    ink = np.zeros((len(samples), 1, TALL, -(-max(widths) // 8) * 8), np.float32)
    for row, (pixels, _) in zip(ink, samples, strict=True):
        row[0, :, : pixels.shape[1]] = 1 - pixels / np.float32(255)
    return Batch(ink, widths, [text for _, text in samples])
