"""What every office has, and what makers of offices share.

Names and years of departments stand in ``offices.toml``. Before 1976 committees were "Ủy ban
hành chính" in the north.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from random import Random

from synthesis.society.letterheads import break_name
from synthesis.society.lots import Lot, holding, read_lot, read_rows, read_span, table
from synthesis.society.places import Place

ADMINISTRATIVE = date(1976, 1, 1)


@dataclass(frozen=True, slots=True)
class Office:
    """Who issues a paper.

    Attributes:
        level: As ``offices.LEVELS`` has it.
        above: Lines of the office above, in capitals; may be empty.
        lines: Its own lines, in capitals, broken as letterheads break them.
        place: Where it sits, as before the day.
        name: As one says it in a sentence, "Ủy ban nhân dân xã Khánh An".
        tail: What ends its notations, "UBND", "SNV".
        desks: Units that end notations of its official letters, "VX"; may be empty.
        ring, core: Letters around and inside its seal.
        titles: Of its signers; "/" breaks the line.
        ranks: Of its signers, before the name (police); None where there are none.
        seat: The commune or the capital that it is of.
    """

    level: str
    above: tuple[str, ...]
    lines: tuple[str, ...]
    place: str
    name: str
    tail: str
    desks: tuple[str, ...]
    ring: str
    core: tuple[str, ...]
    titles: Lot
    ranks: Lot | None
    seat: Place


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs for an office.

    Attributes:
        title: ``KT. CHỦ TỊCH / PHÓ CHỦ TỊCH``; "/" breaks the line.
        rank: ``Thượng tá`` before the name, or empty.
        name: In normal capitalization.
    """

    title: str
    rank: str
    name: str

    @property
    def printed(self) -> str:
        """``Thượng tá Lò Văn Pánh``"""
        return f"{self.rank} {self.name}".strip()


@dataclass(frozen=True, slots=True)
class Site:
    """Where and when an office is drawn, and what the units there are called."""

    place: Place
    day: date
    draws: Random

    @property
    def commune(self) -> str:
        return self.place.commune_title

    @property
    def district(self) -> str:
        """The district, or since July 2025 the commune that took its work."""
        return self.place.district_title or self.place.commune_title

    @property
    def province(self) -> str:
        return self.place.province_title

    @property
    def district_name(self) -> str:
        return numbered(self.place.district_rank, self.place.district) or self.commune_name

    @property
    def commune_name(self) -> str:
        return numbered(self.place.commune_rank, self.place.commune)

    @property
    def province_name(self) -> str:
        name = self.place.province
        return f"TP. {name}" if name == "Hồ Chí Minh" else name


def numbered(rank: str, name: str) -> str:
    """A name, with its rank where it is a number: ``Quận 1``."""
    return f"{rank.capitalize()} {name}" if name.isdigit() else name


@cache
def titles_of(key: str) -> Lot:
    """Titles of signers, from ``offices.toml``."""
    return read_lot(table("offices.toml")["signers"][key], ";")


@cache
def ranks_of(key: str) -> Lot:
    """Ranks of police officers, from ``offices.toml``."""
    return read_lot(table("offices.toml")["ranks"][key])


@cache
def common_desks() -> tuple[str, ...]:
    """Desks of committees that end notations of official letters, "VX"."""
    return read_lot(table("offices.toml")["desks"]).words


@cache
def _departments(key: str) -> tuple[tuple[str, str, tuple[date, date], str], ...]:
    rows = read_rows(table("offices.toml")[key])
    return tuple((name, tail, read_span(span), rest) for name, tail, span, rest in rows)


def draw_department(site: Site, key: str) -> tuple[str, str, str]:
    """A department that existed on the day: name, tail of notations, and the last column."""
    rows = _departments(key)
    living = holding((row[2] for row in rows), site.day)
    name, tail, _, rest = rows[site.draws.choice(living)]
    return name, tail, rest


def committee_word(day: date) -> str:
    """``Ủy ban nhân dân``"""
    return "Ủy ban hành chính" if day < ADMINISTRATIVE else "Ủy ban nhân dân"


def plain_office(site: Site, level: str, name: str, tail: str, titles: str) -> Office:
    """An office without anything above it, seated in the province's capital."""
    return Office(
        level=level,
        above=(),
        lines=break_name(name),
        place=site.province_name,
        name=name,
        tail=tail,
        desks=(),
        ring=name,
        core=(site.province_name,),
        titles=titles_of(titles),
        ranks=None,
        seat=site.place,
    )
