"""An office teaches the network: its last layer learned again from what people corrected.

The layer stays near the one that it had (a Gaussian prior around it), and is held to what it said
of synthetic pages: so nothing is forgotten for a handful of new papers.
"""

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from classifiers.odds import sigmoid, softmax
from classifiers.page_network import OutputLayer

Floats = NDArray[np.float32]

NEAR = np.float32(1e-3)
"""Weight of the pull toward the old layer, against the mean loss of a page."""

STEPS, RATE, INERTIA = 400, 0.5, 0.9

CHANCE = 0.05
"""What is likelier than this to come by chance is no fall."""


@dataclass(frozen=True, slots=True)
class Examples:
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


def open_examples(file: Path) -> tuple[Floats, Examples]:
    """What comes with a model (``.npz``): features of pages to keep, and examples to measure on."""
    with np.load(file, allow_pickle=False) as stored:
        features = stored["features"].astype(np.float32)
        kinds = stored["kinds"].astype(np.int64)
        begins = stored["begins"].astype(np.float32)
        kept = stored["kept"].astype(np.float32)
    return kept, Examples(features, kinds, begins, np.ones(len(kinds), np.float32))


def retrain(old: OutputLayer, examples: Examples, kept: Floats, kinds: int) -> OutputLayer:
    """Learn kinds and beginnings; the other answers stay.

    Args:
        kept: (pages, features) of pages of which the same is to be said as before (learning
            without forgetting: Li and Hoiem, 2016).
        kinds: As many of the answers are kinds; the next one is ``begins``.
    """
    features = np.concatenate([kept, examples.features])
    scale = np.sqrt((features**2).mean(axis=0)) + np.float32(1e-3)
    features = np.column_stack([features / scale, np.ones(len(features), np.float32)])
    start = np.column_stack([old.weight * scale, old.bias])[: kinds + 1]
    wanted = np.concatenate([_said(old.logits(kept), kinds), _true(examples, kinds)])
    weights = np.concatenate([np.ones(len(kept), np.float32), examples.weights])
    layer = _descend(start, features, wanted, weights / weights.sum())
    weight, bias = old.weight.copy(), old.bias.copy()
    weight[: kinds + 1], bias[: kinds + 1] = layer[:, :-1] / scale, layer[:, -1]
    return OutputLayer(weight, bias)


def _descend(start: Floats, features: Floats, wanted: Floats, shares: Floats) -> Floats:
    """Gradient descent with inertia from a layer to a nearby one that says what is wanted."""
    layer, speed = start.copy(), np.zeros_like(start)
    step = np.float32(RATE / (features**2).sum(axis=1).mean() * 4)
    for _ in range(STEPS):
        wrong = _said(features @ layer.T, len(layer) - 1) - wanted
        slope = (wrong * shares[:, None]).T @ features + NEAR * (layer - start)
        speed *= INERTIA
        speed -= step * slope
        layer += speed
    return layer


def _said(logits: Floats, kinds: int) -> Floats:
    """Probabilities of kinds, and that a document begins, (pages, kinds + 1)."""
    return np.column_stack([softmax(logits[:, :kinds]), sigmoid(logits[:, kinds])])


def _true(examples: Examples, kinds: int) -> Floats:
    return np.column_stack([np.eye(kinds, dtype=np.float32)[examples.kinds], examples.begins])


def rightly_told(layer: OutputLayer, examples: Examples, kinds: int) -> NDArray[np.bool_]:
    """Of which pages the right thing is said, (pages,).

    Of a page that begins a document that is its beginning and kind, of others the former: what
    an inner page says of the kind by itself may be nothing.
    """
    logits = layer.logits(examples.features)
    begins = examples.begins > 0.5
    right = (logits[:, :kinds].argmax(1) == examples.kinds) | ~begins
    return np.asarray(right & ((logits[:, kinds] > 0) == begins))


def falls(before: NDArray[np.bool_], after: NDArray[np.bool_]) -> bool:
    """Claim that fewer pages are rightly told, and not by chance (McNemar's exact test)."""
    lost, won = int((before & ~after).sum()), int((after & ~before).sum())
    changed = lost + won
    ways = sum(math.comb(changed, count) for count in range(lost, changed + 1))
    return bool(ways / 2**changed < CHANCE)
