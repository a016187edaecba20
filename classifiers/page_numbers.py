"""Numbers printed on pages, and what is wrong with their order in a document."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dossiers.messages import Message, message
from dossiers.page import PageFailure, PageOutcome, PageReading, PageText

_ALONE = re.compile(r"^(?:trang\s*)?[-–—(]*\s*(\d{1,3})\s*(?:/\s*(\d{1,3}))?\s*[-–—)]*$")


@dataclass(frozen=True, slots=True)
class PageNumber:
    """A number as printed: "Trang 2/3".

    Attributes:
        number: Of the page, from 1.
        of: So many pages the paper has; 0 where that is not said.
    """

    number: int
    of: int = 0


def find_page_number(page: PageText) -> PageNumber | None:
    """The number printed alone at the top or the bottom of a page, if any."""
    for line in (*page.lines[:2], *page.lines[-2:]):
        at_edge = line.box.bottom < 0.12 * page.height or line.box.top > 0.9 * page.height
        if at_edge and (found := _ALONE.match(line.text.strip().casefold())):
            return PageNumber(int(found[1]), int(found[2] or 0))
    return None


def find_disorder(pages: Sequence[PageOutcome]) -> Iterator[Message]:
    """Tell where the numbers of a document's pages do not follow each other, or end too early.

    Interleaved papers, sheets that changed places and missing sheets show in this way. An annex
    that counts anew is nothing to tell.

    Args:
        pages: Of the document, in order; blank sides do not count, pages that failed do.
    """
    counted = [page for page in pages if isinstance(page, PageFailure) or not page.blank]
    numbered = [
        (page.index + 1, place, found)
        for place, page in enumerate(counted)
        if isinstance(page, PageReading) and (found := find_page_number(page.text))
    ]
    for (_, one, before), (index, other, found) in pairwise(numbered):
        expected = before.number + other - one
        annex = found.number <= other - one
        if found.number != expected and not annex:
            key = "pages.missing" if found.number > expected else "pages.out_of_order"
            yield message(key, page=index, number=found.number, expected=expected)
    if numbered:
        index, place, last = numbered[-1]
        said = last.number + len(counted) - 1 - place
        if last.of > said:
            yield message("pages.too_few", page=index, of=last.of, number=said)
