import pytest

from bench.order import Pairs, compare_orders, compare_pairs, rates_of_all, rates_of_median, report
from bench.score import PageScore

GOOD, FAIR, BAD = (PageScore(100, errors, errors, 0) for errors in (1, 5, 90))
REAL = {"one": [GOOD, GOOD, GOOD], "two": [FAIR, FAIR, FAIR], "three": [BAD, BAD, BAD]}


def test_the_same_pages_give_the_same_order() -> None:
    rho, places = compare_orders(REAL, REAL, rates_of_all)
    assert rho.value == pytest.approx(1)
    assert [place.name for place in places] == ["one", "two", "three"]
    assert [place.here for place in places] == [place.there for place in places] == [1, 2, 3]


def test_one_lost_page_decides_over_all_pages_but_not_by_the_median() -> None:
    synthetic = {**REAL, "one": [GOOD, GOOD, BAD]}
    assert compare_orders(REAL, synthetic, rates_of_all)[0].value == pytest.approx(0.5)
    assert compare_orders(REAL, synthetic, rates_of_median)[0].value == pytest.approx(1)


def test_the_report_has_both_orders() -> None:
    assert report(REAL, REAL).count("Spearman's rho over 3 recognizers: 1.00") == 2


def test_pairs_that_pages_tell_apart_are_counted_in_either_order() -> None:
    turned = {**REAL, "one": REAL["two"], "two": REAL["one"]}
    assert compare_pairs(REAL, REAL, rates_of_all) == Pairs(3, 3, 3, 3)
    assert compare_pairs(REAL, turned, rates_of_all) == Pairs(3, 2, 3, 2)


def test_pairs_that_real_pages_do_not_tell_apart_do_not_count() -> None:
    unclear = {**REAL, "two": [GOOD, FAIR, GOOD], "one": [FAIR, GOOD, GOOD]}
    assert compare_pairs(unclear, REAL, rates_of_all) == Pairs(2, 2, 2, 2)
