from dataclasses import replace
from datetime import date

import pytest

from synthesis.chance import chance
from synthesis.papers.cards import expiry_of
from synthesis.people import (
    Sex,
    check_digit,
    citizen_number,
    dossier_code,
    invent_child,
    invent_person,
    machine_lines,
    tax_code,
)
from synthesis.places import CA_MAU, DIEN_BIEN, Province

DRAWS = range(60)


@pytest.mark.parametrize("province", [CA_MAU, DIEN_BIEN])
@pytest.mark.parametrize("sex", ["Nam", "Nữ"])
def test_a_citizen_number_says_province_sex_and_year(province: Province, sex: Sex) -> None:
    for draw in DRAWS:
        person = invent_person(province, chance(draw, sex), sex, 1950, 2020)
        number = person.number
        assert len(number) == 12
        assert number[:3] == province.code
        assert int(number[3]) % 2 == (sex == "Nữ")
        assert 1900 + 100 * (int(number[3]) // 2) + int(number[4:6]) == person.born.year


@pytest.mark.parametrize(
    ("sex", "year", "digit"), [("Nam", 1999, "0"), ("Nữ", 1999, "1"), ("Nam", 2000, "2")]
)
def test_the_century_digit_follows_the_decree(sex: Sex, year: int, digit: str) -> None:
    assert citizen_number("096", sex, year, chance(1))[3] == digit


def test_names_come_from_several_peoples_of_each_province() -> None:
    peoples = {invent_person(DIEN_BIEN, chance(d), "Nữ").people for d in DRAWS}
    assert peoples == {"Thái", "Mông", "Kinh"}
    peoples = {invent_person(CA_MAU, chance(d), "Nam").people for d in DRAWS}
    assert peoples == {"Khmer", "Kinh"}


def test_a_child_has_its_fathers_family_name_and_people() -> None:
    father = invent_person(CA_MAU, chance(7), "Nam")
    child = invent_child(father, CA_MAU, chance(8), 2025)
    assert child.name.split()[0] == father.name.split()[0]
    assert (child.people, child.home, child.born.year) == (father.people, father.home, 2025)


def test_a_dossier_code_carries_the_day_of_receipt() -> None:
    code = dossier_code("H18", 29, date(2024, 2, 26), chance(3))
    assert code.startswith("H18.29-240226-")
    assert len(code.rsplit("-", 1)[1]) == 4


def test_a_tax_code_ends_in_its_check_digit() -> None:
    weights = (31, 29, 23, 19, 17, 13, 7, 5, 3)
    for draw in DRAWS:
        code = tax_code(chance(draw))
        total = sum(int(d) * w for d, w in zip(code, weights, strict=False))
        assert int(code[9]) == 10 - total % 11


def test_check_digits_agree_with_the_specimen_of_the_standard() -> None:
    # ICAO Doc 9303-5, appendix: specimen of Utopia.
    assert check_digit("D23145890") == "7"
    assert check_digit("740812") == "2"
    assert check_digit("120415") == "9"


def test_machine_lines_are_thirty_letters_with_sound_check_digits() -> None:
    person = invent_person(DIEN_BIEN, chance(5), "Nữ", 1980, 1999)
    upper, middle, lower = machine_lines(person, date(2040, 5, 1))
    assert [len(line) for line in (upper, middle, lower)] == [30, 30, 30]
    assert upper[:5] == "IDVNM"
    assert upper[5:14] == person.number[3:]
    assert upper[14] == check_digit(upper[5:14])
    assert upper[15:27] == person.number
    assert middle[6] == check_digit(middle[:6])
    assert middle[7] == "F"
    assert middle[29] == check_digit(upper[5:] + middle[:7] + middle[8:15] + middle[18:29])
    assert lower.isascii()


@pytest.mark.parametrize(
    ("born", "expiry"),
    [
        (date(2003, 6, 1), date(2028, 6, 1)),
        (date(2000, 6, 1), date(2040, 6, 1)),  # within two years before 25: on to 40
        (date(1988, 2, 29), date(2028, 2, 28)),
        (date(1960, 6, 1), None),
    ],
)
def test_a_card_expires_on_the_next_birthday_that_counts(born: date, expiry: date | None) -> None:
    person = replace(invent_person(CA_MAU, chance(1), "Nam"), born=born)
    assert expiry_of(person, date(2024, 10, 8)) == expiry
