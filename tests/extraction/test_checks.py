import pytest

from extraction.checks import check_sex, check_tax_code


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
