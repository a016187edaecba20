import re
from dataclasses import dataclass
from datetime import date

import pytest

from dossiers.vocabulary import kinds
from synthesis.chance import chance
from synthesis.society import matters, numbers
from synthesis.society.identity import (
    Bearer,
    card_lines,
    check_digit,
    draw_card_payload,
    passport_lines,
)
from synthesis.society.people import draw_person
from synthesis.society.places import draw_place, provinces

DRAWS = range(300)
VALUES = {letter: value for value, letter in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")}


@dataclass(frozen=True)
class Issuer:
    level: str
    tail: str
    desks: tuple[str, ...] = ()


def weighed(text: str) -> str:
    weights = [7, 3, 1] * len(text)
    values = [VALUES.get(letter, 0) for letter in text]
    return str(sum(w * v for w, v in zip(weights, values, strict=False)) % 10)


def test_a_tax_code_ends_in_its_check_digit() -> None:
    for seed in DRAWS:
        code = numbers.draw_tax_code(chance(seed), "096")
        products = (
            int(d) * w for d, w in zip(code, (31, 29, 23, 19, 17, 13, 7, 5, 3), strict=False)
        )
        assert int(code[9]) == 10 - sum(products) % 11
        assert re.fullmatch(r"\d{10}-\d{3}", numbers.draw_branch_tax_code(chance(seed), "096"))


def test_check_digits_agree_with_the_specimen_of_the_standard() -> None:
    # ICAO Doc 9303-5, appendix: specimen of Utopia.
    assert [check_digit(text) for text in ("D23145890", "740812", "120415")] == ["7", "2", "9"]


def test_the_upper_line_of_a_card_is_that_of_the_known_vector() -> None:
    # standards.md §4.2, verified by computation on the layout of real cards.
    bearer = Bearer("Lê Văn An", "Lê", "Nam", date(1990, 1, 1), "096090012345", "", "")
    upper = card_lines(bearer, None)[0]
    assert upper == "IDVNM0900123450096090012345<<3"


def test_machine_lines_have_sound_check_digits() -> None:
    for seed in DRAWS:
        draws = chance(seed)
        person = draw_person(draws, 2024)
        upper, middle, lower = card_lines(person.bearer, date(2040, 5, 1))
        assert [len(line) for line in (upper, middle, lower)] == [30, 30, 30]
        assert upper[14] == weighed(upper[5:14])
        assert upper[15:27] == person.number
        assert (middle[6], middle[14]) == (weighed(middle[:6]), weighed(middle[8:14]))
        assert middle[29] == weighed(upper[5:] + middle[:7] + middle[8:15] + middle[18:29])
        assert re.fullmatch(r"[A-Z<]{30}", lower)


def test_passport_lines_have_sound_check_digits() -> None:
    for seed in DRAWS:
        person = draw_person(chance(seed), 2024)
        upper, lower = passport_lines(person.bearer, person.passport, date(2033, 1, 1))
        assert (len(upper), len(lower)) == (44, 44)
        assert re.fullmatch(r"P<VNM[A-Z<]{39}", upper)
        for start, end in ((0, 9), (13, 19), (21, 27), (28, 42)):
            assert lower[end] == weighed(lower[start:end])
        assert lower[43] == weighed(lower[:10] + lower[13:20] + lower[21:43])


def test_the_code_of_a_card_has_seven_fields_or_more() -> None:
    lengths = set()
    for seed in DRAWS:
        draws = chance(seed)
        person = draw_person(draws, 2025)
        fields = draw_card_payload(draws, person.bearer, date(2025, 3, 4)).split("|")
        lengths.add(len(fields))
        assert fields[0] == person.number
        assert fields[1] in ("", person.old_number)
        assert fields[2] == person.name
        assert fields[3] == f"{person.born:%d%m%Y}"
        assert fields[4] == person.sex
        assert fields[6] == "04032025"
    assert min(lengths) == 7
    assert len(lengths) > 1


@pytest.mark.parametrize("kind", [code for code, kind in kinds().items() if kind.abbreviation])
def test_a_notation_carries_the_abbreviation_of_its_kind(kind: str) -> None:
    for seed in range(20):
        number = numbers.draw_document_number(chance(seed), kind, Issuer("so", "SNV"), 2024)
        assert number.text == f"{number.number}/{kinds()[kind].abbreviation}-SNV"


def test_letters_have_no_kind_but_a_desk() -> None:
    issuer = Issuer("tinh", "UBND", ("VX", "NC"))
    texts = {
        numbers.draw_document_number(chance(seed), "cong_van", issuer, 2024).notation
        for seed in DRAWS
    }
    assert texts == {"UBND", "UBND-VX", "UBND-NC"}


def test_notations_before_2004_follow_several_habits() -> None:
    issuer = Issuer("huyen", "UB")
    found = {
        numbers.draw_document_number(chance(seed), "quyet_dinh", issuer, 1994).text
        for seed in DRAWS
    }
    shapes = {re.sub(r"\d+", "9", text) for text in found}
    assert {"9/QĐ-UB", "9-QĐ/UB", "9 QĐ/UB", "9/UB-QĐ"} <= shapes


def test_the_party_and_the_government_number_in_their_own_way() -> None:
    party = numbers.draw_document_number(chance(1), "quyet_dinh", Issuer("dang_uy", "TU"), 2020)
    assert re.fullmatch(r"\d{2,}-QĐ/TU", party.text)
    decree = numbers.draw_document_number(
        chance(1), "nghi_dinh", Issuer("chinh_phu", "CP"), date(2025, 6, 9)
    )
    assert re.fullmatch(r"\d{2,}/2025/NĐ-CP", decree.text)


def test_single_digits_are_padded() -> None:
    drawn = [
        numbers.draw_document_number(chance(s), "chi_thi", Issuer("xa", "UBND"), 2024, highest=9)
        for s in DRAWS
    ]
    assert all(re.fullmatch(r"0[1-9]", number.number) for number in drawn)


def test_a_dossier_code_matches_the_rule_and_carries_the_day_of_receipt() -> None:
    rule = re.compile(
        r"(?:[A-Z]\d{2}(?:\.\d{1,3}){0,3}|\d{3}(?:\.\d{2}){2}\.[A-Z]\d{2})-240226-\d{4,7}"
    )
    codes = [numbers.draw_dossier_code(chance(s), "011", date(2024, 2, 26)) for s in DRAWS]
    assert all(rule.fullmatch(code) for code in codes)
    assert {code[0].isalpha() for code in codes} == {True, False}
    assert all("H18" in code for code in codes)


def test_agency_codes_of_provinces_differ() -> None:
    assert len({province.agency for province in provinces().values()}) == 63


@pytest.mark.parametrize(
    ("year", "rule"),
    [
        (1996, r"[A-ZĐ] \d{6}"),
        (2007, r"A[A-Z] \d{6}"),
        (2018, r"C[A-Z] \d{6}"),
        (2026, r"[ADĐ][A-D] \d{8}"),
    ],
)
def test_serials_of_land_certificates_are_those_of_their_time(year: int, rule: str) -> None:
    assert all(re.fullmatch(rule, numbers.draw_land_serial(chance(s), year)) for s in DRAWS)


def test_plates_and_accounts_have_their_shape() -> None:
    for seed in DRAWS:
        draws = chance(seed)
        plate = numbers.draw_plate(draws, "096")
        assert re.fullmatch(r"69(-[A-ZĐ]\d |[A-Z]-)\d{3}\.\d{2}", plate)
        assert 10 <= len(numbers.draw_account(draws).replace(" ", "")) <= 14


def test_code_128_can_carry_the_code_of_a_dossier() -> None:
    code = numbers.draw_dossier_code(chance(3), "096", date(2026, 3, 1))
    assert numbers.barcode_text(code) == code


def test_procedures_are_many_and_have_components() -> None:
    found = matters.procedures()
    assert len(found) >= 60
    assert len({procedure.code for procedure in found}) == len(found)
    assert all(re.fullmatch(r"\d\.\d{6}", procedure.code) for procedure in found)
    assert all(procedure.components for procedure in found)
    assert {procedure.level for procedure in found} == {"xa", "huyen", "tinh"}


def test_land_has_the_codes_of_its_time() -> None:
    new = {matters.draw_land(chance(seed), 2020).code for seed in DRAWS}
    old = {matters.draw_land(chance(seed), 1998).code for seed in DRAWS}
    assert {"ONT", "ODT", "LUC", "CLN"} <= new
    assert {"T", "2L"} <= old
    assert not old & {"ONT", "ODT"}


def test_words_of_matters_are_closed() -> None:
    for seed in DRAWS:
        draws = chance(seed)
        place = draw_place(draws, 2024)
        words = (
            matters.draw_trade(draws),
            matters.draw_business(draws),
            matters.draw_school(draws, place),
            matters.draw_lower_school(draws, place),
            matters.draw_course(draws),
            matters.draw_bank(draws).name,
            matters.draw_origin_of_land(draws),
            matters.draw_mark(draws),
        )
        assert all(word and not re.search(r"[{}|=;]", word) for word in words)
