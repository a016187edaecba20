"""Real communes of Viet Nam as they were (three levels, 63 provinces) and are (two levels, 34).

The communes stand in ``dossiers.gazetteer``; names of provinces of 1976 and their spans in
``places.toml``. Districts ended on 1 July 2025 (QĐ 19/2025/QĐ-TTg); the provinces of 1976 were
split between 1979 and 2004.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import accumulate
from random import Random

from dossiers.gazetteer import RANKS, gazetteer
from synthesis.society.lots import Lot, When, day_of, read_list, read_rows, read_span, table

TWO_LEVELS = date(2025, 7, 1)
_YOUNG_CITIES = date(2000, 1, 1)
_CITIES_OF_THEIR_OWN = {"048": date(1997, 1, 1), "092": date(2004, 1, 1), "046": date(2025, 1, 1)}


@dataclass(frozen=True, slots=True)
class Place:
    """A commune at a time.

    Attributes:
        province, district, commune: Names without rank, "Cà Mau"; ``district`` is empty since
            July 2025. A numbered ward or district is its number, "5".
        province_rank, district_rank, commune_rank: "tỉnh", "huyện", "xã" …, in lower case.
        code: Of the province among the 63, three digits, as citizen numbers carry it.
        region: "nui", "bac", "trung", "nguyen", "dong" or "tay".
        row: Which commune of before July 2025 this is or came from.
    """

    province: str
    district: str
    commune: str
    province_rank: str
    district_rank: str
    commune_rank: str
    code: str
    region: str
    row: int

    @property
    def commune_title(self) -> str:
        """``xã Khánh An``"""
        return f"{self.commune_rank} {self.commune}"

    @property
    def district_title(self) -> str:
        """``huyện U Minh``; empty where there is none."""
        return f"{self.district_rank} {self.district}".strip()

    @property
    def province_title(self) -> str:
        """``tỉnh Cà Mau``"""
        return f"{self.province_rank} {self.province}"

    @property
    def levels(self) -> tuple[tuple[str, str], ...]:
        """Rank and name from the commune up, without an empty district."""
        ranked = (
            (self.commune_rank, self.commune),
            (self.district_rank, self.district),
            (self.province_rank, self.province),
        )
        return tuple(level for level in ranked if level[1])

    @property
    def is_urban(self) -> bool:
        return self.commune_rank in ("phường", "thị trấn")

    def address(self, hamlet: str = "") -> str:
        """``ấp 5, xã Khánh An, huyện U Minh, tỉnh Cà Mau``"""
        return _join(hamlet, [f"{rank} {name}" for rank, name in self.levels])

    def abbreviated(self, hamlet: str = "", space: str = " ") -> str:
        """``ấp 5, X. Khánh An, H. U Minh, T. Cà Mau``; without ``space`` ``X.Khánh An``."""
        return _join(hamlet, [f"{RANKS[rank]}{space}{name}" for rank, name in self.levels])

    def bare(self, hamlet: str = "") -> str:
        """``ấp 5, Khánh An, U Minh, Cà Mau``; numbers keep their rank, ``Phường 5``."""
        return _join(hamlet, [_unranked(rank, name) for rank, name in self.levels])

    def dashed(self, hamlet: str = "") -> str:
        """``ấp 5 - Khánh An - U Minh - Cà Mau``, as on papers before 2000."""
        return self.bare(hamlet.replace(", ", " - ")).replace(", ", " - ")


@dataclass(frozen=True, slots=True)
class Province:
    """What numbers and offices need of one of the 63 provinces.

    Attributes:
        name, rank: As of early 2025, "Cà Mau", "tỉnh".
        code: Three digits; ``agency``: of the one-stop system, "H12".
        cards: First three digits of old identity cards; ``plates``: of vehicles.
        region: See ``Place``; ``weight``: how often it is drawn.
        older: Names it was part of, each with its first and its last day (not included).
        districts: Rows of its communes, district by district.
    """

    name: str
    rank: str
    code: str
    agency: str
    cards: tuple[str, ...]
    plates: tuple[str, ...]
    region: str
    weight: float
    older: tuple[tuple[str, date, date], ...]
    districts: tuple[tuple[int, ...], ...]

    def name_on(self, day: date) -> str:
        """The name of the province that this land belonged to, before July 2025."""
        return next((name for name, first, end in self.older if first <= day < end), self.name)


def draw_place(draws: Random, when: When, code: str = "") -> Place:
    """A commune of any province, or of the one with this code, as it was called at a time."""
    province = provinces()[code or _province_lot().draw(draws)]
    row = draws.choice(draws.choice(province.districts))
    return place_at(row, when, draws.randrange(2**16))


def draw_neighbor(draws: Random, place: Place, when: When) -> Place:
    """Another commune of the same district mostly, else of the same province."""
    districts = provinces()[place.code].districts
    near = next(rows for rows in districts if place.row in rows)
    rows = near if draws.random() < 0.7 else draws.choice(districts)
    return place_at(draws.choice(rows), when, draws.randrange(2**16))


def place_at(row: int, when: When, grain: int = 0) -> Place:
    """The commune of a row at a time.

    Args:
        row: Of the commune before July 2025, from 0.
        when: A day, or a year as its 1 January.
        grain: Which part counts, of a commune that was divided in 2025: every third one goes
            to another successor than most of it went to.
    """
    day = day_of(when)
    old = gazetteer().olds[row]
    region, goes_to = provinces()[old.code].region, old.successors
    if day >= TWO_LEVELS:
        target = goes_to[grain // 3 % len(goes_to)] if grain % 3 == 2 else goes_to[0]
        title, province = gazetteer().news[target]
        return _two_levels(province, title, (old.code, region, row))
    return _three_levels(old.district, old.commune, (old.code, region, row), day)


def later(place: Place, when: When) -> Place:
    """The same commune at another time."""
    return place_at(place.row, when)


def written(draws: Random, place: Place, hamlet: str, when: When) -> str:
    """An address as somebody writes it: in full mostly, else with short or without ranks."""
    habit = draws.random()
    if habit < 0.55:
        return place.address(hamlet)
    if habit < 0.72:
        return place.abbreviated(hamlet, " " if draws.random() < 0.5 else "")
    if habit < 0.9 or day_of(when).year >= 2000:
        return place.bare(hamlet)
    return place.dashed(hamlet)


@cache
def provinces() -> Mapping[str, Province]:
    """The 63 provinces by code."""
    known = gazetteer()
    found = {}
    for code, agency, cards, plates, region, weight, older in read_rows(
        table("places.toml")["provinces"]
    ):
        rank, name = _split(known.titles[code])
        found[code] = Province(
            name=name,
            rank=rank,
            code=code,
            agency=agency,
            cards=tuple(cards.split()),
            plates=tuple(plates.split()),
            region=region,
            weight=float(weight),
            older=tuple(_older(item) for item in read_list(older, ";")),
            districts=known.districts[code],
        )
    return found


def _older(text: str) -> tuple[str, date, date]:
    name, _, span = text.partition("@")
    return name, *read_span(span)


@cache
def _province_lot() -> Lot:
    weights = [province.weight for province in provinces().values()]
    return Lot(tuple(provinces()), tuple(accumulate(weights)))


@cache
def _early_cities() -> frozenset[str]:
    return frozenset(read_list(table("places.toml")["early_cities"]))


_Key = tuple[str, str, int]


def _two_levels(province: str, commune: str, key: _Key) -> Place:
    province_rank, province_name = _split(province)
    rank, name = _split(commune)
    return Place(province_name, "", name, province_rank, "", rank, *key)


def _three_levels(district: str, commune: str, key: _Key, day: date) -> Place:
    province = provinces()[key[0]]
    name = province.name_on(day)
    rank, commune_name = _split(commune)
    district_rank, district_name = _split(district)
    independent = _CITIES_OF_THEIR_OWN.get(province.code)
    is_city = province.rank == "thành phố" and (independent is None or day >= independent)
    if province.rank == "thành phố" and not is_city and district_rank == "quận":
        district_rank, district_name = "thành phố", _gazetteer_city(province.code)
    if day < _YOUNG_CITIES and district_rank == "thành phố":
        district_rank = "thành phố" if district_name in _early_cities() else "thị xã"
    province_rank = "thành phố" if is_city else "tỉnh"
    return Place(name, district_name, commune_name, province_rank, district_rank, rank, *key)


def _gazetteer_city(code: str) -> str:
    # Their quarters (quận) were wards of one city of the province.
    return {"046": "Huế", "048": "Đà Nẵng", "092": "Cần Thơ"}[code]


@cache
def _split(title: str) -> tuple[str, str]:
    """Rank in lower case, and name."""
    for rank in RANKS:
        if title.lower().startswith(rank + " "):
            return rank, title[len(rank) + 1 :]
    raise ValueError(f"{title} has no rank of a place. Add it to the ranks in places.py.")


def _unranked(rank: str, name: str) -> str:
    if name == "Hồ Chí Minh":
        return f"TP. {name}"
    return f"{rank.capitalize()} {name}" if name.isdigit() else name


def _join(hamlet: str, parts: list[str]) -> str:
    return ", ".join([hamlet, *parts] if hamlet else parts)
