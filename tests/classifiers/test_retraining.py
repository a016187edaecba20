import numpy as np
import pytest

from classifiers.page_network import Answers
from classifiers.retraining import Lessons, falls, retrain, rightly_told

KINDS = 4
FEATURES = 12
NOTHING = np.zeros((0, FEATURES), np.float32)


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


def _share(answers: Answers, lessons: Lessons) -> float:
    return float(rightly_told(answers, lessons, KINDS).mean())


def _untaught() -> Answers:
    shape = (KINDS + 4, FEATURES)
    return Answers(np.zeros(shape, np.float32), np.arange(KINDS + 4, dtype=np.float32))


def test_kinds_and_beginnings_are_learned_and_the_other_answers_stay(
    chance: np.random.Generator,
) -> None:
    centers = chance.normal(0, 2, (KINDS, FEATURES))
    taught = retrain(_untaught(), _lessons(chance, centers, 400), NOTHING, KINDS)
    assert _share(taught, _lessons(chance, centers, 400)) > 0.95
    assert np.array_equal(taught.weight[KINDS + 1 :], np.zeros((3, FEATURES)))
    assert list(taught.bias[KINDS + 1 :]) == [5, 6, 7]


def test_a_new_look_of_a_kind_is_learned_without_forgetting_the_old_one(
    chance: np.random.Generator,
) -> None:
    centers = chance.normal(0, 2, (KINDS, FEATURES))
    old_pages = _lessons(chance, centers, 400)
    old = retrain(_untaught(), old_pages, NOTHING, KINDS)
    moved = centers.copy()
    moved[2] = centers[1] + chance.normal(0, 1, FEATURES)  # an office's paper, like another kind
    new_pages, fresh = (_lessons(chance, moved, 60) for _ in range(2))
    taught = retrain(old, new_pages, old_pages.features, KINDS)
    assert _share(taught, fresh) > _share(old, fresh) + 0.1
    kept = _lessons(chance, centers, 400)
    assert _share(taught, kept) > _share(old, kept) - 0.03


def test_where_nothing_new_is_said_nothing_changes(chance: np.random.Generator) -> None:
    centers = chance.normal(0, 2, (KINDS, FEATURES))
    old = retrain(_untaught(), _lessons(chance, centers, 400), NOTHING, KINDS)
    nothing = _lessons(chance, centers, 0)
    taught = retrain(old, nothing, _lessons(chance, centers, 300).features, KINDS)
    assert np.allclose(taught.weight, old.weight, atol=1e-4)


@pytest.mark.parametrize(
    ("lost", "won", "fallen"),
    [(0, 0, False), (2, 0, False), (3, 0, True), (9, 8, False), (20, 9, True)],
)
def test_a_fall_is_more_than_chance(lost: int, won: int, fallen: bool) -> None:
    before = np.array([True] * lost + [False] * won + [True] * 50)
    after = np.array([False] * lost + [True] * won + [True] * 50)
    assert falls(before, after) is fallen
