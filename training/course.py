"""A course of training that can be broken off and taken up again, on CUDA or on the CPU."""

import csv
import math
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Generic, TypeVar

import click
import torch
from torch import Tensor, nn

SLOWEST = 2e-5
WARM_UP = 300
MEAN_OVER = 0.998
"""Weights are kept as a running mean: it does better than any one step."""
CHECK_MINUTES = 6.0

Batch = TypeVar("Batch")


class Course(Generic[Batch]):
    """Network, optimizer, running mean and clock, as the checkpoint keeps them.

    ``work`` gets ``checkpoint.pt``, ``best.pt`` (the weights with the lowest sum of errors) and
    ``log.csv`` (steps, minutes, loss, errors).

    Args:
        rate: Of learning, at its highest; it falls with the cosine to ``SLOWEST``.
    """

    def __init__(self, work: Path, network: nn.Module, rate: float) -> None:
        self.work, self.network, self.rate = work, network, rate
        self.mean = torch.optim.swa_utils.AveragedModel(
            network, avg_fn=_running_mean, use_buffers=True
        )
        self.optimizer = torch.optim.AdamW(network.parameters(), rate, weight_decay=0.01)
        self.steps, self.minutes, self.best = 0, 0.0, math.inf
        if self._checkpoint.exists():
            self._load()

    def train(
        self,
        minutes: float,
        batches: Iterator[Batch],
        loss_of: Callable[[nn.Module, Batch], Tensor],
        errors_of: Callable[[nn.Module], Mapping[str, float]],
    ) -> None:
        """Train until so many minutes are spent in all runs.

        Args:
            batches: Without end.
            errors_of: Measures the running mean; lower is better.
        """
        self.network.train()
        begun, checked = time.monotonic() - self.minutes * 60, self.minutes
        losses: list[float] = []
        for batch in batches:
            losses.append(self._step(loss_of(self.network, batch), self.minutes / minutes))
            self.minutes = (time.monotonic() - begun) / 60
            if self.minutes - checked >= CHECK_MINUTES or self.minutes >= minutes:
                self._check(sum(losses) / len(losses), errors_of)
                losses, checked = [], self.minutes
            if self.minutes >= minutes:
                return

    def _step(self, loss: Tensor, spent: float) -> float:
        cosine = 0.5 * (1 + math.cos(math.pi * min(1.0, spent)))
        rate = max(SLOWEST, self.rate * cosine) * min(1.0, (self.steps + 1) / WARM_UP)
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        self.optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), 2.0)
        self.optimizer.step()
        self.mean.update_parameters(self.network)
        self.steps += 1
        return float(loss.detach())

    def _check(self, loss: float, errors_of: Callable[[nn.Module], Mapping[str, float]]) -> None:
        """Measure; keep the checkpoint, and the weights if they are the best."""
        self.mean.eval()
        with torch.no_grad():
            errors = errors_of(self.mean)
        if sum(errors.values()) < self.best:
            self.best = sum(errors.values())
            torch.save(self.mean.module.state_dict(), self.work / "best.pt")
        self._save()
        row = [self.steps, round(self.minutes, 1), round(loss, 4)]
        row += [round(error, 5) for error in errors.values()]
        with (self.work / "log.csv").open("a") as log:
            csv.writer(log).writerow(row)
        click.echo(row)

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
        device = next(self.network.parameters()).device
        state = torch.load(self._checkpoint, map_location=device, weights_only=True)
        self.network.load_state_dict(state["network"])
        self.mean.load_state_dict(state["mean"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.steps, self.minutes, self.best = state["steps"], state["minutes"], state["best"]


def device() -> torch.device:
    """CUDA where there is one, else the CPU."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def _running_mean(mean: Tensor, now: Tensor, count: Tensor) -> Tensor:
    """The mean over the last steps; at first over fewer, so that the start does not stay in it."""
    share = 1 - min(MEAN_OVER, (1 + int(count)) / (10 + int(count)))
    return mean + share * (now - mean)
