import numpy as np
import pytest

from classifiers.page_network import OutputLayer
from classifiers.retraining import Examples, falls, retrain, rightly_told

KINDS = 4
FEATURES = 12
NOTHING = np.zeros((0, FEATURES), np.float32)


def _examples(chance: np.random.Generator, centers: np.ndarray, count: int) -> Examples:
    """Pages around a center a kind; a page begins where its first feature is positive."""
    kinds = chance.integers(0, len(centers), count)
    features = centers[kinds] + chance.normal(0, 0.4, (count, FEATURES))
    features[:, 0] = chance.normal(0, 2, count)
    begins = (features[:, 0] > 0).astype(np.float32)
    return Examples(features.astype(np.float32), kinds, begins, np.ones(count, np.float32))


@pytest.fixture
def chance() -> np.random.Generator:
    return np.random.default_rng(3)


def _share(answers: OutputLayer, examples: Examples) -> float:
    return float(rightly_told(answers, examples, KINDS).mean())


def _untaught() -> OutputLayer:
    shape = (KINDS + 4, FEATURES)
    return OutputLayer(np.zeros(shape, np.float32), np.arange(KINDS + 4, dtype=np.float32))


def test_kinds_and_beginnings_are_learned_and_the_other_answers_stay(
    chance: np.random.Generator,
) -> None:
    centers = chance.normal(0, 2, (KINDS, FEATURES))
    taught = retrain(_untaught(), _examples(chance, centers, 400), NOTHING, KINDS)
    assert _share(taught, _examples(chance, centers, 400)) > 0.95
    assert np.array_equal(taught.weight[KINDS + 1 :], np.zeros((3, FEATURES)))
    assert list(taught.bias[KINDS + 1 :]) == [5, 6, 7]


def test_a_new_look_of_a_kind_is_learned_without_forgetting_the_old_one(
    chance: np.random.Generator,
) -> None:
    centers = chance.normal(0, 2, (KINDS, FEATURES))
    old_pages = _examples(chance, centers, 400)
    old = retrain(_untaught(), old_pages, NOTHING, KINDS)
    moved = centers.copy()
    moved[2] = centers[1] + chance.normal(0, 1, FEATURES)  # an office's paper, like another kind
    new_pages, fresh = (_examples(chance, moved, 60) for _ in range(2))
    taught = retrain(old, new_pages, old_pages.features, KINDS)
    assert _share(taught, fresh) > _share(old, fresh) + 0.1
    kept = _examples(chance, centers, 400)
    assert _share(taught, kept) > _share(old, kept) - 0.03


def test_where_nothing_new_is_said_nothing_changes(chance: np.random.Generator) -> None:
    centers = chance.normal(0, 2, (KINDS, FEATURES))
    old = retrain(_untaught(), _examples(chance, centers, 400), NOTHING, KINDS)
    nothing = _examples(chance, centers, 0)
    taught = retrain(old, nothing, _examples(chance, centers, 300).features, KINDS)
    assert np.allclose(taught.weight, old.weight, atol=1e-4)


@pytest.mark.parametrize(
    ("lost", "won", "fallen"),
    [(0, 0, False), (4, 0, False), (5, 0, True), (9, 8, False), (20, 8, True), (0, 20, False)],
)
def test_a_fall_is_more_than_chance(lost: int, won: int, fallen: bool) -> None:
    before = np.array([True] * lost + [False] * won + [True] * 50)
    after = np.array([False] * lost + [True] * won + [True] * 50)
    assert falls(before, after) is fallen
