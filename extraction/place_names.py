"""Addresses read by the gazetteer: what readers misread a little, the list of communes mends.

Only names of communes, districts and provinces that stand in each other are mended, and only
where one of them is by far the likest; hamlets and streets stay as they were read. A name that
differs from the list by the place of its tone mark alone is kept as it is written.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

import numpy as np
from rapidfuzz import fuzz, process

from dossiers.gazetteer import RANKS, gazetteer, split_rank
from dossiers.text import compose, fold, squeeze
from extraction.syllables import is_spoken

LIKE, LIKE_A_NAME = 62.0, 80.0
"""A name is taken for another from this likeness on, of 100; one of syllables of Vietnamese,
which is likely right as it was read, only if it differs in a mark or a letter."""

LIKE_ALL = 76.0
"""The mean over all names of an address."""

CANDIDATES = 4
_PASSED_OVER = 15.0
_CLEARLY = 4.0
"""The likest name is taken only if it is so much liker than the next."""
_LIKE_HAMLET = 70.0
_HAMLETS = (
    "thôn", "xóm", "ấp", "tổ", "khóm", "bản", "buôn", "khu", "đội", "làng", "số", "đường", "ngõ",
    "hẻm", "phố", "khối", "phum", "sóc", "bon", "plei", "số nhà", "khu phố", "tổ dân phố",
)  # fmt: skip
_LIKE_RANK = 80.0
_LEVEL = {
    **dict.fromkeys(("xã", "phường", "thị trấn", "đặc khu"), 1),
    **dict.fromkeys(("huyện", "quận", "thị xã", "thành phố"), 2),
    "tỉnh": 3,
}
_SPLITS = re.compile(
    r"\s*[,;]\s*|\s+[-–—]\s+|(?:(?<=\w{3})|(?<=\d))\s*[.]\s+(?=\S{1,3}[.]?\s+\S)"
    r"|(?<=\w)(?<!\bthị)\s+(?=(?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh)\s)",
    re.IGNORECASE,
)
_TORN_RANK = re.compile(r"(^|[,;–-]\s*)(thị)\s*[,.]\s*(xã|trấn)\b", re.IGNORECASE)
"""A speck within "thị xã" was taken for a comma."""

_SHORT_RANK = re.compile(r"^(\S{1,3}?[.]|[A-ZĐ]{1,2}(?=\s))\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Unit:
    """A commune in its district and province; ``district`` is empty since July 2025."""

    commune: str
    district: str
    province: str

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(title for title in (self.commune, self.district, self.province) if title)


@dataclass(frozen=True, slots=True)
class ReadPlace:
    """An address.

    Attributes:
        text: As written, misread names mended unless they were read without doubt.
        likeness: Of the names read to those of the list, 0..1.
    """

    text: str
    likeness: float


def read_place(text: str, *, sure: bool = False) -> ReadPlace | None:
    """The address in a text; None when no commune of the list is meant.

    Args:
        sure: Its words were read without doubt: they stay as they are.
    """
    joined = _TORN_RANK.sub(r"\1\2 \3", squeeze(text))
    parts = [part for part in _SPLITS.split(joined) if part]
    if len(parts) < 2:
        return None
    best = max(_matches(parts), key=lambda match: match[0], default=None)
    if best is None or best[0] < LIKE_ALL:
        return None
    likeness, unit = best
    if sure:
        return ReadPlace(text, likeness / 100)
    levels = len(unit.titles)
    head = [_hamlet(part) for part in parts[:-levels]]
    tail = [_mended(part, title) for part, title in zip(parts[-levels:], unit.titles, strict=True)]
    between = " - " if re.search(r"\s[-–—]\s", text) and text.count(",") < levels - 1 else ", "
    return ReadPlace(between.join([*head, *tail]), likeness / 100)


def _hamlet(part: str) -> str:
    """A part before the commune: its first word is one of few, its name stays as it was read."""
    if _rank(part)[0]:
        return part
    for count in (3, 2, 1):
        words = part.split()
        first = " ".join(words[:count])
        likest, known = max(
            ((fuzz.ratio(first.lower(), each) + fuzz.ratio(fold(first), fold(each))) / 2, each)
            for each in _HAMLETS
            if len(each.split()) == count
        )
        if len(words) > count and likest >= _LIKE_HAMLET:
            return " ".join([_in_case(known, first), *words[count:]])
    return part


def _matches(parts: Sequence[str]) -> Iterator[tuple[float, Unit]]:
    """Units that the last parts may mean, and how much they look like it."""
    for province, code, like in _provinces(parts[-1]):
        if code and len(parts) >= 3:
            yield from _in_districts(parts, province, code, like)
        elif not code:
            # What stands before a commune is a hamlet, no place that has a rank itself.
            passed_over = len(parts) > 2 and bool(_rank(parts[-3])[0])
            yield from _in_new_province(parts, province, like - _PASSED_OVER * passed_over)


def _in_districts(
    parts: Sequence[str], province: str, code: str, like: float
) -> Iterator[tuple[float, Unit]]:
    tree = _tree(code)
    for district, near in _nearest(parts[-2], tuple(tree)):
        for commune, nearest in _nearest(parts[-3], tree[district]):
            yield (like + near + nearest) / 3, Unit(commune, district, province)


def _in_new_province(
    parts: Sequence[str], province: str, like: float
) -> Iterator[tuple[float, Unit]]:
    for commune, near in _nearest(parts[-2], _new_tree().get(province, ())):
        yield (like + near) / 2, Unit(commune, "", province)


def _provinces(part: str) -> Iterator[tuple[str, str, float]]:
    """Provinces old and new that a part may mean: title, code (empty for new ones), likeness."""
    for key, like in _nearest(part, tuple(_province_table())):
        for title, code in _province_table()[key]:
            yield title, code, like


@cache
def _province_table() -> dict[str, tuple[tuple[str, str], ...]]:
    """By title: the provinces that it may mean."""
    known = gazetteer()
    table: dict[str, list[tuple[str, str]]] = {}
    for code, title in known.titles.items():
        table.setdefault(title, []).append((title, code))
    for name, codes in older_provinces().items():
        table.setdefault(f"Tỉnh {name}", []).extend((f"Tỉnh {name}", code) for code in codes)
    for province in dict.fromkeys(province for _, province in known.news):
        table.setdefault(province, []).append((province, ""))
    return {title: tuple(means) for title, means in table.items()}


@cache
def older_provinces() -> dict[str, list[str]]:
    """Provinces that were split before 2008: codes of what lies there now, by name."""
    text = resources.files("extraction").joinpath("older_provinces.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _tree(code: str) -> dict[str, tuple[str, ...]]:
    """Communes of the districts of an old province; none for a new one."""
    known = gazetteer()
    return {
        known.olds[rows[0]].district: tuple(known.olds[row].commune for row in rows)
        for rows in known.districts.get(code, ())
    }


@cache
def _new_tree() -> dict[str, tuple[str, ...]]:
    tree: dict[str, list[str]] = {}
    for title, province in gazetteer().news:
        tree.setdefault(province, []).append(title)
    return {province: tuple(titles) for province, titles in tree.items()}


def _nearest(part: str, titles: tuple[str, ...]) -> list[tuple[str, float]]:
    """The likest of some titles, by their names with marks and without, and by their ranks."""
    rank, name = _rank(part)
    spelled, folded = _spelled(titles)
    if not name or not titles:
        return []
    likes = 0.5 * (
        process.cdist([name], spelled, scorer=fuzz.ratio)[0]
        + process.cdist([fold(name)], folded, scorer=fuzz.ratio)[0]
    )
    best = np.argsort(-likes)[:CANDIDATES]
    spoken = is_spoken(name)
    least = LIKE_A_NAME if spoken else LIKE
    return [
        (titles[row], float(likes[row]) - _wrong_rank(rank, titles[row]))
        for row in best
        if likes[row] >= least and not (spoken and spelled[row].count(" ") != name.count(" "))
    ]


def is_place(rank: str, name: str) -> bool:
    """Claim that a place of that rank has that name, in the list of old or new ones."""
    return _lower(name) in _of_rank(rank)


def is_place_but_tones(rank: str, name: str) -> bool:
    """Claim that a place of that rank has this name, its tone marks in their older place."""
    return "".join(sorted(_marks(_lower(name)))) in _marks_of_rank(rank)


def nearest_name(rank: str, name: str) -> str:
    """The name of a place of that rank that a misread one is; the name itself if none is near."""
    known = _of_rank(rank)
    if not known or _lower(name) in known or is_place_but_tones(rank, name):
        return name
    near = _nearest(name, tuple(f"{rank} {each}" for each in known.values()))
    near = sorted(near, key=lambda each: -each[1])
    clear = near and (len(near) == 1 or near[0][1] > near[1][1] + _CLEARLY)
    return split_rank(near[0][0])[1] if clear and near[0][1] >= LIKE_ALL else name


@cache
def _marks_of_rank(rank: str) -> frozenset[str]:
    """Letters and marks of the places of a rank, sorted: tone marks may stand anywhere."""
    return frozenset("".join(sorted(_marks(name))) for name in _of_rank(rank))


@cache
def _of_rank(rank: str) -> dict[str, str]:
    """Names of places of a rank, old and new, by their lower case."""
    known = gazetteer()
    titles = {title for old in known.olds for title in (old.commune, old.district)}
    titles |= {title for new in known.news for title in new}
    titles |= {*known.titles.values(), *(f"Tỉnh {name}" for name in older_provinces())}
    names = (name for own, name in map(split_rank, titles) if own == rank)
    return {_lower(name): name for name in names}


@cache
def _spelled(titles: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    names = tuple(_lower(split_rank(title)[1]) for title in titles)
    return names, tuple(map(fold, names))


def _wrong_rank(rank: str, title: str) -> float:
    """Places rise in rank, but no commune is a district."""
    own = split_rank(title)[0]
    if not rank or rank == own:
        return 0.0
    return 4.0 if _LEVEL[rank] == _LEVEL[own] else 12.0


def _lower(text: str) -> str:
    return compose(text).lower()


@lru_cache(4096)
def _rank(part: str) -> tuple[str, str]:
    """Rank of a part, as far as it can be told, and its name in lower case."""
    words = part.split()
    for count in (2, 1):
        first = fold(" ".join(words[:count]))
        if len(words) > count and len(first) > 1:
            ranks = [rank for rank in RANKS if len(rank.split()) == count]
            rank = max(ranks, key=lambda each: fuzz.ratio(first, fold(each)))
            if fuzz.ratio(first, fold(rank)) >= _LIKE_RANK:
                return rank, _number(_lower(" ".join(words[count:])))
    short = _SHORT_RANK.match(part)
    return "", _number(_lower(part[short.end() :] if short else part))


def _number(name: str) -> str:
    """A numbered ward is its number: "Phường 05" is "Phường 5"."""
    return re.sub(r"^0+(?=\d+$)", "", name)


def _mended(part: str, title: str) -> str:
    """A part of an address with the name of the list, its rank as it is written."""
    own_rank, name = split_rank(title)
    rank, read = _rank(part)
    before = squeeze(part[: len(part) - len(read)])
    if same_but_tones(read, _lower(name)):
        return f"{_in_case(rank, before)} {part[-len(read) :]}" if rank else part
    if not before:
        return name
    if rank:
        return f"{_in_case(rank, before)} {name}"
    return f"{RANKS[own_rank]} {name}"


def _after(rank: str, part: str) -> str:
    return " ".join(part.split()[len(rank.split()) :])


def _in_case(rank: str, written: str) -> str:
    if written.isupper():
        return rank.upper()
    return rank.capitalize() if written[:1].isupper() else rank


def same_but_tones(one: str, other: str) -> bool:
    """Claim that two names differ by the place of a tone mark at most."""
    return sorted(_marks(one)) == sorted(_marks(other))


def _marks(text: str) -> list[str]:
    return [char for char in unicodedata.normalize("NFD", text) if not char.isspace()]
