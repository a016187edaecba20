import numpy as np
import pytest

from classifiers.page_network import Answers
from classifiers.retraining import Lessons, joined, retrain, share_right

KINDS = 4
FEATURES = 12


def _lessons(chance: np.random.Generator, centers: np.ndarray, count: int) -> Lessons:
    """Pages around a center a kind; a page begins where its first feature is positive."""
    kinds = chance.integers(0, len(centers), count)
    features = centers[kinds] + chance.normal(0, 0.4, (count, FEATURES))
    features[:, 0] = chance.normal(0, 2, count)
    begins = (features[:, 0] > 0).astype(np.float32)
    return Lessons(features.astype(np.float32), kinds, begins, np.ones(count, np.float32))


@pytest.fixture
def chance() -> np.random.Generator:
    return np.random.default_rng(3)


def _untaught() -> Answers:
    shape = (KINDS + 4, FEATURES)
    return Answers(np.zeros(shape, np.float32), np.arange(KINDS + 4, dtype=np.float32))


def test_kinds_and_beginnings_are_learned_and_the_other_answers_stay(
    chance: np.random.Generator,
) -> None:
    centers = chance.normal(0, 2, (KINDS, FEATURES))
    taught = retrain(_untaught(), _lessons(chance, centers, 400), KINDS)
    assert share_right(taught, _lessons(chance, centers, 400), KINDS) > 0.95
    assert np.array_equal(taught.weight[KINDS + 1 :], np.zeros((3, FEATURES)))
    assert list(taught.bias[KINDS + 1 :]) == [5, 6, 7]


def test_a_new_look_of_a_kind_is_learned_without_forgetting_the_old_one(
    chance: np.random.Generator,
) -> None:
    centers = chance.normal(0, 2, (KINDS, FEATURES))
    old_pages = _lessons(chance, centers, 400)
    old = retrain(_untaught(), old_pages, KINDS)
    moved = centers.copy()
    moved[2] = centers[1] + chance.normal(0, 1, FEATURES)  # an office's paper, like another kind
    new_pages, fresh = (_lessons(chance, moved, 60) for _ in range(2))
    taught = retrain(old, joined(old_pages, new_pages), KINDS)
    assert share_right(taught, fresh, KINDS) > share_right(old, fresh, KINDS) + 0.1
    kept = _lessons(chance, centers, 400)
    assert share_right(taught, kept, KINDS) > share_right(old, kept, KINDS) - 0.03
