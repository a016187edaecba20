"""One course of training that can be broken off and taken up again."""

import csv
import math
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click
import numpy as np
import torch
from batches import Batch, batches_of, training_batches
from letters import letters
from network import STEP, LineNetwork, start_from
from rapidfuzz.distance import Levenshtein
from torch import Tensor, nn

from training.shelf import Shelf

RATE, SLOWEST = 1.5e-3, 2e-5
WARM_UP = 300
MEAN_OVER = 0.998
"""Weights are kept as a running mean: it reads better than any one step."""
CHECK_MINUTES = 6.0


class Run:
    """Network, optimizer, running mean and clock, as the checkpoint keeps them."""

    def __init__(self, work: Path, start: Path | None, validation: Mapping[str, Shelf]) -> None:
        self.work, self.validation = work, validation
        self.letters = letters()
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        torch.manual_seed(1)
        network = LineNetwork(len(self.letters) + 1)
        if start:
            start_from(network, start, self.letters)
        # A quarter faster on the CPU.
        self.network = network.to(self.device, memory_format=torch.channels_last)
        self.mean = torch.optim.swa_utils.AveragedModel(
            network,
            avg_fn=_running_mean,
            use_buffers=True,
        )
        self.optimizer = torch.optim.AdamW(network.parameters(), RATE, weight_decay=0.01)
        self.steps, self.minutes, self.best = 0, 0.0, math.inf
        if self._checkpoint.exists():
            self._load()

    def train(self, minutes: float) -> None:
        """Train until so many minutes are spent in all runs."""
        self.network.train()
        begun, checked = time.monotonic() - self.minutes * 60, self.minutes
        losses: list[float] = []
        for batch in training_batches(self.work, seed=self.steps + 1):
            losses.append(self._step(batch, self.minutes / minutes))
            self.minutes = (time.monotonic() - begun) / 60
            if self.minutes - checked >= CHECK_MINUTES or self.minutes >= minutes:
                self._check(losses)
                losses, checked = [], self.minutes
            if self.minutes >= minutes:
                return

    def _step(self, batch: Batch, spent: float) -> float:
        cosine = 0.5 * (1 + math.cos(math.pi * min(1.0, spent)))
        rate = max(SLOWEST, RATE * cosine) * min(1.0, (self.steps + 1) / WARM_UP)
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        loss = self._loss(batch)
        self.optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), 2.0)
        self.optimizer.step()
        self.mean.update_parameters(self.network)
        self.steps += 1
        return float(loss.detach())

    def _loss(self, batch: Batch) -> Tensor:
        logits = self._logits(self.network, batch)
        targets = [[self.letters.find(char) + 1 for char in text] for text in batch.texts]
        targets = [[number for number in target if number] for target in targets]
        return nn.functional.ctc_loss(
            logits.float().log_softmax(-1).transpose(0, 1),
            torch.tensor([number for target in targets for number in target]),
            torch.tensor([width // STEP for width in batch.widths]),
            torch.tensor([len(target) for target in targets]),
            zero_infinity=True,
        )

    def _logits(self, network: nn.Module, batch: Batch) -> Tensor:
        with torch.autocast(self.device.type, torch.bfloat16):
            ink = torch.from_numpy(batch.ink).to(self.device, memory_format=torch.channels_last)
            logits: Tensor = network(ink)
        return logits

    def _check(self, losses: Sequence[float]) -> None:
        """Measure on the fixed lines; keep the checkpoint, and the weights if they are the best."""
        self.mean.eval()
        errors = {kind: self._error(list(shelf)) for kind, shelf in self.validation.items()}
        score = sum(errors.values())
        if score < self.best:
            self.best = score
            torch.save(self.mean.module.state_dict(), self.work / "best.pt")
        self._save()
        row = [self.steps, round(self.minutes, 1), round(float(np.mean(losses)), 4)]
        row += [round(error, 5) for error in errors.values()]
        with (self.work / "log.csv").open("a") as log:
            csv.writer(log).writerow(row)
        click.echo(row)

    @torch.no_grad()
    def _error(self, samples: Sequence[Any]) -> float:
        """Characters wrong, as a share."""
        wrong = said = 0
        for batch in batches_of(samples):
            best = self._logits(self.mean, batch).argmax(-1).cpu().numpy()
            for row, width, text in zip(best, batch.widths, batch.texts, strict=True):
                wrong += Levenshtein.distance(self._text(row[: width // STEP]), text)
                said += len(text)
        return wrong / said

    def _text(self, row: np.ndarray) -> str:
        changes = np.flatnonzero(np.diff(row, prepend=0))
        return "".join(self.letters[number - 1] for number in row[changes] if number)

    @property
    def _checkpoint(self) -> Path:
        return self.work / "checkpoint.pt"

    def _save(self) -> None:
        state = {"network": self.network.state_dict(), "mean": self.mean.state_dict()}
        state |= {"optimizer": self.optimizer.state_dict()}
        state |= {"steps": self.steps, "minutes": self.minutes, "best": self.best}
        unfinished = self._checkpoint.with_suffix(".part")
        torch.save(state, unfinished)
        unfinished.rename(self._checkpoint)

    def _load(self) -> None:
        state = torch.load(self._checkpoint, map_location=self.device, weights_only=True)
        self.network.load_state_dict(state["network"])
        self.mean.load_state_dict(state["mean"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.steps, self.minutes, self.best = state["steps"], state["minutes"], state["best"]


def _running_mean(mean: Tensor, now: Tensor, count: Tensor) -> Tensor:
    """The mean over the last steps; at first over fewer, so that the start does not stay in it."""
    share = 1 - min(MEAN_OVER, (1 + int(count)) / (10 + int(count)))
    return mean + share * (now - mean)
