"""The same scans read by a newer version: words of people go on, the older reading rests."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from dossiers.page import PageState
from records import search
from records.audit import HOSO, note_event
from records.corrected_reading import text_at
from records.models import (
    Division,
    Document,
    Dossier,
    OpenField,
    Page,
    PageTurn,
    Rescan,
    TextCorrection,
)
from records.open_fields import note_open
from records.replacing import carry_words
from records.retyping import refile_page
from records.settling import refile
from records.stored_pdfs import opened_sheets, refile_pdf
from records.text_corrections import place_of, reading_now, said_on, standing_corrections
from records.turning import tell_rotation
from storage.store import Store


def replace_older(dossier_id: int, store: Store) -> None:
    """Let older readings of a dossier's scans rest; done before, nothing changes.

    Their rows are kept. Words of people about fields, text and which way up a page stands go on
    with the pages that they are about, and stand in record and PDF.

    Raises:
        StorageError: The record could not be written; nothing is changed.
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
    touched = _carry_texts(older, dossier) | _carry_turns(older, dossier)
    old = list(older.documents.all())
    for row in dossier.documents.select_related("dossier"):
        if before := [each for each in old if _overlap(each, row)]:
            carry_words(row, before)
            note_open(row)
            search.index_document(row.pk)
            refile(row, store)
            _carry_rescans(row, before)
        if touched & set(range(row.first_page, row.last_page + 1)):
            _refile_pages(row, touched, store)
    _rest(older, old)
    note_event(HOSO, "read_again", f"dossier {dossier.pk}", older=older.pk)


def _overlap(one: Document, other: Document) -> bool:
    return one.first_page <= other.last_page and other.first_page <= one.last_page


def _carry_texts(older: Dossier, dossier: Dossier) -> set[int]:
    """What people typed on pages goes on; gives the pages."""
    pages = {page.index: page for page in dossier.pages.filter(reading__isnull=False)}
    touched = set()
    for said in standing_corrections(older.pages.all()).values():
        for each in said:
            page = pages.get(each.page.index)
            if page is not None:
                _carry_text(each, page)
                touched.add(page.index)
    return touched


def _carry_text(typed: TextCorrection, page: Page) -> None:
    now = reading_now(page, said_on(page.dossier_id, page.index))
    before = text_at(now, place_of(typed))
    TextCorrection.objects.create(
        page=page, place=typed.place, before=before, after=typed.after, who=typed.who
    )


def _carry_turns(older: Dossier, dossier: Dossier) -> set[int]:
    """Pages stand as people turned them; gives those that the newer version stood otherwise."""
    turned = PageTurn.objects.select_related("page", "who").filter(page__dossier=older)
    newest = {turn.page.index: turn for turn in turned.order_by("pk")}
    touched = set()
    for page in dossier.pages.filter(index__in=newest).defer("reading", "text"):
        turn = newest[page.index]
        if page.rotation != turn.rotation:
            PageTurn.objects.create(page=page, rotation=turn.rotation, who=turn.who)
            page.rotation = turn.rotation
            page.save(update_fields=["rotation"])
            touched.add(page.index)
    return touched


def _refile_pages(row: Document, touched: set[int], store: Store) -> None:
    """PDF and record tell what people typed and turned."""
    span = range(row.first_page, row.last_page + 1)
    with opened_sheets(row.dossier.pk, span, store) as sheets:
        refile_pdf(row, sheets, store)
    for page in row.dossier.pages.filter(index__in=touched & set(span)):
        tell_rotation(page, row.dossier.key, store)
        if page.reading is not None:
            refile_page(page, row.dossier.key, store)


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
