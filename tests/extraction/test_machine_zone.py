"""Zones as the generator prints them, whole and misread."""

from datetime import date
from random import Random

import pytest
from making_pages import line, page_text, reading

from dossiers.document import Source
from extraction.machine_zone import find_zone_fields, read_zone_line
from synthesis.chance import chance
from synthesis.society.identity import Bearer, card_lines, draw_citizen_number, passport_lines


def _bearer(draws: Random) -> Bearer:
    born = date(draws.randint(1930, 2018), draws.randint(1, 12), draws.randint(1, 28))
    sex = draws.choice(("Nam", "Nữ"))
    number = draw_citizen_number(draws, "096", sex, born.year)
    return Bearer("Nguyễn Văn An", "Nguyễn", sex, born, number, "", "")


def _expiry(born: date) -> date | None:
    """As a card issued in 2026 ends."""
    age = next((age for age in (14, 25, 40, 60) if born.year + age >= 2028), None)
    return born.replace(year=born.year + age) if age else None


@pytest.mark.parametrize("seed", range(60))
def test_the_zone_of_a_card_says_who_holds_it_and_until_when(seed: int) -> None:
    bearer = _bearer(chance(seed))
    expiry = _expiry(bearer.born)
    upper, middle, _ = card_lines(bearer, expiry)
    told = read_zone_line(upper) | dict(read_zone_line(middle))
    assert {key: value for key, (value, _) in told.items()} == {
        "so_dinh_danh": bearer.number,
        "ngay_sinh": bearer.born.isoformat(),
        "gioi_tinh": bearer.sex,
        "ngay_het_han": expiry.isoformat() if expiry else "khong_thoi_han",
    }


@pytest.mark.parametrize("seed", range(20))
def test_the_zone_of_a_passport_too(seed: int) -> None:
    bearer = _bearer(chance(seed))
    _, lower = passport_lines(bearer, "C1234567", date(2033, 5, 1))
    told = {key: value for key, (value, _) in read_zone_line(lower).items()}
    assert told["so_dinh_danh"] == bearer.number
    assert told["ngay_sinh"] == bearer.born.isoformat()
    assert told["ngay_het_han"] == "2033-05-01"


@pytest.mark.parametrize("seed", range(20))
def test_a_misread_figure_is_never_told(seed: int) -> None:
    draws = chance(seed)
    upper, middle, _ = card_lines(_bearer(draws), date(2031, 1, 1))
    for text in (upper, middle):
        right = read_zone_line(text)
        places = [place for place, letter in enumerate(text[:28]) if letter.isdigit()]
        place = draws.choice(places)
        wrong = str((int(text[place]) + draws.randint(1, 9)) % 10)
        told = read_zone_line(text[:place] + wrong + text[place + 1 :])
        assert all(right[key] == each for key, each in told.items())


def test_letters_taken_for_figures_are_figures_where_nothing_else_stands() -> None:
    assert read_zone_line("IDVNM0900123450096090012345<<3")["so_dinh_danh"][0] == "096090012345"
    assert read_zone_line("IDVNMO9OO12345OO96090012345<<3")["so_dinh_danh"][0] == "096090012345"


@pytest.mark.parametrize(
    "text", ["", "CỘNG HÒA", "NGUYEN<<VAN<AN<<<<<<<<<<<<<<<<", "<" * 30, "0" * 30]
)
def test_other_lines_say_nothing(text: str) -> None:
    assert read_zone_line(text) == {}


def test_a_field_knows_where_it_stands_and_what_proves_it() -> None:
    page = page_text(line("IDVNM0900123450096090012345<<3", 300, 2000))
    (field,) = find_zone_fields(reading(page, 4))
    assert (field.source, field.page, field.box.top) == (Source.MRZ, 4, 2000)
    assert field.checks_passed[0] == "check_digit"
