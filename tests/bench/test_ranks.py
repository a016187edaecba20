import math

from bench.ranks import rank, spearman


def test_equal_values_share_their_mean_place() -> None:
    assert list(rank([3.0, 1.0, 3.0, 9.0])) == [2.5, 1.0, 2.5, 4.0]


def test_the_same_order_is_one_and_the_opposite_minus_one() -> None:
    assert math.isclose(spearman([1, 2, 30], [5, 6, 7]), 1)
    assert math.isclose(spearman([1, 2, 30], [7, 6, 5]), -1)


def test_one_swap_of_four_is_known() -> None:
    assert math.isclose(spearman([1, 2, 3, 4], [1, 3, 2, 4]), 0.8)


def test_no_order_has_no_likeness() -> None:
    assert math.isnan(spearman([1, 1, 1], [1, 2, 3]))
