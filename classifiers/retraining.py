"""An office teaches the network: its last layer learned again from what people corrected.

The layer stays near the one that it had (a Gaussian prior around it), and goes on learning
synthetic pages beside the office's: so nothing is forgotten for a handful of new papers.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from classifiers.odds import sigmoid, softmax
from classifiers.page_network import Answers

Floats = NDArray[np.float32]

NEAR = 1e-3
"""Weight of the pull toward the old layer, against the mean loss of a page."""

STEPS, RATE, INERTIA = 400, 0.5, 0.9


@dataclass(frozen=True, slots=True)
class Lessons:
    """Pages with the right answers.

    Attributes:
        features: (pages, features), as ``PageNetwork.features`` gives them.
        kinds: (pages,) numbers of labels.
        begins: (pages,) 1.0 where a document begins, else 0.0.
        weights: (pages,) how much each counts.
    """

    features: Floats
    kinds: NDArray[np.int64]
    begins: Floats
    weights: Floats

    def __len__(self) -> int:
        return len(self.kinds)

    def part(self, chosen: NDArray[np.bool_]) -> "Lessons":
        """Some of them."""
        return Lessons(
            self.features[chosen], self.kinds[chosen], self.begins[chosen], self.weights[chosen]
        )


def open_lessons(file: Path) -> tuple[Lessons, Lessons]:
    """The lessons that come with a model (``.npz``): to go on learning from, and to measure on."""
    with np.load(file, allow_pickle=False) as stored:
        gate = stored["gate"]
        features, kinds = stored["features"].astype(np.float32), stored["kinds"].astype(np.int64)
        begins = stored["begins"].astype(np.float32)
    whole = Lessons(features, kinds, begins, np.ones(len(gate), np.float32))
    return whole.part(~gate), whole.part(gate)


def joined(*parts: Lessons) -> Lessons:
    """All lessons together."""
    return Lessons(
        np.concatenate([part.features for part in parts]),
        np.concatenate([part.kinds for part in parts]),
        np.concatenate([part.begins for part in parts]),
        np.concatenate([part.weights for part in parts]),
    )


def retrain(old: Answers, lessons: Lessons, kinds: int) -> Answers:
    """Learn kinds and beginnings; the other answers stay.

    Args:
        kinds: As many of the answers are kinds; the next one is ``begins``.
    """
    scale = np.sqrt((lessons.features**2).mean(axis=0)) + np.float32(1e-3)
    features = np.column_stack([lessons.features / scale, np.ones(len(lessons), np.float32)])
    start = np.column_stack([old.weight * scale, old.bias])[: kinds + 1]
    layer, speed = start.copy(), np.zeros_like(start)
    wanted = np.eye(kinds, dtype=np.float32)[lessons.kinds]
    shares = (lessons.weights / lessons.weights.sum())[:, None]
    step = np.float32(RATE / (features**2).sum(axis=1).mean() * 4)
    for _ in range(STEPS):
        logits = features @ layer.T
        wrong = np.column_stack(
            [softmax(logits[:, :kinds]) - wanted, sigmoid(logits[:, kinds]) - lessons.begins]
        )
        slope = (wrong * shares).T @ features + NEAR * (layer - start)
        speed = np.float32(INERTIA) * speed - step * slope
        layer = layer + speed
    weight, bias = old.weight.copy(), old.bias.copy()
    weight[: kinds + 1], bias[: kinds + 1] = layer[:, :-1] / scale, layer[:, -1]
    return Answers(weight, bias)


def share_right(answers: Answers, lessons: Lessons, kinds: int) -> float:
    """The share of pages whose kind and beginning are both right, by weight; NaN of none."""
    if not len(lessons):
        return float("nan")
    logits = answers.logits(lessons.features)
    right = logits[:, :kinds].argmax(1) == lessons.kinds
    right &= (logits[:, kinds] > 0) == (lessons.begins > 0.5)
    return float((right * lessons.weights).sum() / lessons.weights.sum())
