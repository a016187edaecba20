import pytest

from extraction.checks import check_renewal, check_sex, check_tax_code


@pytest.mark.parametrize("code", ["0100233488", "0100233488-001"])
def test_the_check_digit_of_a_tax_code_comes_out(code: str) -> None:
    assert check_tax_code(code) == (("check_digit",), ())


def test_a_wrong_digit_is_doubted() -> None:
    assert check_tax_code("0100233489") == ((), ("check_digit",))
    assert check_tax_code("01002334") == ((), ("tax_code_length",))


def test_the_tax_code_of_a_person_is_the_number_of_the_card() -> None:
    assert check_tax_code("096081967262")[0] == ("number_length", "province_known")


def test_the_number_carries_the_sex() -> None:
    assert check_sex("096081967262", "Nam") == (("sex_agrees",), ())
    assert check_sex("096181967262", "Nam") == ((), ("sex_agrees",))
    assert check_sex("096301967262", "Nữ") == (("sex_agrees",), ())
    assert check_sex("096081967", "Nam") == ((), ())
    assert check_sex("096081967262", "") == ((), ())


@pytest.mark.parametrize("ends", ["2016-05-03", "2031-05-03", "2051-05-03"])
def test_a_card_ends_on_a_birthday_of_renewal(ends: str) -> None:
    assert check_renewal("1991-05-03", ends) == (("ends_on_birthday",), ())


@pytest.mark.parametrize("ends", ["2030-05-03", "2031-05-04", "2031-06-03"])
def test_any_other_day_is_doubted(ends: str) -> None:
    assert check_renewal("1991-05-03", ends) == ((), ("ends_on_birthday",))


def test_leap_days_move_and_cards_for_life_have_no_end() -> None:
    assert check_renewal("1992-02-29", "2017-02-28")[0] == ("ends_on_birthday",)
    assert check_renewal("1992-02-29", "2017-03-01")[0] == ("ends_on_birthday",)
    assert check_renewal("1960-05-03", "khong_thoi_han") == ((), ())
    assert check_renewal("1991", "2031-05-03") == ((), ())
