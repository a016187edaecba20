import numpy as np
import pytest

from extraction.acceptance import (
    ENOUGH,
    NEVER,
    Acceptance,
    Reviewed,
    find_threshold,
    pool,
    share_interval,
)

CHANCES = np.linspace(0, 1, 2 * ENOUGH)


def _reviewed(key: str, kind: str, right_from: float) -> Reviewed:
    size = len(CHANCES)
    return Reviewed(np.full(size, key), np.full(size, kind), CHANCES, right_from <= CHANCES)


def test_the_lowest_threshold_that_holds_is_found() -> None:
    threshold = find_threshold(CHANCES, CHANCES >= 0.6, 1.0, "all")
    assert threshold.chance == pytest.approx(0.6, abs=0.01)
    assert threshold.passed == np.sum(CHANCES >= 0.6)
    assert threshold.low < 1.0
    assert threshold.high == 1.0


def test_a_lower_precision_lets_more_pass() -> None:
    right = CHANCES >= 0.6
    loose, strict = (find_threshold(CHANCES, right, each, "all") for each in (0.9, 1.0))
    assert loose.passed > strict.passed


def test_where_nothing_is_right_enough_nothing_passes() -> None:
    threshold = find_threshold(CHANCES, np.zeros(len(CHANCES), bool), 0.9, "all")
    assert threshold.chance == NEVER
    assert Acceptance([_reviewed("a", "b", 2.0)], 0.9).accepts("b", "a", 1.0) is False


def test_values_of_one_probability_pass_together() -> None:
    chances, right = np.array([0.9, 0.9, 0.9, 0.5]), np.array([True, True, False, True])
    assert find_threshold(chances, right, 1.0, "all").chance == NEVER


def test_the_offices_own_values_count_before_those_that_came_with_hoso() -> None:
    own, shipped = _reviewed("ho_ten", "cmnd", 0.9), _reviewed("ho_ten", "cmnd", 0.2)
    assert Acceptance([own, shipped], 1.0).threshold("cmnd", "ho_ten").chance > 0.85
    few = Reviewed(own.keys[:5], own.kinds[:5], own.chances[:5], own.right[:5])
    assert Acceptance([few, shipped], 1.0).threshold("cmnd", "ho_ten").chance < 0.25


def test_one_error_that_people_find_moves_the_threshold() -> None:
    shipped = _reviewed("ho_ten", "cmnd", 0.2)
    error = Reviewed(np.array(["ho_ten"]), np.array(["cmnd"]), np.array([0.9]), np.array([False]))
    before = Acceptance([shipped], 1.0).threshold("cmnd", "ho_ten")
    after = Acceptance([error, shipped], 1.0).threshold("cmnd", "ho_ten")
    assert before.chance < 0.25
    assert after.chance > 0.9


def test_a_kind_of_which_little_is_known_takes_the_threshold_of_the_field() -> None:
    acceptance = Acceptance([_reviewed("ho_ten", "cmnd", 0.5)], 1.0)
    assert acceptance.threshold("cmnd", "ho_ten").of == "cmnd/ho_ten"
    assert acceptance.threshold("don_de_nghi", "ho_ten").of == "ho_ten"
    assert acceptance.threshold("don_de_nghi", "trich_yeu").of == "all"


def _calibrated(key: str, off: float) -> Reviewed:
    """Values that are right as often as they say, or by ``off`` more often."""
    draws = np.random.default_rng(len(key))
    chances = draws.random(4000)
    return Reviewed(
        np.full(4000, key), np.full(4000, "cmnd"), chances, draws.random(4000) < chances + off
    )


def test_one_threshold_serves_fields_unless_they_are_clearly_worse_or_better() -> None:
    usual = [_calibrated(f"usual {'i' * number}", 0.0) for number in range(8)]
    worse, better = _calibrated("worse", -0.08), _calibrated("better", 0.08)
    acceptance = Acceptance([pool([*usual, worse, better])], 0.9)
    common = acceptance.threshold("khac", "unknown")
    assert common.of == "all"
    alike = [acceptance.threshold("khac", each.keys[0]).chance == common.chance for each in usual]
    assert sum(alike) >= 6
    assert acceptance.threshold("khac", "worse").chance > common.chance + 0.05
    assert acceptance.threshold("khac", "better").chance < common.chance - 0.05


def test_a_precision_may_be_set_by_kind_and_field() -> None:
    acceptance = Acceptance(
        [_reviewed("ho_ten", "cmnd", 0.5)],
        0.995,
        {"ho_ten": 0.9, "cmnd/ho_ten": 0.99, "cmnd": 0.5},
    )
    assert acceptance.precision("cmnd", "ho_ten") == 0.99
    assert acceptance.precision("khac", "ho_ten") == 0.9
    assert acceptance.precision("cmnd", "que_quan") == 0.5
    assert acceptance.precision("khac", "que_quan") == 0.995


def test_intervals_hold_the_share() -> None:
    low, high = share_interval(995, 1000)
    assert low < 0.995 < high
    assert share_interval(0, 0) == (0.0, 1.0)
