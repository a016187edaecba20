"""Training of the line reader: what a step learns from, what is measured."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from batches import Batch, batches_of, training_batches
from letters import letters
from network import STEP, LineNetwork, start_from
from rapidfuzz.distance import Levenshtein
from torch import Tensor, nn

from training.course import Course, device
from training.shelf import Shelf

RATE = 1.5e-3


class Run:
    """The network on its way, its letters and the lines that it is measured on."""

    def __init__(self, work: Path, start: Path | None, validation: Mapping[str, Shelf]) -> None:
        self.work, self.validation = work, validation
        self.letters = letters()
        torch.manual_seed(1)
        network = LineNetwork(len(self.letters) + 1)
        if start:
            start_from(network, start, self.letters)
        # A quarter faster on the CPU.
        network = network.to(device(), memory_format=torch.channels_last)
        self.course = Course[Batch](work, network, RATE)

    def train(self, minutes: float) -> None:
        """Train until so many minutes are spent in all runs."""
        batches = training_batches(self.work, seed=self.course.steps + 1)
        self.course.train(minutes, batches, self._loss, self._errors)

    def _loss(self, network: nn.Module, batch: Batch) -> Tensor:
        logits = _logits(network, batch)
        targets = [[self.letters.find(char) + 1 for char in text] for text in batch.texts]
        targets = [[number for number in target if number] for target in targets]
        return nn.functional.ctc_loss(
            logits.float().log_softmax(-1).transpose(0, 1),
            torch.tensor([number for target in targets for number in target]),
            torch.tensor([width // STEP for width in batch.widths]),
            torch.tensor([len(target) for target in targets]),
            zero_infinity=True,
        )

    def _errors(self, network: nn.Module) -> Mapping[str, float]:
        return {kind: self._error(network, list(shelf)) for kind, shelf in self.validation.items()}

    def _error(self, network: nn.Module, samples: Sequence[Any]) -> float:
        """Characters wrong, as a share."""
        wrong = said = 0
        for batch in batches_of(samples):
            best = _logits(network, batch).argmax(-1).cpu().numpy()
            for row, width, text in zip(best, batch.widths, batch.texts, strict=True):
                wrong += Levenshtein.distance(self._text(row[: width // STEP]), text)
                said += len(text)
        return wrong / said

    def _text(self, row: np.ndarray) -> str:
        changes = np.flatnonzero(np.diff(row, prepend=0))
        return "".join(self.letters[number - 1] for number in row[changes] if number)


def _logits(network: nn.Module, batch: Batch) -> Tensor:
    with torch.autocast(device().type, torch.bfloat16):
        ink = torch.from_numpy(batch.ink).to(device(), memory_format=torch.channels_last)
        logits: Tensor = network(ink)
    return logits
