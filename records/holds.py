"""Who works on which document: one person at a time, until that person leaves it alone."""

from datetime import timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from records.models import Document, Hold


def hold(document_id: int, who: User, minutes: int) -> User | None:
    """Take a document, or keep it; whose it is if somebody else has it, and nobody then.

    Raises:
        Document.DoesNotExist: There is no such document.
    """
    now = timezone.now()
    with transaction.atomic():
        document = Document.objects.get(pk=document_id)
        held = Hold.objects.select_related("who").filter(document=document, until__gt=now).first()
        if held and held.who_id != who.pk:
            return held.who
        until = now + timedelta(minutes=minutes)
        Hold.objects.update_or_create(document=document, defaults={"who": who, "until": until})
    return None


def holder_of(document_id: int, who: User) -> User | None:
    """Who else works on a document, if somebody does."""
    rows = Hold.objects.select_related("who").filter(until__gt=timezone.now())
    held = rows.filter(document_id=document_id).exclude(who=who).first()
    return held.who if held else None


def let_go(document_id: int, who: User) -> None:
    """Give a document back, if this person has it."""
    Hold.objects.filter(document_id=document_id, who=who).delete()
