"""What papers are about: procedures, trades, schools, kinds of land, banks, marks, money.

Source: the national database of procedures (names, and codes as far as ``matters.toml`` says),
TT 08/2024/TT-BTNMT and older circulars (codes of land).
"""

from dataclasses import dataclass
from functools import cache
from random import Random

from synthesis.society.lots import (
    Lot,
    When,
    day_of,
    lot_of,
    read_list,
    read_lot,
    read_rows,
    table,
)
from synthesis.society.places import TWO_LEVELS, Place

_OLD_LAND_CODES_END = 2004
_MOBILE = ("086", "096", "097", "098", "032", "033", "034", "035", "036", "037", "038", "039",
           "088", "091", "094", "081", "082", "083", "084", "085", "089", "090", "093", "070",
           "076", "077", "078", "079")  # fmt: skip
_OLD_MOBILE = ("0913", "0918", "0919", "0903", "0907", "0908", "0909", "0982", "0983", "0989",
               "01234", "01678", "01238", "01656", "01697", "0945", "0946", "0947")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Procedure:
    """A procedure of a one-stop office.

    Attributes:
        code: ``1.001193``, without the tail of an agency.
        field: ``Hộ tịch``; ``level``: "xa", "huyen" or "tinh", who decides.
        components: The papers that a dossier of it holds.
    """

    code: str
    name: str
    field: str
    level: str
    components: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Land:
    """A kind of land: ``ONT``, ``Đất ở tại nông thôn``."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Bank:
    """A bank: its whole name and the short one."""

    name: str
    short: str


@cache
def procedures() -> tuple[Procedure, ...]:
    """All procedures."""
    return tuple(
        Procedure(code, name, field, level, read_list(components, ";"))
        for code, name, field, level, components in read_rows(table("matters.toml")["procedures"])
    )


def draw_procedure(draws: Random, level: str = "", when: When = 2026) -> Procedure:
    """A procedure of any level, or of one; the districts' went to the communes in July 2025."""
    levels = {level} if level else {"xa", "huyen", "tinh"}
    if level == "xa" and day_of(when) >= TWO_LEVELS:
        levels = {"xa", "huyen"}
    return draws.choice([found for found in procedures() if found.level in levels])


def draw_trade(draws: Random) -> str:
    """``Bán tạp hóa``"""
    return _lot("trades").draw(draws)


def draw_business(draws: Random) -> str:
    """The name of a business: ``Công ty TNHH MTV Minh Phát``."""
    words = draws.sample(
        read_list(table("matters.toml")["business_words"]), draws.choice((2, 2, 3))
    )
    return f"{_lot('business_kinds').draw(draws)} {' '.join(words)}"


def draw_course(draws: Random) -> str:
    """A course of study: ``Kế toán``."""
    return _lot("courses", ",").draw(draws)


def draw_school(draws: Random, place: Place) -> str:
    """A university, college or vocational school: ``Trường Cao đẳng Y tế Cà Mau``."""
    return _lot("schools").draw(draws).format(province=place.province)


def seat_of_school(name: str) -> str:
    """Where a university sits; empty for schools of a province."""
    rows = read_list(table("matters.toml")["school_seats"], ";")
    seats = dict(row.split("|") for row in rows)
    return seats.get(name, "")


def draw_lower_school(draws: Random, place: Place) -> str:
    """A school for children: ``Trường THPT Phan Ngọc Hiển``, ``Trường Tiểu học Khánh An``."""
    name = draws.choice(read_list(table("matters.toml")["school_heroes"]))
    commune = place.commune if not place.commune.isdigit() else name
    pattern = _lot("lower_schools").draw(draws)
    return pattern.format(name=name, place=commune, province=place.province)


def draw_grade(draws: Random) -> str:
    """``Khá``"""
    return _lot("grades", ",").draw(draws)


def draw_land(draws: Random, when: When) -> Land:
    """A kind of land with the code of its time."""
    old = day_of(when).year < _OLD_LAND_CODES_END
    lands, lot = _lands("old_lands" if old else "lands")
    return lands[int(lot.draw(draws))]


def draw_origin_of_land(draws: Random) -> str:
    """How the right to use the land arose, as certificates print it."""
    return _lot("origins").draw(draws)


def draw_term_of_land(draws: Random) -> str:
    """``Lâu dài``, ``Đến ngày 15/10/2063``"""
    return _lot("terms").draw(draws)


def draw_bank(draws: Random) -> Bank:
    """A bank by its weight in the countryside."""
    return Bank(*_lot("banks").draw(draws).split("|"))


def draw_mark(draws: Random) -> str:
    """The special mark on an identity card (dấu vết riêng)."""
    return _lot("marks").draw(draws)


def draw_phone(draws: Random, year: int) -> str:
    """A mobile number as somebody writes it: ``0913456789``, ``0913.456.789``, ``0913 456 789``.

    Before 2018 prefixes were longer; before 1996 there are numbers of the wire only.
    """
    if year < 1996:
        return f"{draws.randint(21, 99)}{draws.randrange(10**4):04d}"
    if year < 2018:
        digits = draws.choice(_OLD_MOBILE) + f"{draws.randrange(10**6):06d}"
    else:
        digits = draws.choice(_MOBILE) + f"{draws.randrange(10**7):07d}"
    habit = draws.random()
    if habit < 0.7:
        return digits
    mark = "." if habit < 0.87 else " "
    return f"{digits[:4]}{mark}{digits[4:7]}{mark}{digits[7:]}"


def draw_amount(draws: Random, low: int, high: int) -> int:
    """An amount in đồng, mostly round, between two ends."""
    amount = draws.randint(low, high)
    unit = draws.choice((1000, 1000, 10_000, 100_000, 500_000, 1_000_000))
    return max(low, amount // unit * unit) if high > unit else amount


@cache
def _lot(key: str, separator: str = ";") -> Lot:
    return read_lot(table("matters.toml")[key], separator)


@cache
def _lands(key: str) -> tuple[tuple[Land, ...], Lot]:
    rows = read_rows(table("matters.toml")[key])
    lot = lot_of({str(at): float(row[2]) for at, row in enumerate(rows)})
    return tuple(Land(code, name) for code, name, _ in rows), lot
