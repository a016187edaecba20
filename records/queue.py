"""The queue of documents that wait for a person."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from dossiers.page import PageState
from records.models import Document, Hold, OpenField, Rescan
from records.offices import EVERYTHING, Reach

URGENT_FIRST = ("-at_counter", "promised_on", "least_confidence", "pk")
"""Paper that may still be at the counter, then the day that was promised, then the least sure."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which documents somebody wants to work on.

    Attributes:
        kind: Of documents; empty for every kind.
        office: Number of an office; None for all within reach.
        fields: Documents in which one of these is open; empty for all.
    """

    kind: str = ""
    office: int | None = None
    fields: tuple[str, ...] = ()


EVERY = Choice()


def in_review(choice: Choice = EVERY, reach: Reach = EVERYTHING) -> QuerySet[Document]:
    """Documents that wait, whoever works on them, the most urgent first."""
    rows = reach.of(Document.objects.filter(state=PageState.IN_REVIEW))
    if choice.kind:
        rows = rows.filter(kind=choice.kind)
    if choice.office is not None:
        rows = rows.filter(office=choice.office)
    if choice.fields:
        rows = rows.filter(Exists(_open().filter(key__in=choice.fields)))
    return rows.order_by(*URGENT_FIRST)


def waiting(who: User, choice: Choice = EVERY, reach: Reach = EVERYTHING) -> QuerySet[Document]:
    """Documents that can be given to a person: nobody else holds them, and they can do something.

    What waits for the scanner, or only for other people's entries, is left out.
    """
    others = Hold.objects.filter(until__gt=timezone.now()).exclude(who=who)
    at_scanner = Rescan.objects.filter(done_at__isnull=True)
    free = in_review(choice, reach).exclude(
        Q(pk__in=others.values("document")) | Q(pk__in=at_scanner.values("document"))
    )
    entered = Q(first=who) | Q(second=who)
    theirs = OpenField.objects.filter(entered).values("document")
    return free.exclude(Q(pk__in=theirs) & ~Exists(_open().exclude(entered)))


def _open() -> QuerySet[OpenField]:
    return OpenField.objects.filter(document=OuterRef("pk"))
