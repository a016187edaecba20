"""Training of the page network: what a step learns from, what is measured."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from network import PageNetwork
from pages import LABELS, Batch, Sample, batches_of, training_batches
from torch import Tensor, nn

from training.course import Course, device

RATE = 1e-3
SMOOTHING = 0.05
SHARES = (1.0, 1.0, 0.3, 0.3)
"""How much each answer beside the kind counts."""


class Run:
    """The network on its way, the pages that it learns from and those it is measured on."""

    def __init__(
        self,
        work: Path,
        pieces: int,
        learned: Sequence[Sample],
        validation: Mapping[str, Sequence[Sample]],
    ) -> None:
        torch.manual_seed(1)
        network = PageNetwork(pieces, len(LABELS)).to(device())
        self.pieces, self.learned, self.validation = pieces, learned, validation
        self.course = Course[Batch](work, network, RATE)

    def train(self, minutes: float) -> None:
        """Train until so many minutes are spent in all runs."""
        batches = training_batches(self.learned, self.pieces, seed=self.course.steps + 1)
        self.course.train(minutes, batches, loss_of, self._errors)

    def _errors(self, network: nn.Module) -> Mapping[str, float]:
        """Kinds wrong, and beginnings and ends wrong, as shares, of every set."""
        errors = {}
        for name, samples in self.validation.items():
            right = np.concatenate([_right(network, batch) for batch in batches_of(samples)])
            kind, begins, ends = (float(1 - share) for share in right.mean(axis=0))
            errors |= {f"{name} kind": kind, f"{name} begins": begins, f"{name} ends": ends}
        return errors


def loss_of(network: nn.Module, batch: Batch) -> Tensor:
    """What is wrong with the answers for a batch."""
    logits = logits_of(network, batch)
    for_kinds, others = logits[:, : len(LABELS)], logits[:, len(LABELS) :]
    weights = torch.from_numpy(batch.weights).to(device())
    wanted = torch.from_numpy(batch.kinds).to(device())
    by_page = nn.functional.cross_entropy(
        for_kinds, wanted, reduction="none", label_smoothing=SMOOTHING
    )
    loss = (by_page * weights).sum() / weights.sum()
    answers = torch.from_numpy(batch.answers).to(device())
    for number, share in enumerate(SHARES):
        known = ~torch.isnan(answers[:, number])
        if known.any():
            said, right = others[known, number], answers[known, number]
            loss = loss + share * nn.functional.binary_cross_entropy_with_logits(said, right)
    return loss


def logits_of(network: nn.Module, batch: Batch) -> Tensor:
    """Logits of kinds and answers, (pages, kinds + answers) float32."""
    given = {name: torch.from_numpy(values).to(device()) for name, values in batch.given.items()}
    with torch.autocast(device().type, torch.bfloat16, enabled=device().type == "cuda"):
        logits: Tensor = network(**given)
    return logits.float()


def _right(network: nn.Module, batch: Batch) -> np.ndarray:
    """Whether kind, beginning and end are right, (pages, 3)."""
    logits = logits_of(network, batch).cpu().numpy()
    kind = logits[:, : len(LABELS)].argmax(1) == batch.kinds
    others = logits[:, len(LABELS) : len(LABELS) + 2] > 0
    return np.column_stack([kind, others == (batch.answers[:, :2] > 0.5)])
