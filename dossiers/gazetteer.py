"""Communes of Viet Nam as they were (63 provinces, three levels) and are (34, two levels).

Source: PyPI ``vietnamadminunits`` 1.0.4 (MIT, ``places.LICENSE``), distilled into
``places.txt.xz`` by ``synthesis/society/distill_places.py``. Districts ended on 1 July 2025
(QĐ 19/2025/QĐ-TTg).
"""

import lzma
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources

from dossiers.text import fold, squeeze

RANKS: Mapping[str, str] = {
    "xã": "X.", "phường": "P.", "thị trấn": "TT.", "đặc khu": "ĐK.", "huyện": "H.", "quận": "Q.",
    "thị xã": "TX.", "thành phố": "TP.", "tỉnh": "T.",
}  # fmt: skip
"""Ranks of places, and how they are abbreviated."""


@dataclass(frozen=True, slots=True)
class OldCommune:
    """A commune before July 2025; titles begin with their rank, ``Xã Khánh An``.

    Attributes:
        code: Of its province among the 63, three digits.
        successors: Rows of the communes that it went to, most of it to the first.
    """

    code: str
    district: str
    commune: str
    successors: tuple[int, ...]


@dataclass(frozen=True)
class Gazetteer:
    """All communes.

    Attributes:
        olds, news: Communes before and since; new ones as (title, title of the province).
        titles: Of the 63 provinces, by code.
    """

    olds: tuple[OldCommune, ...]
    news: tuple[tuple[str, str], ...]
    titles: Mapping[str, str]

    @cached_property
    def districts(self) -> Mapping[str, tuple[tuple[int, ...], ...]]:
        """Rows of old communes by code of the province, district by district."""
        rows: dict[str, dict[str, list[int]]] = {}
        for row, old in enumerate(self.olds):
            rows.setdefault(old.code, {}).setdefault(old.district, []).append(row)
        return {code: tuple(map(tuple, each.values())) for code, each in rows.items()}

    @cached_property
    def old_rows(self) -> Mapping[tuple[str, str, str], int]:
        """Row of an old commune by the folded names of province, district and commune."""
        return {
            (bare(self.titles[old.code]), bare(old.district), bare(old.commune)): row
            for row, old in enumerate(self.olds)
        }

    @cached_property
    def new_rows(self) -> Mapping[tuple[str, str], int]:
        """Row of a new commune by the folded names of province and commune."""
        return {
            (bare(province), bare(title)): row for row, (title, province) in enumerate(self.news)
        }


def split_rank(title: str) -> tuple[str, str]:
    """Rank in lower case, empty where there is none, and name."""
    for rank in RANKS:
        if title.lower().startswith(rank + " "):
            return rank, title[len(rank) + 1 :]
    return "", title


def bare(title: str) -> str:
    """A name without rank, case and marks."""
    return fold(squeeze(split_rank(title)[1]))


@cache
def gazetteer() -> Gazetteer:
    """The communes, read once."""
    packed = resources.files("dossiers").joinpath("places.txt.xz").read_bytes()
    olds: list[OldCommune] = []
    news: list[tuple[str, str]] = []
    titles: dict[str, str] = {}
    code = district = province = ""
    for line in lzma.decompress(packed).decode().splitlines():
        if line[0] == "=":
            province = line.partition("|")[2]
        elif line[:2] == "-P":
            code = f"0{line[3:5]}"
            titles[code] = line.partition("|")[2]
        elif line[:2] == "-D":
            district = line[3:]
        elif not code:
            news.append((line, province))
        else:
            commune, _, targets = line.partition(">")
            olds.append(OldCommune(code, district, commune, tuple(map(int, targets.split(",")))))
    return Gazetteer(tuple(olds), tuple(news), titles)


@dataclass(frozen=True, slots=True)
class PlaceUnits:
    """The commune that an address names, before July 2025 and since.

    Attributes:
        old: Title with district and province; empty where the address is one of today.
        new: Titles with province of what it is now: several where it was divided.
    """

    old: str
    new: tuple[str, ...]


def units_of(address: str) -> PlaceUnits | None:
    """The units that the end of an address names by their exact names; None when there are none.

    Nothing is taken for another: a name that is in the list by chance only would need its
    district and its province to be there by chance as well.
    """
    parts = [bare(_spelled_out(part)) for part in re.split(r",|\s[-–—]\s", address)]
    known = gazetteer()
    if (
        len(parts) >= 3
        and (row := known.old_rows.get((parts[-1], parts[-2], parts[-3]))) is not None
    ):
        old = known.olds[row]
        titles = tuple(", ".join(known.news[each]) for each in old.successors)
        return PlaceUnits(f"{old.commune}, {old.district}, {known.titles[old.code]}", titles)
    if len(parts) >= 2 and (row := known.new_rows.get((parts[-1], parts[-2]))) is not None:
        return PlaceUnits("", (", ".join(known.news[row]),))
    return None


def _spelled_out(part: str) -> str:
    """A part with its abbreviated rank in full: ``TP.Cà Mau`` → ``thành phố Cà Mau``."""
    part = squeeze(part)
    for rank, short in RANKS.items():
        letters = short.rstrip(".")
        if found := re.match(rf"{letters}(?:\.\s*|\s+)(?=\S)", part):
            return f"{rank} {part[found.end() :]}"
    return part
