"""Reviewers ask for a new scan, scanners make it."""

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from dossiers.text import compose, squeeze
from records.audit import note_event
from records.holds import let_go
from records.models import Document, Rescan


def ask_for_scan(document_id: int, message: str, *, who: User) -> None:
    """Send a document back to the scanner; reviewers are not given it until that is done.

    Raises:
        Document.DoesNotExist: There is no such document.
    """
    with transaction.atomic():
        document = Document.objects.get(pk=document_id)
        Rescan.objects.create(document=document, message=squeeze(compose(message)), who=who)
        let_go(document_id, who)
        note_event(who.get_username(), "asked_for_scan", f"document {document_id}")


def scan_done(rescan_id: int, *, who: User) -> None:
    """The new scan is on its way; the document is given to reviewers again.

    Raises:
        Rescan.DoesNotExist: Nobody asked for that, or it was done before.
    """
    with transaction.atomic():
        rescan = open_rescans().get(pk=rescan_id)
        rescan.done_at, rescan.done_by = timezone.now(), who
        rescan.save(update_fields=["done_at", "done_by"])
        note_event(who.get_username(), "scanned_again", f"document {rescan.document_id}")


def open_rescans() -> QuerySet[Rescan]:
    """What was asked for and is not done, the oldest first."""
    return Rescan.objects.filter(done_at__isnull=True, document__replaced_at__isnull=True)
