"""Numbers printed on pages, and what is wrong with their order in a document."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dossiers.messages import Message, message
from dossiers.page import PageFailure, PageOutcome, PageReading, PageText

_ALONE = re.compile(
    r"^(?:trang\s*)?[-–—(]*\s*(?P<number>[1-9]\d{0,2})\s*(?:/\s*(?P<of>[1-9]\d{0,2}))?\s*[-–—)]*$"
)
"""Neither "00" nor a day such as "05/12"."""


@dataclass(frozen=True, slots=True)
class PageNumber:
    """A number as printed: "Trang 2/3".

    Attributes:
        number: Of the page, from 1.
        of: So many pages the paper has; 0 where that is not said.
    """

    number: int
    of: int = 0


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A page with its number, where it stands in the document.

    Attributes:
        index: In the stream.
        side, page: In the document, with blank sides and without, from 0.
    """

    index: int
    side: int
    page: int
    printed: PageNumber


def find_page_number(page: PageText) -> PageNumber | None:
    """The number printed alone at the top or the bottom of a page, if any."""
    for line in (*page.lines[:2], *page.lines[-2:]):
        at_edge = line.box.bottom < 0.12 * page.height or line.box.top > 0.9 * page.height
        if at_edge and (found := _ALONE.match(line.text.strip().casefold())):
            number, of = int(found["number"]), int(found["of"] or 0)
            if number <= of or not of:
                return PageNumber(number, of)
    return None


def find_disorder(pages: Sequence[PageOutcome]) -> Iterator[Message]:
    """Tell where the numbers of a document's pages do not follow each other, or end too early.

    Interleaved papers, sheets that changed places and missing sheets show in this way. A first
    page without a number is number 1 (NĐ 30/2020), and an annex that counts anew nothing to tell.

    Args:
        pages: Of the document, in order. Pages that failed count; blank sides may or may not.
    """
    numbered = list(_numbered(pages))
    for before, now in pairwise([_Numbered(-1, -1, -1, PageNumber(0)), *numbered]):
        steps = {now.page - before.page, now.side - before.side}
        expected = before.printed.number + now.page - before.page
        one_paper = before.printed.of and before.printed.of == now.printed.of
        annex = now.printed.number <= max(steps) and not one_paper
        if now.printed.number - before.printed.number not in steps and not annex:
            key = "pages.missing" if now.printed.number > expected else "pages.out_of_order"
            yield message(key, page=now.index + 1, number=now.printed.number, expected=expected)
    if numbered and (of := numbered[-1].printed.of):
        behind = sum(_counts(page) for page in pages) - 1 - numbered[-1].page
        found = max(each.printed.number for each in numbered if each.printed.of == of) + behind
        if of > found:
            yield message("pages.too_few", page=numbered[-1].index + 1, of=of, number=found)


def _numbered(pages: Sequence[PageOutcome]) -> Iterator[_Numbered]:
    place = 0
    for side, page in enumerate(pages):
        if not _counts(page):
            continue
        printed = find_page_number(page.text) if isinstance(page, PageReading) else None
        if place == 0 and not (printed and printed.of):
            printed = PageNumber(1)  # a lone figure on a first page is mostly something else
        if printed:
            yield _Numbered(page.index, side, place, printed)
        place += 1


def _counts(page: PageOutcome) -> bool:
    return isinstance(page, PageFailure) or not page.blank
