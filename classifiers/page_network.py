"""The layout network's opinion of pages: kind, first and last page, side, handwriting."""

from collections.abc import Iterator, Mapping, Sequence
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

PAGES_AT_ONCE = 4


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
class Answers:
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


def open_answers(file: Path) -> Answers:
    """The layer in a file (``.npz``, no pickle)."""
    with np.load(file, allow_pickle=False) as stored:
        return Answers(stored["weight"], stored["bias"])


class PageJudge(Protocol):
    """Whoever tells what pages are.

    Attributes:
        labels: Codes of the kinds, in the order of ``PageOpinion.kinds``.
        rules: How much the word of the rules counts for a page's kind, see
            ``documents.kinds_of``.
        cut: Weights of the evidence for a boundary, see ``neighbors.cut_evidence``.
        agreement: Weights for a kind's probability, see ``documents.kind_chance``.
    """

    labels: Sequence[str]
    rules: float
    cut: Mapping[str, float]
    agreement: Mapping[str, float]

    def judge(self, readings: Sequence[PageReading]) -> list[PageOpinion]:
        """Say what pages are, each by itself."""


class PageNetwork:
    """The network in ``models/page-kind``, a ``PageJudge`` on one thread.

    Args:
        answers: Those that an office taught it, in place of its own.

    Raises:
        BadWeightsError: see ``find_weights``.
    """

    def __init__(self, model: Path, answers: Answers | None = None) -> None:
        card = read_card(model)
        self.labels: Sequence[str] = card["labels"]
        self.rules: float = card["rules"]
        self.cut: Mapping[str, float] = card["cut"]
        self.agreement: Mapping[str, float] = card["agreement"]
        self._temperatures = np.array(card["temperatures"], np.float64)
        self._session = open_network(model)
        self._tokenizer = open_tokenizer(find_file(model, "tokenizer.json", "sha256_tokenizer"))
        self.own_answers = open_answers(find_file(model, "answers.npz", "sha256_answers"))
        self.answers = answers or self.own_answers

    def judge(self, readings: Sequence[PageReading]) -> list[PageOpinion]:
        """Say what pages are, each by itself."""
        pages = [self.tokens(reading) for reading in readings]
        opinions: list[PageOpinion | None] = [None] * len(pages)
        for numbers in _of_like_length(pages):
            logits = self.logits([pages[number] for number in numbers])
            for number, row in zip(numbers, logits, strict=True):
                opinions[number] = self._opinion(row)
        return [opinion for opinion in opinions if opinion is not None]

    def tokens(self, reading: PageReading) -> PageTokens:
        """A page as the network takes it."""
        return tokens_of(reading, self._tokenizer)

    def logits(self, pages: Sequence[PageTokens]) -> NDArray[np.float32]:
        """(pages, kinds + answers), before temperatures."""
        return self.answers.logits(self.features(pages))

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


def _of_like_length(pages: Sequence[PageTokens]) -> Iterator[list[int]]:
    """Numbers of pages that go through the network together."""
    order = sorted(range(len(pages)), key=lambda number: len(pages[number].pieces))
    for start in range(0, len(order), PAGES_AT_ONCE):
        yield order[start : start + PAGES_AT_ONCE]
