"""Facts of persons, as papers ask for them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from random import Random

from synthesis.cases.answers import Address, Answer, Said
from synthesis.dates import day_between, years_later
from synthesis.society.matters import draw_mark
from synthesis.society.people import Person
from synthesis.society.places import place_at

FOR_LIFE = "khong_thoi_han"

_FIRST_CARDS = date(2016, 1, 1)
"""Since then cards of twelve digits are the rule."""

_CHIP_CARDS = date(2021, 2, 1)
_NEW_CARDS = date(2024, 7, 1)


@dataclass(frozen=True, slots=True)
class Bearing:
    """A person as one paper sees him: on its day, with the card that was issued to him."""

    person: Person
    day: date
    issued: date
    draws: Random


def card_day(person: Person, day: date, draws: Random) -> date:
    """When the card was issued that a person shows on a day."""
    first = max(years_later(person.born, 14), years_later(day, -7))
    return day_between(first, day, draws) if first < day else day


Asked = Callable[[Bearing], Answer]


def expiry_of(born: date, issued: date) -> date | None:
    """The next of the birthdays 14, 25, 40 and 60 at which a card ends; none from 58 on.

    Source: Luật Căn cước 26/2023/QH15, article 21.
    """
    for age in (14, 25, 40, 60):
        birthday = years_later(born, age)
        if issued < years_later(birthday, -2):
            return birthday
    return None


def issuer_of(person: Person, issued: date) -> str:
    """Who issued the card of a day."""
    if issued >= _NEW_CARDS:
        return "Bộ Công an"
    if issued >= _CHIP_CARDS:
        return "Cục Cảnh sát quản lý hành chính về trật tự xã hội"
    if issued >= _FIRST_CARDS:
        return "Cục Cảnh sát ĐKQL cư trú và DLQG về dân cư"
    return f"Công an {place_at(person.home.row, issued).province_title}"


def _number(bearing: Bearing) -> Answer:
    """The number on papers of that day: twelve digits since cards have them, nine before."""
    person = bearing.person
    return person.number if bearing.day >= _FIRST_CARDS else person.old_number


def passport_expiry(person: Person, issued: date) -> date:
    """Ten years after issue, five for children."""
    return years_later(issued, 10 if person.age_on(issued) >= 14 else 5)


def _expiry(bearing: Bearing) -> Answer:
    end = expiry_of(bearing.person.born, bearing.issued)
    return end if end is not None else Said("Không thời hạn", FOR_LIFE)


def _home(bearing: Bearing) -> Answer:
    person = bearing.person
    return Address(place_at(person.home.row, bearing.day), person.hamlet)


def _now_at(bearing: Bearing) -> Answer:
    person = bearing.person
    if bearing.draws.random() < 0.7:
        return _home(bearing)
    return Address(place_at(person.birthplace.row, bearing.day), person.hamlet)


def _birthplace(bearing: Bearing) -> Answer:
    place = place_at(bearing.person.birthplace.row, bearing.day)
    house = bearing.draws.choice(
        ["", "Trạm Y tế " + place.commune_title, "Bệnh viện đa khoa " + place.province_title]
    )
    return Address(place, house)


def _height(bearing: Bearing) -> Answer:
    return f"1m{bearing.draws.randint(46, 80)}"


PERSON_FACTS: Mapping[str, Asked] = {
    "ho_ten": lambda b: b.person.name,
    "so_dinh_danh": _number,
    "so_cu": lambda b: b.person.old_number,
    "so_ho_chieu": lambda b: b.person.passport,
    "ngay_sinh": lambda b: b.person.born,
    "nam_sinh": lambda b: b.person.born.year,
    "gioi_tinh": lambda b: b.person.sex,
    "dan_toc": lambda b: b.person.ethnicity,
    "ton_giao": lambda b: b.person.religion,
    "quoc_tich": lambda _: "Việt Nam",
    "que_quan": lambda b: Address(place_at(b.person.origin.row, b.day)),
    "noi_thuong_tru": _home,
    "noi_o": _now_at,
    "noi_sinh": _birthplace,
    "noi_khai_sinh": lambda b: Address(place_at(b.person.birthplace.row, b.day)),
    "ngay_cap": lambda b: b.issued,
    "noi_cap": lambda b: issuer_of(b.person, b.issued),
    "ngay_het_han": _expiry,
    "nghe_nghiep": lambda b: b.person.occupation,
    "trinh_do": lambda b: b.person.schooling,
    "dien_thoai": lambda b: b.person.phone,
    "thu_dien_tu": lambda b: b.person.email,
    "tuoi": lambda b: b.person.age_on(b.day),
    "dau_vet": lambda b: draw_mark(b.draws),
    "chieu_cao": _height,
    "ten_goi_khac": lambda b: b.draws.choice(["Không", "", b.person.name.split()[-1]]),
    "ong_ba": lambda b: "Ông" if b.person.sex == "Nam" else "Bà",
}
