from itertools import product

import numpy as np
import pytest

from classifiers.stream_decoding import STEP_WEIGHT, decode


def _all_ways(cuts: np.ndarray, kinds: np.ndarray) -> dict[tuple[tuple[bool, int], ...], float]:
    """The weight of every way to divide and name a stream, by the definition of the model."""
    pages, count = kinds.shape
    ways = {}
    for begins in product([False, True], repeat=pages - 1):
        begins_at = (True, *begins)
        for named in product(range(count), repeat=pages):
            if any(not b and named[i] != named[i - 1] for i, b in enumerate(begins_at)):
                continue
            weight = 1.0
            for page, (begin, kind) in enumerate(zip(begins_at, named, strict=True)):
                likely = kinds[page, kind] * count
                weight *= likely / count if begin else likely**STEP_WEIGHT
                if page:
                    odds = np.exp(cuts[page])
                    weight *= odds / (1 + odds) if begin else 1 / (1 + odds)
            ways[tuple(zip(begins_at, named, strict=True))] = weight
    return ways


@pytest.mark.parametrize("seed", range(8))
def test_the_likeliest_way_and_the_chances_are_those_of_trying_all_ways(seed: int) -> None:
    chance = np.random.default_rng(seed)
    cuts, kinds = chance.normal(0, 2, 4), np.maximum(chance.dirichlet([0.4] * 3, 4), 1e-5)
    ways = _all_ways(cuts, kinds)
    decoding = decode(cuts, kinds)
    best = max(ways, key=ways.__getitem__)
    assert decoding.starts == tuple(page for page, (begin, _) in enumerate(best) if begin)
    total = sum(ways.values())
    for page in range(4):
        wanted = sum(weight for way, weight in ways.items() if way[page][0]) / total
        assert decoding.cuts[page] == pytest.approx(wanted, abs=1e-4)


def test_pages_of_one_kind_without_a_beginning_stay_together() -> None:
    kinds = np.tile([0.9, 0.05, 0.05], (3, 1))
    decoding = decode(np.array([0.0, -1.0, -1.0]), kinds)
    assert decoding.starts == (0,)
    assert decoding.kinds.argmax() == 0
    assert decoding.kinds[0, 0] > 0.9


def test_another_kind_begins_another_document_though_nothing_says_so() -> None:
    kinds = np.array([[0.98, 0.01, 0.01], [0.01, 0.98, 0.01]])
    assert decode(np.array([0.0, 0.0]), kinds).starts == (0, 1)
    kinds[1] = kinds[0]
    assert decode(np.array([0.0, 0.0]), kinds).starts == (0,)


def test_two_cards_of_one_kind_are_two_documents_where_each_says_that_it_begins() -> None:
    kinds = np.tile([0.98, 0.01, 0.01], (2, 1))
    assert decode(np.array([5.0, 5.0]), kinds).starts == (0, 1)


@pytest.mark.parametrize("inner", [1, 10, 100])
def test_inner_pages_never_outvote_the_heading(inner: int) -> None:
    kinds = np.array([[0.9, 0.05, 0.05], *[[0.2, 0.6, 0.2]] * inner])
    decoding = decode(np.array([0.0, *[-4.0] * inner]), kinds)
    assert decoding.starts == (0,)
    assert decoding.kinds.argmax() == 0
