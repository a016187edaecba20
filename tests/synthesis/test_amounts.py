from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synthesis.chance import chance
from synthesis.language.amounts import (
    MOST,
    NORTH,
    Reading,
    area_words,
    day_words,
    decimal_comma,
    decimal_words,
    dotted,
    draw_reading,
    money_words,
    number_words,
    roman,
)

UNITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5,
    "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
SIZES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6}
READINGS = st.builds(
    Reading,
    bridge=st.sampled_from(["linh", "lẻ"]),
    thousand=st.sampled_from(["nghìn", "ngàn"]),
    billion=st.sampled_from(["tỷ", "tỉ"]),
    four=st.sampled_from(["tư", "bốn"]),
)
ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def read_back(words: str) -> int:
    whole = millions = group = 0
    for word in words.split():
        if word in ("tỷ", "tỉ"):
            whole, millions, group = (millions + group) * 10**9, 0, 0
        elif word in SIZES:
            millions, group = millions + group * SIZES[word], 0
        elif word == "trăm":
            group *= 100
        elif word == "mươi":
            group += group % 10 * 9
        elif word not in ("linh", "lẻ"):
            group += UNITS[word]
    return whole + millions + group


def read_roman(letters: str) -> int:
    values = [ROMAN[letter] for letter in letters]
    return sum(
        -value if any(after > value for after in values[at + 1 : at + 2]) else value
        for at, value in enumerate(values)
    )


@given(st.integers(0, MOST) | st.integers(0, 10**6), READINGS)
def test_a_number_in_words_reads_back_as_itself(number: int, reading: Reading) -> None:
    assert read_back(number_words(number, reading)) == number


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (55, "năm mươi lăm"),
        (101, "một trăm linh một"),
        (110, "một trăm mười"),
        (1005, "một nghìn không trăm linh năm"),
        (1_000_015, "một triệu không trăm mười lăm"),
        (2_000_000_000, "hai tỷ"),
        (1_205_021, "một triệu hai trăm linh năm nghìn không trăm hai mươi mốt"),
        (3_000_000_000_000, "ba nghìn tỷ"),
    ],
)
def test_numbers_are_read_as_in_school(number: int, words: str) -> None:
    assert number_words(number) == words


def test_the_south_reads_with_other_words() -> None:
    south = Reading(bridge="lẻ", thousand="ngàn", billion="tỉ", four="bốn")
    assert number_words(1_000_024_104, south) == (
        "một tỉ không trăm hai mươi bốn ngàn một trăm lẻ bốn"
    )


@pytest.mark.parametrize("number", [-1, MOST + 1])
def test_a_number_that_cannot_be_read_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        number_words(number)


@given(st.integers(0, 10**12))
def test_only_whole_thousands_of_money_are_even(amount: int) -> None:
    words = money_words(amount)
    assert words[0].isupper()
    assert words.endswith("đồng chẵn") == (amount > 0 and amount % 1000 == 0)
    assert read_back(words.lower().split(" đồng")[0]) == amount


@given(st.integers(0, MOST))
def test_dots_change_no_figure(number: int) -> None:
    text = dotted(number)
    assert int(text.replace(".", "")) == number
    assert all(len(group) == 3 for group in text.split(".")[1:])


@given(st.decimals(0, 10**6, places=2))
def test_figures_behind_the_comma_are_read_one_by_one(number: Decimal) -> None:
    whole, _, part = decimal_words(number).partition(" phẩy ")
    figures = "".join(str(UNITS[word]) for word in part.split())
    assert Decimal(f"{read_back(whole)}.{figures or 0}") == number


def test_an_area_is_told_in_square_meters() -> None:
    assert area_words(Decimal("120.50")) == "Một trăm hai mươi phẩy năm mét vuông"
    assert area_words(Decimal("300")) == "Ba trăm mét vuông"
    assert decimal_comma(Decimal("1250.05")) == "1.250,05"


def test_a_day_is_told_with_its_month_names() -> None:
    assert day_words(date(1984, 4, 5)) == "Ngày năm tháng tư năm một nghìn chín trăm tám mươi tư"
    old = Reading(month_one="giêng")
    assert day_words(date(2005, 1, 21), old) == (
        "Ngày hai mươi mốt tháng giêng năm hai nghìn không trăm linh năm"
    )


@given(st.integers(1, 3999))
def test_a_roman_numeral_reads_back_as_itself(number: int) -> None:
    assert read_roman(roman(number)) == number


@pytest.mark.parametrize("number", [0, 4000])
def test_a_number_without_roman_numeral_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="1 to 3999"):
        roman(number)


def test_clerks_read_differently_but_each_alike() -> None:
    readings = [draw_reading(chance(seed, "reading")) for seed in range(100)]
    assert readings == [draw_reading(chance(seed, "reading")) for seed in range(100)]
    assert NORTH in readings
    assert {reading.bridge for reading in readings} == {"linh", "lẻ"}
