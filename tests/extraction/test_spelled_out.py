from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making_pages import line, page_text

from extraction.spans import Span
from extraction.spelled_out import check_words
from synthesis.language.amounts import area_words, day_words

AGREES, DIFFERS, NOTHING = (("words_agree",), ()), ((), ("words_agree",)), ((), ())


def _checked(key: str, value: str, figures: str, rest: str, below: str = "") -> object:
    row = line(f"{figures} {rest}", 300, 900)
    span = Span(row.words[: len(figures.split())])
    return check_words(key, value, span, page_text(row, line(below or ".", 300, 960)))


@pytest.mark.parametrize(
    ("value", "words", "verdict"),
    [
        ("120.5", "(bằng chữ: Một trăm hai mươi phẩy năm mét vuông)", AGREES),
        ("120.05", "(Bằng chữ: một trăm hai mươi phẩy không năm mét vuông)", AGREES),
        ("120.25", "(viết bằng chữ: một trăm hai mươi phẩy hai mươi lăm m2)", AGREES),
        ("1250", "m² (bằng chữ: Một nghìn hai trăm năm mươi mét vuông)", AGREES),
        ("126", "(bằng chữ: Một trăm hai mươi mét vuông)", DIFFERS),
        ("120.6", "(bằng chữ: Một trăm hai mươi phẩy năm mét vuông)", DIFFERS),
        ("120", "(bằng chữ: Một trăm bai mươi mét vuông)", NOTHING),  # misread: no witness
        ("120", "mét vuông, sử dụng riêng", NOTHING),
        ("120", "(bằng chữ: trăm mét vuông)", NOTHING),  # "một" was lost
        ("120", "(bằng chữ: một trăm phẩy lẻ mét vuông)", NOTHING),
        ("125", "(bằng chữ: một trăm hai lăm mét vuông)", NOTHING),  # as people say it
    ],
)
def test_areas_are_held_beside_their_words(value: str, words: str, verdict: object) -> None:
    assert _checked("dien_tich", value, "120,5", words) == verdict


@pytest.mark.parametrize(
    ("value", "verdict"), [("1984-02-05", AGREES), ("1984-02-06", DIFFERS), ("1984", DIFFERS)]
)
def test_days_are_held_beside_their_words(value: str, verdict: object) -> None:
    words = "ghi bằng chữ: Ngày năm tháng hai năm một nghìn chín trăm tám mươi tư"
    assert _checked("ngay_sinh", value, "05/02/1984", words) == verdict


def test_words_may_stand_in_the_line_below() -> None:
    below = "Bằng chữ: Ngày năm tháng hai năm một nghìn chín trăm tám mươi tư"
    assert _checked("ngay_sinh", "1984-02-05", "05/02/1984", "Giới tính: Nam", below) == AGREES


@given(st.decimals(Decimal(1), Decimal(99999), places=1))
def test_the_generators_areas_agree_with_their_words(area: Decimal) -> None:
    assert _checked("dien_tich", str(area), "x", f"(bằng chữ: {area_words(area)})") == AGREES


@given(st.dates(date(1901, 1, 1), date(2099, 12, 31)))
def test_the_generators_days_agree_with_their_words(day: date) -> None:
    words = f"(bằng chữ: {day_words(day)})"
    assert _checked("ngay_sinh", day.isoformat(), "x", words) == AGREES
