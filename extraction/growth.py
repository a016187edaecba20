"""Values grown from the words that were tagged: what a network leaves out, the form gives back.

A network that is half sure tags parts of a name or an address. Names go on while words have
capitals, addresses from a hamlet to a province, offices and titles to the end of their line.
All that is gained are further candidates: which one is believed is weighed later.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dossiers.page import PageText, Word
from dossiers.tags import words_of
from extraction.addresses import find_addresses

Places = tuple[int, ...]
"""Numbers of words on the page, rising."""

MOST_BETWEEN = 4
"""So many untagged words between tagged ones may belong to the value."""

LONGEST_NAME = 6
LONGEST_SERIES = 2
"""Letters in front of a number that is printed by the series, as on certificates of land."""

_NO_NAME = frozenset("ông bà họ tên và ngày người số tại là con cháu đồng chủ của sinh".split())


@dataclass(frozen=True)
class PageWords:
    """The words of a page and the lines that they stand on."""

    page: PageText

    @cached_property
    def words(self) -> Sequence[Word]:
        return words_of(self.page)

    @cached_property
    def rows(self) -> Sequence[int]:
        """Number of the line of every word."""
        return [row for row, line in enumerate(self.page.lines) for _ in line.words]

    @cached_property
    def addresses(self) -> Sequence[range]:
        return list(find_addresses(self.page))

    def same_line(self, one: int, other: int) -> bool:
        """Claim that two words exist and stand on one line."""
        inside = 0 <= one < len(self.rows) and 0 <= other < len(self.rows)
        return inside and self.rows[one] == self.rows[other]


def grown(key: str, places: Places, text: PageWords) -> Iterator[Places]:
    """Longer candidates for a field, from one that was tagged."""
    if filled := _filled(places):
        yield filled
    if way := _WAYS.get(key):
        yield from (each for each in way(filled or places, text) if each != places)


def _filled(places: Places) -> Places:
    """The words between as well; nothing where there are none, or too many."""
    between = places[-1] - places[0] + 1 - len(places)
    return tuple(range(places[0], places[-1] + 1)) if 0 < between <= MOST_BETWEEN else ()


def _name(places: Places, text: PageWords) -> Iterator[Places]:
    """All words of a name, in one line."""
    words, first, last = text.words, places[0], places[-1]
    while text.same_line(first - 1, first) and _join(words[first - 1], words[first]):
        if not _is_of_name(words[first - 1]):
            break
        first -= 1
    while text.same_line(last, last + 1) and _join(words[last], words[last + 1]):
        if not _is_of_name(words[last + 1]):
            break
        last += 1
    if last - first < LONGEST_NAME:
        yield tuple(range(first, last + 1))


def _join(left: Word, right: Word) -> bool:
    """Claim that no sign parts two words, and that both or none are in capitals."""
    long = [word.text for word in (left, right) if len(word.text) > 1]
    return left.text[-1].isalnum() and len({text.isupper() for text in long}) < 2


def _is_of_name(word: Word) -> bool:
    letters = re.sub(r"['’.,;-]", "", word.text)
    return letters.isalpha() and letters[0].isupper() and letters.lower() not in _NO_NAME


def _address(places: Places, text: PageWords) -> Iterator[Places]:
    """Whole addresses that hold a tagged word."""
    for address in text.addresses:
        if any(place in address for place in places):
            yield tuple(address)


def _line(places: Places, text: PageWords) -> Iterator[Places]:
    """To the ends of its lines."""
    first, last = places[0], places[-1]
    while text.same_line(first - 1, first):
        first -= 1
    while text.same_line(last, last + 1):
        last += 1
    yield tuple(range(places[0], last + 1))
    if first < places[0]:
        yield tuple(range(first, last + 1))


def _series(places: Places, text: PageWords) -> Iterator[Places]:
    """With the letters in front, ``AT 461682``."""
    before = places[0] - 1
    if text.same_line(before, places[0]):
        letters = text.words[before].text
        if letters.isalpha() and letters.isupper() and len(letters) <= LONGEST_SERIES:
            yield (before, *places)


_PERSONS = ("ho_ten", "nguoi_ky", "ho_ten_cha", "ho_ten_me", "ho_ten_vo", "ho_ten_chong")

_WAYS: Mapping[str, Callable[[Places, PageWords], Iterator[Places]]] = {
    **dict.fromkeys(_PERSONS, _name),
    **dict.fromkeys(("que_quan", "noi_thuong_tru"), _address),
    **dict.fromkeys(("co_quan_ban_hanh", "chuc_vu_nguoi_ky", "ten_doanh_nghiep", "noi_cap"), _line),
    "so_ky_hieu": _series,
}
