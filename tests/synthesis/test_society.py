import re
from collections.abc import Iterator
from datetime import date

import pytest

from dossiers.text import VIETNAMESE_LETTERS, compose
from synthesis.chance import chance
from synthesis.society.hamlets import draw_hamlet
from synthesis.society.identity import Sex
from synthesis.society.names import peoples
from synthesis.society.people import (
    Person,
    draw_child,
    draw_couple,
    draw_full_name,
    draw_official,
    draw_person,
)
from synthesis.society.places import (
    TWO_LEVELS,
    Place,
    draw_neighbor,
    draw_place,
    later,
    provinces,
    written,
)

DAY = date(2024, 5, 6)
LETTERS = VIETNAMESE_LETTERS | set(" '-")


def places(when: date | int, count: int = 400) -> Iterator[Place]:
    draws = chance(7, "places", str(when))
    for _ in range(count):
        yield draw_place(draws, when)


def persons(when: date | int, count: int = 600) -> Iterator[Person]:
    draws = chance(11, "persons", str(when))
    for _ in range(count):
        yield draw_person(draws, when)


def commune_in(code: str, name: str) -> Place:
    draws = chance(3, code, name)
    found = (draw_place(draws, DAY, code) for _ in range(20_000))
    return next(place for place in found if place.commune == name)


@pytest.mark.parametrize("when", [1985, 2005, date(2025, 6, 30)])
def test_addresses_before_july_2025_have_three_levels(when: date | int) -> None:
    for place in places(when):
        assert place.district
        assert place.address().count(", ") == 2


@pytest.mark.parametrize("when", [TWO_LEVELS, 2026])
def test_addresses_since_july_2025_have_no_district(when: date | int) -> None:
    for place in places(when):
        assert not place.district_title
        assert place.address().count(", ") == 1
        assert place.commune_rank != "thị trấn"


def test_all_provinces_of_both_times_come_up() -> None:
    assert len({place.province for place in places(DAY, 3000)}) == 63
    assert len({place.province for place in places(2026, 3000)}) == 34


def test_a_commune_went_where_the_resolutions_say() -> None:
    place = commune_in("096", "Khánh An")
    assert place.address("ấp 5") == "ấp 5, xã Khánh An, huyện U Minh, tỉnh Cà Mau"
    assert later(place, 2026).address() == "xã Khánh An, tỉnh Cà Mau"
    assert later(place, 1990).address() == "xã Khánh An, huyện U Minh, tỉnh Minh Hải"
    assert later(commune_in("095", "Vĩnh Hậu A"), 2026).province == "Cà Mau"


def test_addresses_are_written_in_full_short_and_bare() -> None:
    place = commune_in("096", "Khánh An")
    assert place.abbreviated("ấp 5") == "ấp 5, X. Khánh An, H. U Minh, T. Cà Mau"
    assert place.abbreviated(space="") == "X.Khánh An, H.U Minh, T.Cà Mau"
    assert place.bare() == "Khánh An, U Minh, Cà Mau"
    assert place.dashed("ấp 5") == "ấp 5 - Khánh An - U Minh - Cà Mau"


@pytest.mark.parametrize(
    ("code", "year", "name"),
    [
        ("037", 1985, "Hà Nam Ninh"),
        ("035", 1995, "Nam Hà"),
        ("042", 1990, "Nghệ Tĩnh"),
        ("074", 1996, "Sông Bé"),
        ("045", 1988, "Bình Trị Thiên"),
        ("015", 1985, "Hoàng Liên Sơn"),
        ("011", 2003, "Lai Châu"),
        ("046", 2024, "Thừa Thiên Huế"),
        ("046", 2025, "Huế"),
        ("095", 1996, "Minh Hải"),
        ("095", 1997, "Bạc Liêu"),
    ],
)
def test_provinces_have_the_names_of_their_time(code: str, year: int, name: str) -> None:
    assert draw_place(chance(year, code), year, code).province == name


def test_cities_of_their_own_were_cities_of_a_province_before() -> None:
    place = draw_place(chance(1), 1990, "092")
    assert place.province_title == "tỉnh Hậu Giang"
    assert place.district_rank != "quận"


def test_names_of_highland_places_keep_their_apostrophes() -> None:
    draws = chance(5)
    assert any("'" in draw_place(draws, DAY, "067").address() for _ in range(200))


def test_numbered_wards_keep_their_rank_when_others_lose_it() -> None:
    draws = chance(2)
    wards = (draw_place(draws, DAY, "079") for _ in range(300))
    ward = next(place for place in wards if place.commune.isdigit())
    assert ward.bare().startswith(f"Phường {ward.commune}, ")


def test_neighbors_share_the_province() -> None:
    draws = chance(4)
    for place in places(DAY, 100):
        assert draw_neighbor(draws, place, DAY).code == place.code


def test_hamlets_are_those_of_the_region() -> None:
    draws = chance(9)
    words: dict[str, set[str]] = {}
    for place in places(DAY, 1500):
        words.setdefault(place.region, set()).add(draw_hamlet(draws, place).split()[0])
    assert "ấp" in words["tay"]
    assert "bản" in words["nui"]
    assert "buôn" in words["nguyen"]
    assert not words["bac"] & {"ấp", "bản", "buôn", "khóm"}


