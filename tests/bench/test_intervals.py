import math

import numpy as np

from bench.intervals import rate_of, resample


def test_every_draw_has_as_many_dossiers_as_there_are() -> None:
    assert (resample(7).sum(axis=1) == 7).all()


def test_the_same_figures_give_the_same_interval() -> None:
    assert rate_of([1, 2, 0], [10, 10, 10]) == rate_of([1, 2, 0], [10, 10, 10])


def test_a_rate_that_is_the_same_in_all_dossiers_has_no_width() -> None:
    rate = rate_of([1, 2, 3], [10, 20, 30])
    assert np.allclose([rate.value, rate.low, rate.high], 0.1)


def test_the_interval_holds_the_rate_and_narrows_with_more_dossiers() -> None:
    few, many = (rate_of([0, 1] * times, [1, 1] * times) for times in (5, 200))
    for rate in (few, many):
        assert rate.low < rate.value < rate.high
    assert many.high - many.low < few.high - few.low


def test_nothing_to_count_gives_no_rate_and_one_dossier_no_interval() -> None:
    assert math.isnan(rate_of([0, 0], [0, 0]).value)
    alone = rate_of([1, 0], [4, 0])
    assert alone.value == 0.25
    assert alone.as_list() == [0.25, None, None]
