import math

import numpy as np
import pytest

from bench.straight_through import calibration, calibration_error, curve, let_pass, order_claims


def _hundred_right_then_one_wrong() -> list[tuple[float, bool, int]]:
    return [(0.99, True, number % 4) for number in range(99)] + [(0.9, False, 3)]


def test_all_that_is_right_passes_at_any_precision() -> None:
    passing = let_pass(order_claims([(0.5, True, 0), (0.7, True, 1)], [1, 1]), 0.995)
    assert (passing.passed, passing.threshold, passing.rate.value) == (2, 0.5, 1.0)


def test_one_wrong_of_a_hundred_passes_at_99_and_not_at_more() -> None:
    claims = order_claims(_hundred_right_then_one_wrong(), [50, 50, 50, 50])
    assert let_pass(claims, 0.99).passed == 100
    assert let_pass(claims, 0.995).passed == 99
    assert let_pass(claims, 0.995).threshold == 0.99
    assert let_pass(claims, 0.995).rate.value == pytest.approx(99 / 200)


def test_fields_of_one_confidence_pass_together_or_not_at_all() -> None:
    claims = order_claims([(0.9, True, 0), (0.9, False, 1)], [1, 1])
    passing = let_pass(claims, 0.99)
    assert passing.passed == 0
    assert math.isnan(passing.threshold)


def test_a_wrong_field_at_the_top_is_made_up_for_by_many_right_ones_below() -> None:
    rows = [(1.0, False, 0)] + [(0.5, True, 0) for _ in range(99)]
    assert let_pass(order_claims(rows, [100]), 0.99).passed == 100


def test_what_was_not_said_does_not_pass() -> None:
    assert let_pass(order_claims([(0.9, True, 0)], [4]), 0.99).rate.value == 0.25
    assert math.isnan(let_pass(order_claims([], [4]), 0.99).rate.value)


def test_the_interval_of_the_rate_holds_it() -> None:
    claims = order_claims(_hundred_right_then_one_wrong(), [50, 50, 50, 50])
    rate = let_pass(claims, 0.99).rate
    assert rate.low <= rate.value <= rate.high


def test_the_curve_ends_with_all_that_was_said() -> None:
    rate, precision = curve(order_claims([(0.9, True, 0), (0.8, False, 0)], [4]))
    assert list(rate) == [0.25, 0.5]
    assert list(precision) == [1.0, 0.5]


def test_confidence_that_is_the_share_of_right_ones_is_calibrated() -> None:
    rows = [(0.75, number % 4 != 0, number % 2) for number in range(40)]
    assert calibration_error(order_claims(rows, [20, 20])).value == pytest.approx(0)


def test_confidence_that_is_too_high_by_a_half_is_an_error_of_a_half() -> None:
    claims = order_claims([(1.0, number % 2 == 0, 0) for number in range(10)], [10])
    assert calibration_error(claims).value == pytest.approx(0.5)
    assert [each.fields for each in calibration(claims)] == [0] * 9 + [10]
    assert np.isclose(calibration(claims)[-1].precision, 0.5)
