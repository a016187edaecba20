"""The layout network's opinion of pages: kind, first and last page, side, handwriting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from classifiers.odds import sigmoid, softmax
from classifiers.page_tokens import PageTokens, open_tokenizer, tokens_of
from dossiers.page import PageReading
from storage.networks import open_network
from storage.weights import find_file, read_card

SIDE_ANSWERS = ("begins", "ends", "back", "written")
"""What the network says beside the kind, each a probability or share, in this order."""


@dataclass(frozen=True, slots=True)
class PageOpinion:
    """What the network says of a page by itself.

    Attributes:
        kinds: Probability of every kind, by the order of the card's labels.
        begins, ends: Probability that a document begins on this page, or ends with it.
        back: Probability that it is the back of a card.
        written: Share of its letters that a pen wrote.
    """

    kinds: NDArray[np.float64]
    begins: float
    ends: float
    back: float
    written: float


@dataclass(frozen=True, slots=True)
class OutputLayer:
    """The last, linear layer: the part of the network that an office can teach.

    Attributes:
        weight: (kinds + answers, features) float32.
        bias: (kinds + answers,) float32.
    """

    weight: NDArray[np.float32]
    bias: NDArray[np.float32]

    def logits(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """(pages, kinds + answers)."""
        return np.asarray(features @ self.weight.T + self.bias)


def open_layer(file: Path) -> OutputLayer:
    """The layer in a file (``.npz``, no pickle)."""
    with np.load(file, allow_pickle=False) as stored:
        return OutputLayer(stored["weight"], stored["bias"])


class PageJudge(Protocol):
    """Whoever tells what pages are.

    Attributes:
        name: Says for the record by what exactly papers were judged.
        labels: Codes of the kinds, in the order of ``PageOpinion.kinds``.
        rules: How much the word of the rules counts for a page's kind, see
            ``documents.kinds_of``.
        cut: Weights of the evidence for a boundary, see ``neighbors.cut_evidence``.
        agreement: Weights for a kind's probability, see ``documents.kind_chance``.
    """

    name: str
    labels: Sequence[str]
    rules: float
    cut: Mapping[str, float]
    agreement: Mapping[str, float]

    def judge(self, readings: Sequence[PageReading]) -> list[PageOpinion]:
        """Say what pages are, each by itself."""


class PageNetwork:
    """The network in ``models/page-kind``, a ``PageJudge`` on one thread.

    Args:
        taught: What an office taught it in place of its own answers (``.npz``).

    Raises:
        BadWeightsError: see ``find_weights``.
    """

    def __init__(self, model: Path, taught: Path | None = None) -> None:
        card = read_card(model)
        self.name = "/".join([card["name"], card["sha256"][:8], *([taught.stem] if taught else [])])
        self.labels: Sequence[str] = card["labels"]
        self.rules: float = card["rules"]
        self.cut: Mapping[str, float] = card["cut"]
        self.agreement: Mapping[str, float] = card["agreement"]
        self._temperatures = np.array(card["temperatures"], np.float64)
        self._session = open_network(model)
        self._tokenizer = open_tokenizer(find_file(model, "tokenizer.json", "sha256_tokenizer"))
        self.own_layer = open_layer(find_file(model, "output_layer.npz", "sha256_output_layer"))
        self.layer = open_layer(taught) if taught else self.own_layer

    def judge(self, readings: Sequence[PageReading]) -> list[PageOpinion]:
        """Say what pages are, each by itself."""
        # One at a time: in 8 bits its neighbors in a batch would change a page's numbers a little.
        return [self._opinion(self.logits([self.tokens(reading)])[0]) for reading in readings]

    def tokens(self, reading: PageReading) -> PageTokens:
        """A page as the network takes it."""
        return tokens_of(reading, self._tokenizer)

    def logits(self, pages: Sequence[PageTokens]) -> NDArray[np.float32]:
        """(pages, kinds + answers), before temperatures."""
        return self.layer.logits(self.features(pages))

    def features(self, pages: Sequence[PageTokens]) -> NDArray[np.float32]:
        """(pages, features), what the answers are linear in."""
        (features,) = self._session.run(None, batch_of(pages))
        return np.asarray(features)

    def _opinion(self, row: NDArray[np.float32]) -> PageOpinion:
        for_kinds, others = np.split(row.astype(np.float64), [len(self.labels)])
        said = sigmoid(others / self._temperatures[1:])
        return PageOpinion(softmax(for_kinds / self._temperatures[0]), *map(float, said))


def batch_of(pages: Sequence[PageTokens]) -> dict[str, NDArray[np.generic]]:
    """Pages side by side, the short ones filled up: what the network takes."""
    longest = max(len(page.pieces) for page in pages)
    shape = (len(pages), longest)
    batch: dict[str, NDArray[np.generic]] = {
        "pieces": np.zeros(shape, np.int64),
        "boxes": np.zeros((*shape, 4), np.int64),
        "shapes": np.zeros(shape, np.int64),
        "mask": np.zeros(shape, np.int64),
        "facts": np.stack([page.facts for page in pages]),
    }
    for row, page in enumerate(pages):
        for name in ("pieces", "boxes", "shapes"):
            batch[name][row, : len(page.pieces)] = getattr(page, name)
        batch["mask"][row, : len(page.pieces)] = 1
    return batch
