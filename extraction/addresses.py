"""Addresses on a page by their form: hamlet, commune, district, and a province at the end."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from dossiers.gazetteer import bare, gazetteer
from dossiers.page import Line, PageText, Word
from dossiers.tags import words_of
from dossiers.text import fold
from extraction.place_names import older_provinces

LONGEST = 28
"""Words."""

_UNITS = 3
"""Commune, district and province need no word that says what they are."""

_RANKS = frozenset("xa phuong huyen quan tinh x p h t tp tx tt q".split())
_LONG_RANKS = frozenset(["thi xa", "thi tran", "thanh pho", "dac khu"])
_HAMLETS = frozenset(
    "thon xom ap to khom ban buon khu doi lang so duong ngo hem pho khoi phum soc bon plei".split()
)
_PROVINCE_WORDS = 5
_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\W*")

_GAP = 1.8
"""An address goes on in the next line within so many heights of a line."""


def find_addresses(page: PageText) -> Iterator[range]:
    """Numbers of the words of every address, as far to the left as its form goes."""
    found: list[range] = []
    for places in _ending_in_provinces(page):
        if found and places.start < found[-1].stop:  # a town may be named like its province
            found[-1] = range(min(found[-1].start, places.start), places.stop)
        else:
            found.append(places)
    yield from found


def _ending_in_provinces(page: PageText) -> Iterator[range]:
    words = words_of(page)
    breaks = _breaks(page.lines)
    bares = [fold(word.text).strip(" .,;:-–—()") for word in words]
    for last in range(len(words)):
        if length := _province(words, bares, last):
            first = _first(words, bares, last, length, breaks)
            if first is not None:
                yield range(first, last + 1)


def _breaks(lines: Sequence[Line]) -> set[int]:
    """Words before which no address goes on: their line does not follow on the one above."""
    breaks, place = set(), 0
    for number, line in enumerate(lines):
        above = lines[number - 1] if number else None
        if above is None or not -line.box.height < line.box.top - above.box.bottom < (
            _GAP * line.box.height
        ):
            breaks.add(place)
        place += len(line.words)
    return breaks


def _province(words: Sequence[Word], bares: Sequence[str], last: int) -> int:
    """Words of the name of a province that ends there; 0 where none does."""
    for length in range(min(_PROVINCE_WORDS, last), 0, -1):
        start = last - length + 1
        if " ".join(bares[start : last + 1]) not in _provinces():
            continue
        before = words[start - 1].text
        if (
            bares[start - 1] in _RANKS
            or bares[start - 1] == "pho"
            or re.search(r"[,;.\-–—]$", before)
        ):
            return length
    return 0


@cache
def _provinces() -> frozenset[str]:
    known = gazetteer()
    names = [*known.titles.values(), *(province for _, province in known.news), *older_provinces()]
    return frozenset(bare(name).replace(" - ", "  ") for name in names)


def _first(
    words: Sequence[Word], bares: Sequence[str], last: int, length: int, breaks: set[int]
) -> int | None:
    """Where the address begins that ends there; None where nothing stands before a province."""
    first = place = last - length + 1
    units = 0
    while place > max(0, last - LONGEST) and place not in breaks:
        before = words[place - 1].text
        if before.endswith((":", ";", "(")) or _DAY.fullmatch(before):
            break
        place -= 1
        if not _begins_part(words, bares, place, breaks):
            continue
        is_hamlet = bares[place] in _HAMLETS or bares[place][:1].isdigit()
        units = _UNITS if is_hamlet else units + 1
        if units > _UNITS:
            break
        first = place
    return first if first < last - length + 1 else None


def _begins_part(words: Sequence[Word], bares: Sequence[str], place: int, breaks: set[int]) -> bool:
    before, word = words[place - 1].text if place else ":", words[place].text
    if place in breaks or before.endswith((":", ",", ";", "(")) or before in ("-", "–", "—"):
        return True
    if " ".join(bares[place : place + 2]) in _LONG_RANKS:
        return True
    if " ".join(bares[place - 1 : place + 1]) in _LONG_RANKS:
        return False
    short = len(bares[place]) > 1 or word.endswith(".")
    is_rank = bares[place] in _RANKS and short
    # Within a name such a word has a capital, unless all has.
    is_hamlet = bares[place] in _HAMLETS and (word[0].islower() or before.isupper())
    return is_rank or is_hamlet
