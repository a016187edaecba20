"""Our own recognizer of lines, a small network on ONNX Runtime; see ``models/line-reader``."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from dossiers.geometry import Box
from dossiers.page import Word
from ocr.ctc import Rows, Sign, best_path, probabilities, text_of, words_of
from ocr.slots import agree, fill_slots, has_slots
from storage.networks import open_network
from storage.weights import read_card

Pixels = NDArray[np.uint8]

# Pixels side by side in one run of the network: more would not be quicker, and costs memory.
COLUMNS = 6_000
MULTIPLE_OF = 8
# The network weighs its channels by the whole picture: a line that is mostly padding reads badly.
LIKE_WIDTH = 1.15
# Letters further apart than so many heights of the line are two words.
WIDE = 1.0
# The network says a letter near its middle: so many rows away its word begins and ends.
BEFORE, AFTER = 2.0, 1.5
# Lines with slots are read again at these widths.
STRETCHED = (0.9, 1.12)


class LineReader:
    """Keeps one network warm, on one thread."""

    def __init__(self, model: Path) -> None:
        card = read_card(model)
        self._network = open_network(model)
        self._letters: str = card["letters"]
        self._step: int = card["step"]
        self._tall: int = card["tall"]
        self._temperature: float = card["temperature"]
        self._name = f"{card['name']} {card['version']}"

    @property
    def name(self) -> str:
        return self._name

    def read_lines(self, lines: Sequence[Pixels]) -> tuple[tuple[Word, ...], ...]:
        all_rows = self.rows(lines)
        signs = [self._signs(rows) for rows in all_rows]
        slotted = [number for number, each in enumerate(signs) if has_slots(text_of(each))]
        # A pen's figures are the few that a paper is filed by: they are looked at more often.
        looks = [self.rows([_stretched(lines[n], by) for n in slotted]) for by in STRETCHED]
        for number, *others in zip(slotted, *looks, strict=True):
            signs[number] = agree([signs[number], *map(self._signs, others)])
        return tuple(
            self._words(each, len(rows), line.shape[0])
            for each, rows, line in zip(signs, all_rows, lines, strict=True)
        )

    def rows(self, lines: Sequence[Pixels]) -> list[Rows]:
        """How likely each letter stands at each place of some lines."""
        ready = [_as_tall(line, self._tall) for line in lines]
        found: list[Rows] = [np.empty((0, 0), np.float32)] * len(lines)
        for numbers in _batches([line.shape[1] for line in ready]):
            (logits,) = self._network.run(None, {"lines": _batch([ready[n] for n in numbers])})
            for number, each in zip(numbers, logits, strict=True):
                rows = -(-ready[number].shape[1] // self._step)
                found[number] = probabilities(each[:rows], self._temperature)
        return found

    def _signs(self, rows: Rows) -> list[Sign]:
        return fill_slots(best_path(rows, self._letters), rows, self._letters)

    def _words(self, signs: Sequence[Sign], rows: int, height: int) -> tuple[Word, ...]:
        pixel = self._step * height / self._tall
        return tuple(
            Word(
                text,
                Box(
                    round(max(0, start - BEFORE) * pixel),
                    0,
                    round(min(rows, end + AFTER) * pixel),
                    height,
                ),
                sure,
            )
            for text, start, end, sure in words_of(signs, WIDE * self._tall / self._step)
        )


def _stretched(line: Pixels, by: float) -> Pixels:
    height, width = line.shape
    return np.asarray(cv2.resize(line, (max(1, round(width * by)), height)))


def _as_tall(line: Pixels, tall: int) -> Pixels:
    height, width = line.shape
    if height == tall:
        return line
    size = (max(1, round(width * tall / height)), tall)
    return np.asarray(cv2.resize(line, size, interpolation=cv2.INTER_AREA))


def _batches(widths: Sequence[int]) -> Iterator[list[int]]:
    """Numbers of lines to be read together: of like width, so that little is padded."""
    batch: list[int] = []
    for number in sorted(range(len(widths)), key=widths.__getitem__):
        wide = widths[number]
        if batch and (
            (len(batch) + 1) * wide > COLUMNS or wide > LIKE_WIDTH * widths[batch[0]] + MULTIPLE_OF
        ):
            yield batch
            batch = []
        batch.append(number)
    if batch:
        yield batch


def _batch(lines: Sequence[Pixels]) -> NDArray[np.float32]:
    """(lines, 1, tall, width) float32, 0 is paper and 1 is ink; short lines end in paper."""
    width = -(-max(line.shape[1] for line in lines) // MULTIPLE_OF) * MULTIPLE_OF
    ink = np.zeros((len(lines), 1, lines[0].shape[0], width), np.float32)
    for row, line in zip(ink, lines, strict=True):
        np.divide(255 - line, np.float32(255), out=row[0, :, : line.shape[1]])
    return ink
