"""What kind of paper a page is, by its heading, its number and its words."""

import math
from collections import defaultdict
from collections.abc import Mapping

from rapidfuzz import fuzz

from classifiers.page_numbers import find_page_number
from classifiers.titles import Title, bare, find_titles, phrases
from dossiers.document import KindOpinion
from dossiers.notation import (
    OFFICIAL_LETTER,
    Notation,
    kind_of_notation,
    parse_notation,
    starts_like_number_line,
)
from dossiers.page import PageText
from dossiers.vocabulary import UNKNOWN_KIND, kinds

MOTTO = ("cong hoa xa hoi chu nghia viet nam", "doc lap tu do hanh phuc")
HEADER_PART = 0.35
LIKE_ENOUGH = 85
MARK_WEIGHT = 0.3
MOST_MARKS = 3
# One phrase alone also stands in papers about such papers.
FEWEST_MARKS = 2


def judge_page(page: PageText) -> KindOpinion:
    """Say what a page is by itself, and whether a document begins on it.

    The kind with most evidence wins: heading 1, number and notation 0.9, each typical phrase
    0.3 (three at most). Confidence grows with the evidence and with its lead over the
    second kind.
    """
    titles = find_titles(page)
    notation = find_notation(page)
    evidence = _weigh(page, titles, notation)
    begins = _begins(page, titles, notation)
    if not evidence:
        return KindOpinion(UNKNOWN_KIND, 0.3, begins)
    (kind, weight), *others = sorted(evidence.items(), key=lambda each: -each[1])
    lead = weight - (others[0][1] if others else 0.0)
    return KindOpinion(kind, _confidence(weight, lead), begins, _reason(kind, titles, notation))


def find_notation(page: PageText) -> Notation | None:
    """The number and notation in the header of an administrative document, if any."""
    for line in page.lines:
        if line.box.top > HEADER_PART * page.height or line.box.right > 0.6 * page.width:
            continue
        if starts_like_number_line(line.text) and (notation := parse_notation(line.text)):
            return notation
    return None


def has_motto(page: PageText) -> bool:
    """Claim that the name of the state or its motto stands in the upper part."""
    return any(
        fuzz.partial_ratio(motto, text) >= LIKE_ENOUGH
        for line in page.lines
        if line.box.top < HEADER_PART * page.height and len(text := bare(line.text)) >= 18
        for motto in MOTTO
    )


def _weigh(page: PageText, titles: list[Title], notation: Notation | None) -> Mapping[str, float]:
    evidence: dict[str, float] = defaultdict(float)
    text = bare(page.text)
    for kind, table in phrases().items():
        marks = sum(_stands_in(mark, text) for mark in (*table.marks, *table.inside))
        if marks >= FEWEST_MARKS or (marks and titles and titles[0].kind == kind):
            evidence[kind] = MARK_WEIGHT * min(marks, MOST_MARKS)
    if titles:
        best = titles[0]
        evidence[best.kind] += best.likeness
    if notation and (not titles or kind_of_notation(notation) != OFFICIAL_LETTER):
        evidence[kind_of_notation(notation)] += 0.9
    return evidence


def _stands_in(mark: str, text: str) -> bool:
    """Claim that a phrase stands in a text; long ones may be misread a little."""
    if len(mark) < 12:
        return f" {mark} " in f" {text} "
    return mark in text or fuzz.partial_ratio(mark, text, score_cutoff=90) >= 90


def _begins(page: PageText, titles: list[Title], notation: Notation | None) -> float:
    numbered = find_page_number(page)
    if numbered and numbered.number >= 2 and notation is None:
        return 0.05
    motto = has_motto(page)
    if notation and (motto or titles):
        return 0.98
    if titles and (motto or not _is_administrative(titles[0].kind)):
        return 0.95 if motto else 0.85
    if motto:
        return 0.85
    return 0.1


def _is_administrative(kind: str) -> bool:
    """Claim that papers of this kind carry number and issuer, as NĐ 30/2020 asks.

    Their one-word names also stand within their text ("QUYẾT ĐỊNH:" on page two).
    """
    return bool(kinds()[kind].abbreviation)


def _confidence(weight: float, lead: float) -> float:
    strength = min(weight, 1.5) / 1.5
    clearness = min(max(lead, 0.0), 0.8) / 0.8
    return round(0.4 + 0.58 * math.sqrt(strength * clearness), 3)


def _reason(kind: str, titles: list[Title], notation: Notation | None) -> str:
    if titles and titles[0].kind == kind:
        return titles[0].printed
    if notation and kind_of_notation(notation) == kind:
        return notation.raw
    return ""
