"""What people corrected becomes examples; what is learned is used only if nothing falls by it."""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from classifiers.page_network import OutputLayer, PageNetwork
from classifiers.retraining import Examples, Floats, falls, retrain, rightly_told
from dossiers.errors import UnreadableInputError
from dossiers.messages import message
from dossiers.page import PageReading
from records.divisions import DividedDossier
from storage.taught import keep_taught

FEWEST_PAGES, FEWEST_APART = 20, 5
"""Pages to learn from, and to measure on: fewer are no lesson."""

_ONE_IN = 5
"""Of the office's dossiers are kept apart, to measure on."""

_OFFICE_SHARE, _MOST_WEIGHT = 0.5, 20.0
"""The office's pages count half as much as all others together, but none more than so much."""


_Row = tuple[Floats, int, bool]


@dataclass(frozen=True, slots=True)
class Teaching:
    """How a teaching went: shares of pages rightly told, of pages kept apart.

    Attributes:
        pages: Of the office, learned from and kept apart.
        own_before, own_after: On the office's pages kept apart.
        all_before, all_after: On the pages that came with the model, which its own layer tells.
        file: What was learned; None where it was not accepted.
    """

    pages: int
    own_before: float
    all_before: float
    own_after: float
    all_after: float
    file: Path | None


def teach(
    network: PageNetwork,
    shipped: tuple[Floats, Examples],
    dossiers: Iterable[DividedDossier],
    folder: Path,
) -> Teaching:
    """Teach the network's own last layer anew from all dossiers that people divided.

    Args:
        network: As it is in use.
        shipped: Came with the model, see ``open_examples``.
        folder: Where what is learned is kept, if nothing got worse by it.

    Raises:
        UnreadableInputError: People have divided too few pages.
    """
    examples, own_gate = examples_of(dossiers, network)
    if len(examples) < FEWEST_PAGES or len(own_gate) < FEWEST_APART:
        raise UnreadableInputError(
            message(
                "retrain.too_few",
                pages=len(examples),
                least=FEWEST_PAGES,
                apart=len(own_gate),
                least_apart=FEWEST_APART,
            )
        )
    kinds, (kept, gate) = len(network.labels), shipped
    taught = retrain(network.own_layer, _weighed(examples, len(kept)), kept, kinds)
    before = [
        rightly_told(network.layer, own_gate, kinds),
        rightly_told(network.own_layer, gate, kinds),
    ]
    after = [rightly_told(taught, each, kinds) for each in (own_gate, gate)]
    # So few pages of its own tell little: of these not one may be lost.
    worse = bool(after[0].sum() < before[0].sum()) or falls(before[1], after[1])
    file = None if worse else keep_taught(folder, packed(taught), ".npz")
    (own, others), (own_now, others_now) = map(_share, before), map(_share, after)
    return Teaching(len(examples) + len(own_gate), own, others, own_now, others_now, file)


def _share(right: NDArray[np.bool_]) -> float:
    return float(right.mean())


def examples_of(
    dossiers: Iterable[DividedDossier], network: PageNetwork
) -> tuple[Examples, Examples]:
    """Examples to learn from, and to measure on; a dossier always belongs to the same of them."""
    rows: tuple[list[_Row], list[_Row]] = ([], [])
    for dossier in dossiers:
        apart = int(dossier.key[:8], 16) % _ONE_IN == 0
        rows[apart].extend(_rows(dossier, network))
    learned, measured = (_examples(part, network.own_layer.weight.shape[1]) for part in rows)
    return learned, measured


def _rows(dossier: DividedDossier, network: PageNetwork) -> Iterator[_Row]:
    """Pages that say something: features, number of the kind, whether a document begins there."""
    for part in dossier.parts:
        begins = True
        for index in part.pages:
            outcome = dossier.outcomes[index]
            if isinstance(outcome, PageReading) and outcome.blank:
                continue
            # A cover sheet, or a kind of the office's own, is none that the network knows.
            if isinstance(outcome, PageReading) and part.kind in network.labels:
                features = network.features([network.tokens(outcome)])[0]
                yield features, network.labels.index(part.kind), begins
            begins = False


def _examples(rows: Sequence[_Row], features: int) -> Examples:
    return Examples(
        np.array([row[0] for row in rows], np.float32).reshape(len(rows), features),
        np.array([row[1] for row in rows], np.int64),
        np.array([row[2] for row in rows], np.float32),
        np.ones(len(rows), np.float32),
    )


def _weighed(examples: Examples, others: int) -> Examples:
    weight = min(_MOST_WEIGHT, _OFFICE_SHARE * others / max(len(examples), 1))
    return replace(examples, weights=examples.weights * np.float32(weight))


def packed(layer: OutputLayer) -> bytes:
    """A layer as the bytes of a file."""
    file = io.BytesIO()
    np.savez(file, weight=layer.weight, bias=layer.bias)
    return file.getvalue()
