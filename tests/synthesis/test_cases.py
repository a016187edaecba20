from datetime import date
from decimal import Decimal

import pytest

from synthesis.cases.answers import Address, Manner, Money, Said, normal, written
from synthesis.cases.case import Case, draw_case
from synthesis.cases.facts import Facts, gather_facts
from synthesis.cases.numbering import draw_number
from synthesis.cases.paper_facts import issuer_as_printed
from synthesis.cases.person_facts import card_day, expiry_of
from synthesis.chance import chance
from synthesis.society.offices import draw_office
from synthesis.society.places import draw_place
from synthesis.typesetting.form_files import Form, parse
from synthesis.typesetting.markup import MarkupError

PLAIN = Manner()


def form(head: str = "", kind: str = "quyet_dinh") -> Form:
    (found,) = parse(f"=== {kind} / x / 1950-2026\n{head}\n---\ntext\n", "x.form")
    return found


def facts(head: str = "", *, seed: int = 1, year: int = 2025, kind: str = "quyet_dinh") -> Facts:
    case = draw_case(chance(seed), "test", year)
    return gather_facts(form(head, kind), case, case.day, "", chance(seed, "copy"))


def cases(count: int = 40) -> list[Case]:
    return [draw_case(chance(seed), "test", 1990 + seed % 36) for seed in range(count)]


@pytest.mark.parametrize(
    ("shape", "text"),
    [
        ("", "05/01/2025"),
        ("dashes", "05-01-2025"),
        ("short", "5/1/2025"),
        ("spelled", "ngày 05 tháng 01 năm 2025"),
        ("day", "05"),
        ("english", "5 January 2025"),
    ],
)
def test_days_are_written_in_many_shapes_and_kept_in_one(shape: str, text: str) -> None:
    day = date(2025, 1, 5)
    assert written(day, shape, PLAIN) == text
    assert normal(day, text) == "2025-01-05"


def test_numbers_and_names_have_normal_forms() -> None:
    assert written(Decimal("1234.5"), "", PLAIN) == "1.234,5"
    assert normal(Decimal("1234.5"), "1.234,5") == "1234.5"
    assert written(Money(1_500_000), "", PLAIN) == "1.500.000"
    assert written("Lò Văn Pánh", "upper", PLAIN) == "LÒ VĂN PÁNH"
    assert normal("Lò Văn Pánh", "LÒ VĂN PÁNH") == "Lò Văn Pánh"
    assert normal(Said("Không thời hạn", "khong_thoi_han"), "") == "khong_thoi_han"


def test_places_are_said_with_ranks_or_without() -> None:
    place = draw_place(chance(1), 2020)
    address = Address(place, "ấp 5")
    full, bare = (written(address, shape, PLAIN) for shape in ("full", "bare"))
    assert place.commune_title in full
    assert full.startswith("ấp 5, ")
    assert place.commune in bare
    assert len(bare) < len(full)


def test_families_hold_together() -> None:
    for case in cases():
        husband, wife, child = (case.person(role) for role in ("chong", "vo", "con"))
        assert {husband.sex, wife.sex} == {"Nam", "Nữ"}
        assert child.born.year - max(husband.born, wife.born).year >= 17
        assert case.parent("con", "cha") == husband
        father, mother = case.parent("nguoi", "cha"), case.parent("nguoi", "me")
        grown = case.person("nguoi")
        assert grown.born.year - max(father.born, mother.born).year >= 17
        if grown.family and father.people == "kinh":
            assert father.name.split()[0] == grown.name.split()[0]
        assert case.spouse("nguoi") in (husband, wife)
        assert case.spouse("nguoi") != grown
        assert case.spouse("ban").sex != case.person("ban").sex


def test_cards_are_issued_between_birth_and_the_day_and_end_at_the_right_ages() -> None:
    for case in cases():
        person = case.person("nguoi")
        issued = card_day(person, case.day, chance(1))
        assert person.born < issued <= case.day
    assert expiry_of(date(1990, 5, 2), date(2021, 7, 1)) == date(2030, 5, 2)
    assert expiry_of(date(1990, 5, 2), date(2028, 6, 1)) == date(2050, 5, 2)
    assert expiry_of(date(1960, 5, 2), date(2021, 7, 1)) is None


def test_a_fact_is_drawn_once_and_of_the_vocabulary_ones_the_value_is_kept() -> None:
    found = facts()
    first = found.say("ho_ten")
    assert first == found.say("ho_ten")
    assert first.field == "ho_ten"
    assert found.say("ho_ten:upper").text == first.text.upper()
    assert found.values["ho_ten"] == first.text
    assert found.say("ho_ten:ascii").field == ""
    assert found.say("mua.ho_ten").field == ""


def test_numbers_on_papers_before_2016_have_nine_digits() -> None:
    assert len(facts(year=2010).say("so_dinh_danh").text) == 9
    assert len(facts(year=2024).say("so_dinh_danh").text) == 12


def test_heads_of_forms_override_facts_and_draw_alternatives() -> None:
    drawn = {facts("trich_yeu: V/v một | V/v hai", seed=n).say("trich_yeu").text for n in range(9)}
    assert drawn == {"V/v một", "V/v hai"}
    said = facts("ten_doanh_nghiep: Hộ kinh doanh <ho_ten>")
    assert said.say("ten_doanh_nghiep").text == f"Hộ kinh doanh {said.say('ho_ten').text}"


def test_a_fact_that_nobody_knows_is_named() -> None:
    with pytest.raises(MarkupError, match="khong_co"):
        facts().say("khong_co")


def test_patterns_and_notations_of_forms_shape_their_numbers() -> None:
    office = draw_office(chance(1), "xa", draw_place(chance(1), 2025), date(2025, 3, 1))

    def number(head: str) -> str:
        return draw_number(form(head), office, date(2025, 3, 1), chance(2))

    plain = number("")
    assert plain.endswith(f"QĐ-{office.tail}")
    assert number("notation: TLKS-BS").endswith("/TLKS-BS")
    serial = number("number: @@ ######")
    assert serial[:2].isalpha()
    assert serial[3:].isdigit()
    assert number("number: ##/YYYY").endswith("/2025")


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("SỞ TÀI CHÍNH", "Sở Tài chính"),
        ("SỞ TÀI CHÍNH TỈNH TÂY NINH", "Sở Tài chính tỉnh Tây Ninh"),
        ("Sở Tài chính tỉnh Tây Ninh", "Sở Tài chính tỉnh Tây Ninh"),
    ],
)
def test_an_issuer_is_what_is_printed_of_it(printed: str, value: str) -> None:
    assert issuer_as_printed("Sở Tài chính tỉnh Tây Ninh", printed) == value


def test_an_issuer_is_never_more_than_its_lines_print() -> None:
    name = "Chi nhánh Văn phòng Đăng ký đất đai huyện Lâm Bình"
    assert issuer_as_printed(name, "CHI NHÁNH HUYỆN LÂM BÌNH") == "Chi nhánh huyện Lâm Bình"
    day = date(2024, 3, 1)
    for seed in range(30):
        place = draw_place(chance(seed), day)
        for level in ("xa", "so", "trung_tam", "cong_an_tinh"):
            office = draw_office(chance(seed), level, place, day)
            printed = " ".join(office.lines)
            value = issuer_as_printed(office.name, printed).casefold()
            assert value == printed.casefold().replace("ủy ban nhân dân", "ubnd")
