"""The audit: events are appended, chained by hashes, and never changed."""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC

from django.db import transaction
from django.utils import timezone

from records.models import Event

HOSO = "hoso"  # who acts when no person does


def note_event(who: str, what: str, subject: str, **details: str | int | float) -> None:
    """Append an event.

    Args:
        who: A user name, or ``HOSO``.
        what: A verb in the past, e.g. ``recorded``.
        subject: The kind of thing and its number, e.g. ``dossier 12``.
        **details: Whatever else an auditor wants to see.
    """
    # The write lock is held from here on: nobody else appends between reading and writing.
    with transaction.atomic():
        before = Event.objects.order_by("-pk").values_list("chain", flat=True).first() or ""
        event = Event(when=timezone.now(), who=who, what=what, subject=subject, details=details)
        event.chain = link(before, event)
        event.save()


def link(before: str, event: Event) -> str:
    """The chain's hash at an event (hex SHA-256), from the one before it."""
    when = event.when.astimezone(UTC).isoformat()
    told = [when, event.who, event.what, event.subject, event.details]
    text = json.dumps([before, *told], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def broken_events() -> Iterator[Event]:
    """Events that do not follow from the one before them."""
    before = ""
    for event in Event.objects.order_by("pk").iterator():
        if event.chain != link(before, event):
            yield event
        before = event.chain
