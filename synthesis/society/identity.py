"""Numbers that name a person, and what cards say of them to machines.

Source: NĐ 137/2015/NĐ-CP, article 13 (the 12 digits: province, century and sex, year of
birth, six at random; no check digit); ICAO Doc 9303 parts 3 to 5 (machine-readable zones);
standards.md §4.2 (QR of the citizen card).
"""

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Literal

from dossiers.text import fold
from synthesis.society.places import provinces

Sex = Literal["Nam", "Nữ"]

_MRZ_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whom a machine-readable zone or a QR code names.

    Attributes:
        name: In normal capitalization, family name first.
        family: The part of the name that counts as surname; may be empty.
        number: Twelve digits; ``old_number``: nine, or empty.
        home: The address as the card prints it.
    """

    name: str
    family: str
    sex: Sex
    born: date
    number: str
    old_number: str
    home: str


def draw_citizen_number(draws: Random, code: str, sex: Sex, year: int) -> str:
    """Twelve digits: province, century and sex, year of birth, six at random."""
    century = (year - 1900) // 100 * 2 + (sex == "Nữ")
    return f"{code}{century}{year % 100:02d}{draws.randrange(10**6):06d}"


def draw_old_number(draws: Random, code: str) -> str:
    """Nine digits of an old card: three that tell the province of issue, six at random."""
    return f"{draws.choice(provinces()[code].cards)}{draws.randrange(10**6):06d}"


def draw_passport_number(draws: Random, year: int) -> str:
    """``B1234567``, ``C1234567``; since 2022 a letter of the new booklets and eight digits."""
    if year >= 2022 and draws.random() < 0.7:
        return f"{draws.choice('PKEQ')}{draws.randrange(10**8):08d}"
    return f"{draws.choice('BC' if year >= 2010 else 'AB')}{draws.randrange(10**7):07d}"


def check_digit(text: str) -> str:
    """The check digit of ICAO Doc 9303: weights 7, 3, 1 over 0-9, A-Z; ``<`` counts nothing."""
    total = sum(
        (_MRZ_LETTERS.index(letter) if letter != "<" else 0) * (7, 3, 1)[place % 3]
        for place, letter in enumerate(text)
    )
    return str(total % 10)


def card_lines(bearer: Bearer, expiry: date | None) -> tuple[str, str, str]:
    """The three lines of 30 letters (TD1) on the back of an identity card.

    A card without expiry carries 31 December 2099.
    """
    short = bearer.number[3:]
    upper = f"IDVNM{short}{check_digit(short)}{bearer.number}<<"
    upper += check_digit(bearer.number)
    born, sex, ends = _dates(bearer, expiry or date(2099, 12, 31))
    middle = f"{born}{sex}{ends}VNM".ljust(29, "<")
    middle += check_digit(upper[5:] + born + ends + middle[18:29])
    return upper, middle, machine_name(bearer, 30)


def passport_lines(bearer: Bearer, passport: str, expiry: date) -> tuple[str, str]:
    """The two lines of 44 letters (TD3) of a passport; the optional field is the number."""
    number = passport.ljust(9, "<")
    born, sex, ends = _dates(bearer, expiry)
    optional = bearer.number.ljust(14, "<")
    number, optional = number + check_digit(number), optional + check_digit(optional)
    lower = f"{number}VNM{born}{sex}{ends}{optional}"
    lower += check_digit(number + born + ends + optional)
    return f"P<VNM{machine_name(bearer, 39)}", lower


def machine_name(bearer: Bearer, letters: int) -> str:
    """``NGUYEN<<THI<LAN``, filled up or cut to that many letters."""
    family = _plain(bearer.family)
    rest = _plain(bearer.name.replace(bearer.family, "", 1) if bearer.family else bearer.name)
    return (f"{family}<<{rest}" if family and rest else family or rest).ljust(letters, "<")[
        :letters
    ]


def draw_card_payload(draws: Random, bearer: Bearer, issued: date) -> str:
    """What the QR code of a citizen card says.

    Seven fields split by ``|``: number, old number (may be empty), name, birth, sex, home,
    issue; cards of 2024 and later may go on with the parents' names and empty fields.
    """
    old = bearer.old_number if draws.random() < 0.7 else ""
    home = ", ".join(part[:1].upper() + part[1:] for part in _card_address(bearer.home))
    fields = [bearer.number, old, bearer.name, f"{bearer.born:%d%m%Y}", bearer.sex, home]
    fields.append(f"{issued:%d%m%Y}")
    if issued >= date(2024, 7, 1) and draws.random() < 0.5:
        fields += [""] * draws.choice((1, 4))
    return "|".join(fields)


def _card_address(home: str) -> list[str]:
    # The card prints names without the ranks of commune, district and province.
    ranks = ("xã ", "phường ", "thị trấn ", "huyện ", "quận ", "thị xã ", "tỉnh ", "thành phố ")
    parts = home.split(", ")
    for rank in ranks:
        parts = [
            part.removeprefix(rank) if not part.removeprefix(rank).isdigit() else part
            for part in parts
        ]
    return parts


def _dates(bearer: Bearer, expiry: date) -> tuple[str, str, str]:
    born, ends = f"{bearer.born:%y%m%d}", f"{expiry:%y%m%d}"
    sex = "M" if bearer.sex == "Nam" else "F"
    return born + check_digit(born), sex, ends + check_digit(ends)


def _plain(text: str) -> str:
    words = "".join(char if char.isalnum() else " " for char in fold(text).replace("'", ""))
    return "<".join(words.upper().split())