def test_no_pattern_stays_open_in_an_address() -> None:
    draws = chance(10)
    for when in (1990, 2024, 2026):
        for place in places(when, 400):
            text = written(draws, place, draw_hamlet(draws, place), when)
            assert re.fullmatch(r"[\w .,/'-]+", text), text
            assert compose(text) == text


@pytest.mark.parametrize("when", [1990, DAY, 2026])
def test_a_citizen_number_says_province_sex_and_year(when: date | int) -> None:
    for person in persons(when):
        number = person.number
        assert re.fullmatch(r"\d{12}", number)
        assert number[:3] == person.birthplace.code
        assert int(number[3]) % 2 == (person.sex == "Nữ")
        assert 1900 + 100 * (int(number[3]) // 2) + int(number[4:6]) == person.born.year


def test_an_old_number_begins_as_its_province_issued_them() -> None:
    for person in persons(DAY):
        assert re.fullmatch(r"\d{9}", person.old_number)
        assert person.old_number[:3] in provinces()[person.home.code].cards


def test_names_have_letters_of_the_alphabet_only() -> None:
    for year in (1985, 2005, 2026):
        for person in persons(year, 1500):
            assert set(person.name) <= LETTERS, person.name
            assert compose(person.name) == person.name
            assert len(person.name) > 2


def test_every_word_of_every_list_of_names_is_spelled_in_the_alphabet() -> None:
    for people in peoples().values():
        for naming in people.of_sex.values():
            words = naming.families.words + naming.middles.words + naming.given.words
            assert set("".join(words)) <= LETTERS, people.label


def test_many_peoples_live_in_many_provinces() -> None:
    found = list(persons(DAY, 3000))
    assert len({person.people for person in found}) >= 20
    assert len({person.home.code for person in found}) >= 60
    assert len({person.name for person in found}) >= 2700


@pytest.mark.parametrize(
    ("code", "expected"),
    [("096", {"khmer", "hoa"}), ("011", {"thai", "hmong", "kho_mu"}), ("066", {"ede", "gia_rai"})],
)
def test_peoples_live_where_they_live(code: str, expected: set[str]) -> None:
    draws = chance(8, code)
    place = draw_place(draws, DAY, code)
    assert expected <= {draw_person(draws, DAY, place=place).people for _ in range(500)}


@pytest.mark.parametrize(
    ("people", "sex", "pattern"),
    [
        ("ede", "Nam", r"Y \S+( \S+)? \S+.*"),
        ("ede", "Nữ", r"H'\S+ \S+.*"),
        ("xo_dang", "Nữ", r".*\b(Y|Thị) \S+.*"),
        ("co_ho", "Nữ", r"(Ka|K'|\S+).*"),
        ("stieng", "Nam", r".*Điểu.*|Lâm .*"),
    ],
)
def test_names_follow_the_pattern_of_a_people(people: str, sex: Sex, pattern: str) -> None:
    draws = chance(6, people)
    code = max(peoples()[people].homes, key=lambda code: peoples()[people].homes[code])
    place = draw_place(draws, DAY, code)
    found = (draw_person(draws, DAY, sex, (50, 70), place) for _ in range(3000))
    names = [person.name for person in found if person.people == people]
    assert len(names) > 30
    assert all(re.fullmatch(pattern, name) for name in names)


def test_old_people_are_called_otherwise_than_young_ones() -> None:
    draws = chance(12)
    old = [draw_person(draws, DAY, "Nữ", (60, 80)) for _ in range(400)]
    young = [draw_person(draws, DAY, "Nữ", (1, 18)) for _ in range(400)]
    assert sum(" Thị " in p.name for p in old) > 1.5 * sum(" Thị " in p.name for p in young)


def test_ages_are_within_what_was_asked_for() -> None:
    draws = chance(13)
    for _ in range(400):
        assert 28 <= draw_person(draws, DAY, ages=(28, 30)).age_on(DAY) <= 30
        assert 28 <= draw_official(draws, DAY).age_on(DAY) <= 59


def test_children_are_eighteen_years_younger_and_carry_a_family_name() -> None:
    draws = chance(14)
    for _ in range(300):
        father, mother = draw_couple(draws, DAY, (25, 60))
        child = draw_child(draws, DAY, father, mother)
        assert child.born.year - max(father.born, mother.born).year >= 18
        assert child.born <= DAY
        assert child.home.code == father.home.code
        by_mother = peoples()[father.people].by_mother and mother.people == father.people
        parent = mother if by_mother else father
        same = peoples()[parent.people].of_sex
        if same["Nam"].families == same["Nữ"].families:
            assert parent.family in child.name


def test_parents_who_are_children_have_no_child() -> None:
    draws = chance(15)
    young = draw_person(draws, DAY, ages=(5, 16))
    with pytest.raises(ValueError, match="no child"):
        draw_child(draws, DAY, young, young)


def test_couples_are_old_enough_and_live_together() -> None:
    draws = chance(16)
    for _ in range(300):
        husband, wife = draw_couple(draws, DAY)
        assert (husband.sex, wife.sex) == ("Nam", "Nữ")
        assert husband.age_on(DAY) >= 20
        assert wife.age_on(DAY) >= 18
        assert wife.address == husband.address


def test_the_same_chance_gives_the_same_people() -> None:
    assert list(persons(DAY, 50)) == list(persons(DAY, 50))
    names = [draw_full_name(chance(seed), DAY) for seed in range(50)]
    assert names == [draw_full_name(chance(seed), DAY) for seed in range(50)]
    assert len(set(names)) > 45
