import pytest

from ocr.confidence import AS_SAID, Curve, read_curve


def test_between_its_points_a_curve_is_straight_and_beyond_them_level() -> None:
    curve = Curve((0.2, 0.6, 0.9), (0.1, 0.5, 0.99))
    assert curve.probability(0.4) == pytest.approx(0.3)
    assert (curve.probability(0.0), curve.probability(1.0)) == (0.1, 0.99)


def test_without_a_measured_curve_confidence_is_what_was_said() -> None:
    assert read_curve({}) is AS_SAID
    assert AS_SAID.probability(0.37) == pytest.approx(0.37)


def test_a_measured_curve_is_read_from_the_card() -> None:
    card = {"confidence": {"said": [0.1, 0.9], "right": [0.2, 0.8]}}
    assert read_curve(card).probability(0.9) == 0.8
