"""Lines on disk, ready to be learned from: one long picture a file, and where each line stands."""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.cuttings import Sample


def put_lines(file: Path, samples: Iterable[Sample]) -> None:
    """Write lines of one height to ``file`` (``.npy``), their ends and texts beside it.

    A file that stands there is complete: it is named last.

    Raises:
        ValueError: There are no lines.
    """
    all_samples = list(samples)
    if not all_samples:
        raise ValueError(f"{file}: no lines to put there")
    pixels, texts = zip(*all_samples, strict=True)
    ends = np.cumsum([line.shape[1] for line in pixels]).tolist()
    file.with_suffix(".json").write_text(json.dumps({"ends": ends, "texts": texts}), "utf-8")
    unfinished = file.with_suffix(".part.npy")
    np.save(unfinished, np.concatenate(pixels, axis=1).T)
    unfinished.rename(file)


class Shelf:
    """The lines of a file; their pixels stay on disk until one is taken."""

    def __init__(self, file: Path) -> None:
        self._columns = np.load(file, mmap_mode="r")
        told = json.loads(file.with_suffix(".json").read_text("utf-8"))
        self._ends: Sequence[int] = [0, *told["ends"]]
        self.texts: Sequence[str] = told["texts"]

    def __len__(self) -> int:
        return len(self.texts)

    def __getitem__(self, number: int) -> Sample:
        start, end = self._ends[number], self._ends[number + 1]
        pixels: NDArray[np.uint8] = np.asarray(self._columns[start:end]).T
        return pixels, self.texts[number]

    def __iter__(self) -> Iterator[Sample]:
        return (self[number] for number in range(len(self)))
