"""Pages that should be scanned again as long as their paper is at hand, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q

from dossiers.messages import Message
from dossiers.page import PageState
from records.models import Delivery, Document, Page
from records.reading_json import messages_from_json
from records.urgency import is_about_scan

MOST = 200


@dataclass(frozen=True, slots=True)
class PageToScan:
    """A page; ``number`` counts from 1, ``file`` is what it was delivered as."""

    dossier: str
    number: int
    file: str
    reasons: Sequence[Message]


def pages_to_scan(delivery: Delivery) -> Sequence[PageToScan]:
    """The first ``MOST`` pages of a delivery that a new scan would mend, in order."""
    return [*_of_poor_pictures(delivery), *_that_do_not_open(delivery)][:MOST]


def _of_poor_pictures(delivery: Delivery) -> Iterator[PageToScan]:
    documents = Document.objects.filter(dossier__deliveries=delivery, at_counter=True)
    for document in documents.order_by("dossier", "first_page")[:MOST]:
        span = (document.first_page, document.last_page)
        pages = Page.objects.filter(dossier=document.dossier_id, index__range=span)
        rows = pages.values_list("dossier__name", "index", "delivered_as", "reading__doubts")
        for name, index, file, doubts in rows.order_by("index"):
            reasons = [each for each in messages_from_json(doubts or ()) if is_about_scan(each)]
            if reasons:
                yield PageToScan(name, index + 1, file, reasons)


def _that_do_not_open(delivery: Delivery) -> Iterator[PageToScan]:
    damaged = Q(dossier__deliveries=delivery, state=PageState.QUARANTINED, reason__isnull=False)
    rows = Page.objects.filter(damaged).order_by("dossier", "index").select_related("dossier")
    for row in rows.defer("reading", "text")[:MOST]:
        reasons = messages_from_json([row.reason]) if row.reason else ()
        yield PageToScan(row.dossier.name, row.index + 1, row.delivered_as, reasons)
