"""Invented persons with structurally valid numbers.

Source: NĐ 137/2015/NĐ-CP, article 13 (the 12 digits: province, century and sex, year of
birth, six at random; no check digit); ICAO Doc 9303 (check digits of the MRZ);
TT 01/2018/TT-VPCP, article 19 (dossier codes); python-stdnum ``vn.mst`` (tax codes).
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import resources
from random import Random
from typing import Any, Literal

from dossiers.text import compose, fold
from synthesis.dates import day_between
from synthesis.places import Province

Sex = Literal["Nam", "Nữ"]

_TAX_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_MRZ_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who never lived.

    Attributes:
        name: In normal capitalization.
        people: The ethnicity as papers print it.
        number: Twelve digits; ``old_number``: nine.
        origin: Commune and province; ``home``: with the hamlet before.
    """

    name: str
    sex: Sex
    born: date
    people: str
    number: str
    old_number: str
    origin: str
    home: str

    def facts(self, *keys: str) -> dict[str, str]:
        """Fields of ``vocabulary.toml`` that a paper says of its subject."""
        known = {
            "ho_ten": self.name,
            "so_dinh_danh": self.number,
            "ngay_sinh": self.born.isoformat(),
            "gioi_tinh": self.sex,
            "dan_toc": self.people,
            "que_quan": self.origin,
            "noi_thuong_tru": self.home,
        }
        return {key: known[key] for key in keys}


@cache
def _names() -> Mapping[str, Any]:
    text = resources.files("synthesis").joinpath("people.toml").read_text(encoding="utf-8")
    return tomllib.loads(compose(text))


def invent_person(
    province: Province, draws: Random, sex: Sex, born_after: int = 1960, born_before: int = 2003
) -> Person:
    """Invent a person of a province, born from 1 January of one year to the end of another."""
    tables, weights = zip(*province.peoples, strict=True)
    names = _names()[draws.choices(tables, weights)[0]]
    born = day_between(date(born_after, 1, 1), date(born_before, 12, 31), draws)
    commune = draws.choice(province.communes)
    return Person(
        name=invent_name(names, sex, draws),
        sex=sex,
        born=born,
        people=names["label"],
        number=citizen_number(province.code, sex, born.year, draws),
        old_number=old_number(province.code, draws),
        origin=f"{commune}, tỉnh {province.name}",
        home=f"{draws.choice(province.hamlets)}, {commune}, tỉnh {province.name}",
    )


def invent_child(father: Person, province: Province, draws: Random, year: int) -> Person:
    """Invent a child who has the father's family name, people and home."""
    sex: Sex = draws.choice(["Nam", "Nữ"])
    child = invent_person(province, draws, sex, year, year)
    names = next(table for table in _names().values() if table["label"] == father.people)
    surname = father.name.split()[0]
    given = invent_name(names | {"surnames": {surname: 1}}, sex, draws)
    return replace(child, name=given, people=father.people, origin=father.origin, home=father.home)


def invent_name(names: Mapping[str, Any], sex: Sex, draws: Random) -> str:
    """Family, middle and given name from one table of ``people.toml``."""
    surname = draws.choices(list(names["surnames"]), list(names["surnames"].values()))[0]
    parts = (surname, draws.choice(names["middles"][sex]), draws.choice(names["given"][sex]))
    return " ".join(part for part in parts if part)


def invent_official(draws: Random) -> str:
    """The name of somebody who signs."""
    return invent_name(_names()["kinh"], draws.choice(["Nam", "Nam", "Nữ"]), draws)


def citizen_number(province_code: str, sex: Sex, year: int, draws: Random) -> str:
    """Twelve digits: province, century and sex, year of birth, six at random."""
    century = (year - 1900) // 100 * 2 + (sex == "Nữ")
    return f"{province_code}{century}{year % 100:02d}{draws.randrange(10**6):06d}"


def old_number(province_code: str, draws: Random) -> str:
    """Nine digits of an old card: two of a province, seven at random."""
    # The old codes of provinces are another list; 38 was Minh Hải's, 04 Lai Châu's.
    prefix = {"096": "38", "011": "04"}[province_code]
    return f"{prefix}{draws.randrange(10**7):07d}"


def dossier_code(agency: str, office: int, received: date, draws: Random) -> str:
    """Agency, day of receipt and serial of the day: ``H18.29-240226-0045``."""
    return f"{agency}.{office:02d}-{received:%y%m%d}-{draws.randint(1, 260):04d}"


def tax_code(draws: Random) -> str:
    """Ten digits of which the last is the check digit."""
    while True:
        digits = f"{draws.choice(['20', '56'])}{draws.randrange(10**7):07d}"
        total = sum(int(d) * w for d, w in zip(digits, _TAX_WEIGHTS, strict=True))
        if (check := 10 - total % 11) < 10:
            return f"{digits}{check}"


def check_digit(text: str) -> str:
    """The check digit of ICAO Doc 9303: weights 7, 3, 1 over 0-9, A-Z; ``<`` counts nothing."""
    total = sum(
        (_MRZ_LETTERS.index(letter) if letter != "<" else 0) * (7, 3, 1)[place % 3]
        for place, letter in enumerate(text)
    )
    return str(total % 10)


def machine_lines(person: Person, expiry: date) -> tuple[str, str, str]:
    """The three lines of 30 letters (TD1) on the back of a Vietnamese identity card."""
    short = person.number[3:]
    upper = f"IDVNM{short}{check_digit(short)}{person.number}<<"
    upper += check_digit(person.number)
    born, ends = f"{person.born:%y%m%d}", f"{expiry:%y%m%d}"
    sex = "M" if person.sex == "Nam" else "F"
    born, ends = born + check_digit(born), ends + check_digit(ends)
    middle = f"{born}{sex}{ends}VNM".ljust(29, "<")
    middle += check_digit(upper[5:] + born + ends + middle[18:29])
    surname, *given = fold(person.name).upper().split()
    return upper, middle, f"{surname}<<{'<'.join(given)}".ljust(30, "<")[:30]
