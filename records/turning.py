"""Pages that a person turns upright, and that are read again then.

Who said so is appended, and so is what was read before; boxes are pixels of the original scan,
so nothing of them changes.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from dossiers.page import PageReading
from records.audit import note_event
from records.divisions import check_standing
from records.filing import FiledDocument
from records.ledger import reading_columns
from records.models import Document, OlderReading, Page, PageTurn
from records.record_json import page_as_json
from records.replacing import replace_documents
from records.retyping import told_corrections
from records.revisions import record_changed, set_pages
from records.settling import told_with_words
from records.stored_pdfs import OpenedSheet, opened_sheets, refile_pdf
from records.text_corrections import Said, corrected, said_on
from storage.store import Store

Json = dict[str, Any]


class TurnedMeanwhileError(Exception):
    """A page does not stand as the person saw it who turned it."""


def turn_page(page_id: int, rotation: int, store: Store, *, seen: int, who: User) -> None:
    """Append a person's word on which way up a page stands; it is shown so from now on.

    Args:
        rotation: Clockwise degrees (0, 90, 180, 270) that turn the scan upright.
        seen: The same, as the person saw the page before.

    Raises:
        Page.DoesNotExist: There is no such page.
        TurnedMeanwhileError: see there; nothing is changed.
        StorageError: The record could not be written; nothing is changed.
    """
    page = Page.objects.select_related("dossier").defer("reading", "text").get(pk=page_id)
    holder = _holder(page)
    pages = range(holder.first_page, holder.last_page + 1)
    with opened_sheets(page.dossier.pk, pages, store) as sheets, transaction.atomic():
        page.refresh_from_db(fields=["rotation"])
        if page.rotation != seen:
            raise TurnedMeanwhileError(str(page))
        PageTurn.objects.create(page=page, rotation=rotation, who=who)
        page.rotation = rotation
        page.save(update_fields=["rotation"])
        refile_pdf(_holder(page), [_turned(each, page) for each in sheets], store)
        _note("turned", page, who, rotation=rotation)
        tell_rotation(page, page.dossier.key, store)


def tell_rotation(page: Page, key: str, store: Store) -> None:
    """Write which way up a page stands into the record of its dossier.

    Raises:
        StorageError: Nothing was changed, or only an older record was kept once more.
    """
    with record_changed(key, store) as record:
        for told in record.get("pages", ()):
            if told["index"] == page.index:
                told["rotation"] = page.rotation


def _turned(sheet: OpenedSheet, page: Page) -> OpenedSheet:
    return replace(sheet, rotation=page.rotation) if sheet.index == page.index else sheet


def replace_reading(  # noqa: PLR0913  # what was read, what was seen, and who says so
    page_id: int,
    reading: PageReading,
    filed: FiledDocument,
    store: Store,
    *,
    seen: Sequence[int],
    who: User,
) -> int:
    """Put another reading in the place of a page's; gives the number of the new document.

    Args:
        filed: The document with this page, read out anew.
        seen: Numbers of the documents of the dossier that stood then.

    Raises:
        DividedMeanwhileError: Other documents stand by now; nothing is changed.
        StorageError: The record could not be written; nothing is changed.
    """
    with transaction.atomic():
        page = Page.objects.select_related("dossier").get(pk=page_id)
        check_standing(page.dossier.pk, seen)
        _keep_older(page, who)
        read = Page.objects.filter(pk=page_id)
        read.update(stage="", reason=None, **reading_columns(reading))
        (made,) = replace_documents(page.dossier.pk, [_holder(page).pk], [filed])
        _note("read_again", page, who, document=made)
        with record_changed(page.dossier.key, store) as record:
            said = said_on(page.dossier.pk, page.index)
            _tell(record, told_with_words(filed, made), _page_told(reading, filed, said))
            set_pages(record, filed.document.pages, filed.state)
    return made


def _keep_older(page: Page, who: User) -> None:
    OlderReading.objects.create(
        page=page, reading=page.reading, stage=page.stage, reason=page.reason, who=who
    )


def _holder(page: Page) -> Document:
    """The document with a page."""
    rows = Document.objects.select_related("dossier").filter(dossier=page.dossier)
    return rows.get(first_page__lte=page.index, last_page__gte=page.index)


def _page_told(reading: PageReading, filed: FiledDocument, said: Said) -> Json:
    """A page as the record tells it, with what people typed on it."""
    typed = {"text_corrections": told_corrections(said)} if said else {}
    return page_as_json(corrected(reading, said), filed) | typed


def _tell(record: Json, document: Json, page: Json) -> None:
    """Put a document and its page into the place of the older ones."""
    first = document["first_page"]
    record["documents"] = [
        document if each["first_page"] == first else each for each in record.get("documents", ())
    ]
    record["pages"] = [
        page if each["index"] == page["index"] else each for each in record.get("pages", ())
    ]


def _note(what: str, page: Page, who: User, **details: int) -> None:
    subject = f"dossier {page.dossier.pk}"
    note_event(who.get_username(), what, subject, page=page.index + 1, **details)
