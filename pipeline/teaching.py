"""What people corrected becomes lessons; what is learned is used only if nothing falls by it."""

import io
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from classifiers.page_network import Answers, PageNetwork
from classifiers.retraining import Floats, Lessons, falls, retrain, rightly_told
from dossiers.errors import UnreadableInputError
from dossiers.messages import message
from dossiers.page import PageReading
from records.divisions import DividedDossier
from storage.taught import keep_taught

FEWEST_PAGES = 10
"""Fewer corrected pages are no lesson."""

_ONE_IN = 5
"""Of the office's dossiers are kept apart, to measure on."""

_OFFICE_SHARE, _MOST_WEIGHT = 0.5, 20.0
"""The office's pages count half as much as all others together, but none more than so much."""


@dataclass(frozen=True, slots=True)
class Teaching:
    """How a teaching went: shares of pages rightly told, of pages kept apart.

    Attributes:
        pages: Of the office, learned from and kept apart.
        own_before, own_after: On the office's pages kept apart; NaN where there are none.
        all_before, all_after: On the pages that came with the model.
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
    shipped: tuple[Floats, Lessons],
    dossiers: Iterable[DividedDossier],
    folder: Path,
) -> Teaching:
    """Teach the network's own last layer anew from all dossiers that people divided.

    Args:
        network: As it is in use.
        shipped: Came with the model, see ``open_lessons``.
        folder: Where what is learned is kept, if nothing got worse by it.

    Raises:
        UnreadableInputError: People have divided too few pages.
    """
    learned, apart = _split(dossiers)
    lessons, own_gate = lessons_of(learned, network), lessons_of(apart, network)
    if len(lessons) < FEWEST_PAGES:
        told = message("retrain.too_few", pages=len(lessons), least=FEWEST_PAGES)
        raise UnreadableInputError(told)
    kinds, (kept, gate) = len(network.labels), shipped
    taught = retrain(network.own_answers, _weighed(lessons, len(kept)), kept, kinds)
    gates = [own_gate, gate]
    before = [rightly_told(network.answers, each, kinds) for each in gates]
    after = [rightly_told(taught, each, kinds) for each in gates]
    worse = any(map(falls, before, after))
    file = None if worse else keep_taught(folder, packed(taught), ".npz")
    (own, others), (own_now, others_now) = map(_share, before), map(_share, after)
    return Teaching(len(lessons) + len(own_gate), own, others, own_now, others_now, file)


def _share(right: NDArray[np.bool_]) -> float:
    return float(right.mean()) if right.size else math.nan


def _split(
    dossiers: Iterable[DividedDossier],
) -> tuple[list[DividedDossier], list[DividedDossier]]:
    """To learn from, and to measure on; a dossier is always of the same part."""
    learned: list[DividedDossier] = []
    apart: list[DividedDossier] = []
    for dossier in dossiers:
        (learned if int(dossier.key[:8], 16) % _ONE_IN else apart).append(dossier)
    return learned, apart


def lessons_of(dossiers: Sequence[DividedDossier], network: PageNetwork) -> Lessons:
    """All pages of dossiers that say something, with what people said of them."""
    rows = [row for dossier in dossiers for row in _pages(dossier, network.labels)]
    features = [network.features([network.tokens(reading)])[0] for reading, _, _ in rows]
    return Lessons(
        np.array(features, np.float32).reshape(len(rows), network.answers.weight.shape[1]),
        np.array([kind for _, kind, _ in rows], np.int64),
        np.array([begins for _, _, begins in rows], np.float32),
        np.ones(len(rows), np.float32),
    )


def _pages(
    dossier: DividedDossier, labels: Sequence[str]
) -> Iterator[tuple[PageReading, int, bool]]:
    """Pages that say something: reading, number of the kind, whether a document begins there."""
    for part in dossier.parts:
        begins = True
        for index in part.pages:
            outcome = dossier.outcomes[index]
            # A cover sheet, or a kind of the office's own, is none that the network knows.
            if isinstance(outcome, PageReading) and not outcome.blank and part.kind in labels:
                yield outcome, labels.index(part.kind), begins
                begins = False


def _weighed(lessons: Lessons, others: int) -> Lessons:
    weight = min(_MOST_WEIGHT, _OFFICE_SHARE * others / max(len(lessons), 1))
    return replace(lessons, weights=lessons.weights * np.float32(weight))


def packed(answers: Answers) -> bytes:
    """A layer as the bytes of a file."""
    file = io.BytesIO()
    np.savez(file, weight=answers.weight, bias=answers.bias)
    return file.getvalue()
