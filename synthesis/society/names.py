"""Names of the peoples of Viet Nam, as data in ``names.toml`` and ``kinh_names.txt``.

Source: surnames with weights and modern given names of the Kinh come from
hungnguyen18/vietnamese-name-generator (MIT, ``names.LICENSE``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from random import Random

from dossiers.text import compose
from synthesis.society.identity import Sex
from synthesis.society.lots import Lot, lot_of, read_lot, table

KINH = "kinh"
_YOUNG = 1990
_OLD = 1972
_SURNAMES = {
    "nui": "north", "bac": "north", "trung": "central", "nguyen": "central",
    "dong": "south", "tay": "south",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Naming:
    """How men or women of a people are called.

    Attributes:
        pattern: With ``{family}``, ``{middle}`` and ``{given}``.
        families, middles, given: What stands there; may be the empty word.
    """

    pattern: str
    families: Lot
    middles: Lot
    given: Lot


@dataclass(frozen=True, slots=True)
class People:
    """A people (dân tộc).

    Attributes:
        code: Its table in ``names.toml``.
        label: As papers print it; ``other``: another way, or the same.
        of_sex: How its men and women are called.
        kinh: Share of those born since 1990 with Kinh middle and given names.
        by_mother: Whether children take the family name of the mother.
        religions: As papers print them; "Không" mostly.
        homes: Share of the people of a province, in percent, by its code.
    """

    code: str
    label: str
    other: str
    of_sex: Mapping[Sex, Naming]
    kinh: float
    by_mother: bool
    religions: Lot
    homes: Mapping[str, float]


@cache
def peoples() -> Mapping[str, People]:
    """All peoples by code."""
    return {code: _people(code, row) for code, row in table("names.toml").items()}


def _people(code: str, row: Mapping[str, str]) -> People:
    homes = read_lot(row.get("homes", "all"))
    shares = [
        sum_ - before for sum_, before in zip(homes.sums, (0.0, *homes.sums[:-1]), strict=True)
    ]
    return People(
        code=code,
        label=row["label"],
        other=row.get("other", row["label"]),
        of_sex={"Nam": _naming(row, "man"), "Nữ": _naming(row, "woman")},
        kinh=float(row.get("kinh", 0)),
        by_mother=row.get("descent") == "mother",
        religions=read_lot(row["religion"]),
        homes=dict(zip(homes.words, shares, strict=True)),
    )


def _naming(row: Mapping[str, str], sex: str) -> Naming:
    return Naming(
        pattern=row.get(sex, "{family} {middle} {given}"),
        families=read_lot(row.get(f"{sex}_families", row.get("families", "_"))),
        middles=read_lot(row.get(f"{sex}_middles", "_")),
        given=read_lot(row[f"{sex}_given"]),
    )


@cache
def people_lot(code: str) -> Lot:
    """Codes of the peoples of a province with their shares; the Kinh are the rest."""
    shares = {people.code: people.homes.get(code, 0.0) for people in peoples().values()}
    return lot_of(shares | {KINH: max(100 - sum(shares.values()), 6.0)})


@cache
def _kinh_words() -> Mapping[str, Lot]:
    text = resources.files(__package__).joinpath("kinh_names.txt").read_text(encoding="utf-8")
    lines = [line for line in compose(text).splitlines() if line and line[0] != "#"]
    found = {key: read_lot(words) for key, _, words in (line.partition(" ") for line in lines)}
    for sex, letter in (("Nam", "M"), ("Nữ", "F")):
        both = dict.fromkeys(found["B"].words, 0.3)
        found[sex] = lot_of(dict.fromkeys(found[letter].words, 1.0) | both)
    return found


def draw_family(draws: Random, people: People, sex: Sex, region: str) -> str:
    """A family name; empty for peoples that have none."""
    if people.code == KINH:
        return _kinh_words()[_SURNAMES[region]].draw(draws)
    return people.of_sex[sex].families.draw(draws)


def draw_name(draws: Random, people: People, sex: Sex, family: str, year: int) -> str:
    """A whole name of somebody born in a year, with this family name."""
    naming = people.of_sex[sex]
    is_plain = naming.pattern.startswith("{family} {middle}")
    if people.code == KINH:
        name = _kinh_given(draws, sex, year)
    elif is_plain and family and year >= _YOUNG and draws.random() < people.kinh:
        name = _kinh_words()[sex].draw(draws)
    else:
        middle, given = naming.middles.draw(draws), naming.given.draw(draws)
        name = naming.pattern.format(family=family, middle=middle, given=given)
        return _tidy(name)
    return _tidy(f"{family} {name}")


def _kinh_given(draws: Random, sex: Sex, year: int) -> str:
    """Old people are Văn X and Thị Y; young ones have two words of meaning."""
    naming = peoples()[KINH].of_sex[sex]
    old = 0.93 if year < _OLD else 0.6 if year < _YOUNG else 0.12
    if draws.random() < old:
        return f"{naming.middles.draw(draws)} {naming.given.draw(draws)}"
    modern = _kinh_words()[sex].draw(draws)
    if " " not in modern:
        return f"{naming.middles.draw(draws)} {modern}"
    return f"Thị {modern}" if sex == "Nữ" and draws.random() < 0.35 else modern


def _tidy(name: str) -> str:
    # "H' Bin" is "H'Bin", and "Rơ Châm H' Bin" "Rơ Châm H'Bin"; "K' Brôi" is printed "K'Brôi".
    name = " ".join(name.split()).replace("' ", "'")
    words = name.split()
    twice = [word for word, before in zip(words[1:], words, strict=False) if word == before]
    return name.replace(f"{twice[0]} {twice[0]}", twice[0], 1) if twice else name
