"""Checks that a value can pass or fail by itself."""

import re

# Province and country codes of birth registration start the 12-digit number; the third digit
# says century and sex. Numbers keep the codes of the old 63 provinces.
_PROVINCES = frozenset(
    "001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034"
    " 035 036 037 038 040 042 044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068"
    " 070 072 074 075 077 079 080 082 083 084 086 087 089 091 092 093 094 095 096".split()
)

RENEWALS = frozenset({14, 25, 40, 60})
"""On these birthdays a citizen card ends (Identity law of 2023, article 21)."""

ISO_DAY = r"\d{4}-\d\d-\d\d"

_TAX_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)


def check_citizen_number(digits: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Checks passed and failed by a 12-digit number or an old 9-digit one.

    Source:
        NĐ 137/2015/NĐ-CP art. 13, TT 07/2016/TT-BCA art. 7: PPP G YY RRRRRR. There is no
        check digit, and codes of countries exist, so a strange code is doubted, not refused.
    """
    if not re.fullmatch(r"\d{12}|\d{9}", digits):
        return (), ("number_length",)
    if len(digits) == 9:
        return ("number_length",), ()
    if digits[:3] in _PROVINCES:
        return ("number_length", "province_known"), ()
    return ("number_length",), ("province_known",)


def check_birth_year(digits: str, birth: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Whether a 12-digit number carries the year of birth that stands beside it.

    Args:
        birth: ISO, at least the year.
    """
    if len(digits) != 12 or len(birth) < 4:
        return (), ()
    century = 19 + int(digits[3]) // 2
    agrees = f"{century}{digits[4:6]}" == birth[:4]
    return (("birth_year_agrees",), ()) if agrees else ((), ("birth_year_agrees",))


def check_tax_code(code: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Whether the tenth digit of a tax code comes out; persons' codes are their 12-digit numbers.

    Source:
        Weights 31, 29, 23, 19, 17, 13, 7, 5, 3; check = 10 - sum mod 11, as python-stdnum has it.
    """
    digits = code.partition("-")[0]
    if len(digits) == 12:
        return check_citizen_number(digits)
    if not re.fullmatch(r"\d{10}", digits):
        return (), ("tax_code_length",)
    total = sum(int(digit) * weight for digit, weight in zip(digits[:9], _TAX_WEIGHTS, strict=True))
    proves = 10 - total % 11 == int(digits[9])
    return (("check_digit",), ()) if proves else ((), ("check_digit",))


def check_sex(digits: str, sex: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Whether a 12-digit number carries the sex that stands beside it ("Nam" or "Nữ")."""
    if len(digits) != 12 or not digits.isdecimal() or sex not in ("Nam", "Nữ"):
        return (), ()
    agrees = (int(digits[3]) % 2 == 0) == (sex == "Nam")
    return (("sex_agrees",), ()) if agrees else ((), ("sex_agrees",))


def check_renewal(born: str, ends: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Whether a citizen card ends on a birthday on which it must be renewed.

    Args:
        born, ends: ISO; without a day, or for a card without an end, there is nothing to check.
    """
    if not (re.fullmatch(ISO_DAY, born) and re.fullmatch(ISO_DAY, ends)):
        return (), ()
    leap_day = born[5:] == "02-29" and ends[5:] in ("02-28", "03-01")
    on_birthday = born[5:] == ends[5:] or leap_day
    renews = on_birthday and int(ends[:4]) - int(born[:4]) in RENEWALS
    return (("ends_on_birthday",), ()) if renews else ((), ("ends_on_birthday",))
