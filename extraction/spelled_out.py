"""Figures that a paper repeats in words: ``120,5 m² (bằng chữ: Một trăm hai mươi phẩy năm …)``."""

import re
from decimal import Decimal

from dossiers.page import PageText
from dossiers.text import fold
from extraction.dates import find_date
from extraction.number_words import NUMBER_WORD, number_of
from extraction.spans import Span

NEAR = 60
"""The words are announced within so many characters behind the figures."""

TEN = 10

_ANNOUNCED = re.compile(r"(?:bang|viet) chu\W{0,4}")
_WORDS = rf"{NUMBER_WORD}(?:\s+{NUMBER_WORD})*"
_AMOUNT = re.compile(
    rf"(?P<whole>{_WORDS})(?:\s+phay\s+(?P<part>{_WORDS}))?\s*(?=met|m2|[^\w\s]|$)"
)
_ENDED = re.compile(r"\s*(?:[^\w\s]|\n|$)")
_DAYS = frozenset({"ngay_sinh", "ngay_cap", "ngay_ban_hanh"})


def check_words(
    key: str, value: str, span: Span, page: PageText
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Checks passed and failed by figures beside the words that repeat them.

    None of both where no words are announced, or where they were not read to their end.
    """
    if key not in _DAYS and key != "dien_tich":
        return (), ()
    words = _words_behind(span, page)
    said = _day(words) if key in _DAYS else _amount(words)
    if said is None:
        return (), ()
    agrees = value == said if key in _DAYS else Decimal(value) == Decimal(said)
    return (("words_agree",), ()) if agrees else ((), ("words_agree",))


def _words_behind(span: Span, page: PageText) -> str:
    """Folded text after "bằng chữ", near behind a span; empty where there is none."""
    last = span.words[-1]
    for number, line in enumerate(page.lines):
        place = next((i for i, word in enumerate(line.words) if word is last), None)
        if place is not None:
            rest = " ".join(word.text for word in line.words[place + 1 :])
            text = fold("\n".join([rest, *(each.text for each in page.lines[number + 1 :][:2])]))
            found = _ANNOUNCED.search(text[:NEAR])
            return text[found.end() :] if found else ""
    return ""


def _day(words: str) -> str | None:
    found = find_date(words)
    if found is None or found.failed or found.start > 0 or not _ENDED.match(words, found.end):
        return None
    return found.iso


def _amount(words: str) -> str | None:
    """A number with its decimals, which are read one by one or as a number."""
    found = _AMOUNT.match(words)
    if found is None:
        return None
    whole, part = number_of(found["whole"]), found["part"]
    if whole is None or part is None:
        return None if whole is None else str(whole)
    figures = [number_of(word) for word in part.split()]
    apart = all(figure is not None and figure < TEN for figure in figures)
    decimals = "".join(map(str, figures)) if apart else number_of(part)
    return None if decimals is None else f"{whole}.{decimals}"
