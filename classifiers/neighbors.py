"""What two neighboring pages say together: does a document begin on the second?"""

from collections.abc import Mapping
from dataclasses import dataclass

from classifiers.odds import log_odds
from classifiers.page_network import PageOpinion
from classifiers.page_numbers import find_page_number
from dossiers.document import KindOpinion
from dossiers.page import PageReading, PageText

_SENTENCE_ENDS = ".:;!?/”\"')"


@dataclass(frozen=True, slots=True)
class JudgedPage:
    """A page as read, what the network says of it, and what the rules say by themselves."""

    reading: PageReading
    opinion: PageOpinion
    rules: KindOpinion


def cut_evidence(before: JudgedPage, page: JudgedPage) -> Mapping[str, float]:
    """What speaks for and against a document beginning on ``page``, by names of the card."""
    found, last = find_page_number(page.reading.text), find_page_number(before.reading.text)
    number, earlier = found.number if found else 0, last.number if last else 1
    return {
        "begins": log_odds(page.opinion.begins),
        "ends": log_odds(before.opinion.ends),
        "rules": log_odds(page.rules.begins),
        "back": page.opinion.back,
        "numbered": float(number >= 2),
        "follows": float(number == earlier + 1),
        "goes_on": float(goes_on(before.reading.text, page.reading.text)),
    }


def goes_on(before: PageText, page: PageText) -> bool:
    """Claim that a sentence runs from one page to the next."""
    ends, begins = _body(before)[-1:], _body(page)[:1]
    if not ends or not begins:
        return False
    return ends[0][-1] not in _SENTENCE_ENDS and begins[0][0].islower()


def _body(page: PageText) -> list[str]:
    """Lines that are text, not a number or a mark alone."""
    lines = (line.text.strip() for line in page.lines)
    return [text for text in lines if sum(map(str.isalpha, text)) >= 20]
