"""The same scans read by a newer version: words of people go on, the older reading rests."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from dossiers.page import PageState
from records import search
from records.audit import HOSO, note_event
from records.carried_pages import carry_pages
from records.models import Division, Document, Dossier, OpenField, Rescan
from records.open_fields import note_open
from records.replacing import carry_words
from records.settling import refile
from storage.store import Store


def replace_older(dossier_id: int, store: Store) -> None:
    """Let older readings of a dossier's scans rest; done before, nothing changes.

    Their rows are kept. Words of people about fields, text and which way up a page stands go on
    with the pages that they are about, and stand in record and PDF.

    Raises:
        StorageError: The record or a PDF could not be written; nothing is changed.
    """
    with transaction.atomic():
        dossier = Dossier.objects.get(pk=dossier_id)
        for each in _older(dossier).filter(replaced_at=None):
            _replace(each, dossier, store)


def division_before(dossier_id: int) -> Division | None:
    """How people divided older readings of a dossier's scans, if nobody divided this one."""
    dossier = Dossier.objects.get(pk=dossier_id)
    if dossier.divisions.exists():
        return None
    rows = Division.objects.filter(dossier__in=_older(dossier))
    return rows.select_related("who").order_by("pk").last()


def _older(dossier: Dossier) -> QuerySet[Dossier]:
    return Dossier.objects.filter(key=dossier.key, pk__lt=dossier.pk).order_by("pk")


def _replace(older: Dossier, dossier: Dossier, store: Store) -> None:
    old = list(older.documents.all())
    for row in dossier.documents.select_related("dossier"):
        if before := [each for each in old if _overlap(each, row)]:
            carry_words(row, before)
            note_open(row)
            search.index_document(row.pk)
            refile(row, store)
            _carry_rescans(row, before)
    carry_pages(older, dossier, store)
    _rest(older, old)
    note_event(HOSO, "read_again", f"dossier {dossier.pk}", older=older.pk)


def _overlap(one: Document, other: Document) -> bool:
    return one.first_page <= other.last_page and other.first_page <= one.last_page


def _carry_rescans(row: Document, old: Sequence[Document]) -> None:
    Rescan.objects.filter(document__in=old, done_at__isnull=True).update(document=row)


def _rest(older: Dossier, old: Sequence[Document]) -> None:
    """Its documents stand nowhere any more, and nobody waits for its pages."""
    numbers = [each.pk for each in old]
    Document.objects.filter(pk__in=numbers).update(replaced_at=timezone.now())
    OpenField.objects.filter(document__in=numbers).delete()
    for number in numbers:
        search.forget_document(number)
    older.pages.exclude(state=PageState.QUARANTINED).update(state=PageState.RECORDED)
    older.replaced_at = timezone.now()
    older.save(update_fields=["replaced_at"])
