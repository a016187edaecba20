"""What should be looked at first: paper that is still at the counter, days that were promised."""

from collections.abc import Iterable
from datetime import date

from dossiers.document import Document, Field
from dossiers.messages import Message
from records.models import NEVER

_PROMISE = "ngay_hen_tra"
_NEW_SCAN = "page."
"""Doubts whose keys begin so are about a picture, and a new scan is the cure."""


def wants_new_scan(document: Document) -> bool:
    """Claim that a page should be scanned again, as long as its paper is at hand."""
    return any(map(is_about_scan, document.doubts))


def is_about_scan(doubt: Message) -> bool:
    """Claim that a new scan is the cure."""
    return doubt.key.startswith(_NEW_SCAN)


def promised_day(fields: Iterable[Field]) -> date:
    """The nearest day on which an answer is promised; the last of all days where none is."""
    days = (_day(field.value) for field in fields if field.key == _PROMISE)
    return min(days, default=NEVER)


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:  # only a month was legible
        return NEVER


def least_confidence(document: Document) -> float:
    """Of its kind and its fields."""
    return float(min([document.kind_confidence, *(field.confidence for field in document.fields)]))
