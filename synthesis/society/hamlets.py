"""The part of an address before the commune: hamlets, quarters, streets."""

from collections.abc import Mapping
from functools import cache
from random import Random

from synthesis.society.lots import Lot, read_list, read_lot, table
from synthesis.society.places import Place


@cache
def _lots(part: str) -> Mapping[str, Lot]:
    # Patterns hold commas, so a new pattern begins after a weight.
    return {
        region: _pattern_lot(text) if part != "streets" else read_lot(text)
        for region, text in table("places.toml")[part].items()
    }


def _pattern_lot(text: str) -> Lot:
    pieces: list[str] = []
    for item in read_list(text):
        if pieces and "=" not in pieces[-1]:
            pieces[-1] += f", {item}"
        else:
            pieces.append(item)
    return read_lot(";".join(pieces), ";")


@cache
def _names(region: str) -> tuple[str, ...]:
    return read_list(table("places.toml")["names"][region])


def draw_hamlet(draws: Random, place: Place) -> str:
    """``ấp 5``, ``bản Nà Pheo``, ``số nhà 12/3, đường Nguyễn Trãi``: as the region has it."""
    part = "quarters" if place.is_urban else "hamlets"
    text = _lots(part)[place.region].draw(draws)
    commune = place.commune if not place.commune.isdigit() else "Trung"
    text = text.replace("{commune}", commune)
    while "{name}" in text:
        text = text.replace("{name}", draws.choice(_names(place.region)), 1)
    if "{house}" in text:
        text = text.replace("{house}", _house(draws))
    if "{street}" in text:
        text = text.replace("{street}", draw_street(draws))
    if "{letter}" in text:
        text = text.replace("{letter}", draws.choice("AABBCD"))
    while "{n}" in text:
        text = text.replace(
            "{n}", str(draws.choice((draws.randint(1, 9), draws.randint(1, 24)))), 1
        )
    return text


def draw_street(draws: Random) -> str:
    """``Nguyễn Trãi``"""
    return _lots("streets")["names"].draw(draws)


def _house(draws: Random) -> str:
    number = str(draws.randint(1, 320))
    habit = draws.random()
    if habit < 0.2:
        return f"{number}/{draws.randint(1, 60)}"
    if habit < 0.32:
        return number + draws.choice("ABCĐ")
    return number
