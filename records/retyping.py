"""A person corrects the text of a page: kept, searched, and laid under the picture anew.

The PDF goes to the store under another name and the rows follow in one transaction; whatever
fails takes the word back. Originals and the machine's own reading and PDF stay.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from dossiers.text import compose, squeeze
from records import search
from records.audit import note_event
from records.corrected_reading import Place, text_at
from records.models import Document, Page, TextCorrection
from records.record_json import rounded
from records.revisions import record_changed
from records.stored_pdfs import OpenedSheet, opened_sheets, refile_pdf
from records.text_corrections import (
    Said,
    last_at,
    place_of,
    reading_now,
    said_on,
    text_now,
)
from storage.store import Store

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Retyping:
    """What a person types in the place of words.

    Attributes:
        index: Of the page in its dossier, from 0; one that was read.
        place: In pixels of the scan.
        text: May be empty: then nothing is written there.
        seen: Number of the correction that stood there when the person saw it; 0 when there was
            none, None when it does not matter.
    """

    index: int
    place: Place
    text: str
    seen: int | None = None


class RetypedMeanwhileError(Exception):
    """Somebody else corrected the line since the person saw it.

    Attributes:
        correction: What stands there now; None when it was taken back.
    """

    def __init__(self, correction: TextCorrection | None) -> None:
        super().__init__(str(correction))
        self.correction = correction


def correct_text(
    document_id: int, retyping: Retyping, store: Store, *, who: User
) -> TextCorrection | None:
    """Append what a person typed; nothing where the same words stand already.

    Raises:
        Document.DoesNotExist: There is no such document.
        Page.DoesNotExist: It has no such page, or that was not read.
        RetypedMeanwhileError: see there; nothing is written.
        StorageError: The PDF or the record could not be written; nothing is changed.
    """
    document = _document(document_id)
    after = squeeze(compose(retyping.text))
    if _text_seen(document, retyping, after) == after:
        return None
    with (
        opened_sheets(document.dossier.pk, _pages(document), store) as sheets,
        transaction.atomic(),
    ):
        document = _document(document_id)
        before = _text_seen(document, retyping, after)
        row = TextCorrection(
            page=_page(document, retyping.index),
            place=[[int(edge) for edge in box.as_list()] for box in retyping.place],
            before=before,
            after=after,
            who=who,
        )
        _keep(row, document, sheets, store)
    return row


def undo_text(document_id: int, index: int, store: Store, *, who: User) -> TextCorrection | None:
    """Take back what a person typed last on a page; gives that, or nothing.

    What somebody else corrected since stays.

    Raises:
        Document.DoesNotExist: There is no such document.
        Page.DoesNotExist: It has no such page, or that was not read.
        StorageError: The PDF or the record could not be written; nothing is changed.
    """
    document = _document(document_id)
    with (
        opened_sheets(document.dossier.pk, _pages(document), store) as sheets,
        transaction.atomic(),
    ):
        document = _document(document_id)
        page = _page(document, index)
        last = _own_last(said_on(page.dossier_id, page.index), who)
        if last is None:
            return None
        row = TextCorrection(
            page=page, place=last.place, before=last.after, after=last.before, undoes=last, who=who
        )
        _keep(row, document, sheets, store)
    return last


def told_corrections(said: Said) -> list[Json]:
    """What people typed on a page, as the record on disk tells it."""
    return [
        {
            "place": each.place,
            "before": each.before,
            "after": each.after,
            "who": each.who.get_username(),
            "when": each.when.astimezone(UTC).isoformat(),
        }
        for each in said
    ]


def _text_seen(document: Document, retyping: Retyping, after: str) -> str:
    """What stands in the place, if it is what the person saw, or wants."""
    page = _page(document, retyping.index)
    said = said_on(page.dossier_id, page.index)
    before = text_at(reading_now(page, said), retyping.place)
    last = last_at(said, retyping.place)
    if before != after and retyping.seen not in (None, last.pk if last else 0):
        raise RetypedMeanwhileError(last)
    return before


def _own_last(said: Said, who: User) -> TextCorrection | None:
    """The newest of a person's corrections over which nobody else typed."""
    for place, each in reversed(list(enumerate(said))):
        newer = said[place + 1 :]
        if each.who_id == who.pk and last_at(newer, place_of(each)) is None:
            return each
    return None


def _keep(
    row: TextCorrection, document: Document, sheets: Sequence[OpenedSheet], store: Store
) -> None:
    """Write a row, and all that follows from it; the store comes last but for the commit."""
    row.save()
    told: dict[str, str | int | float] = {"page": row.page.index + 1, "correction": row.pk}
    if row.undoes is not None:
        told["undoes"] = row.undoes.pk
    note_event(row.who.get_username(), "text_corrected", f"document {document.pk}", **told)
    search.index_document(document.pk)
    refile_pdf(document, sheets, store)
    refile_page(row.page, document.dossier.key, store)


def refile_page(page: Page, key: str, store: Store) -> None:
    """Write the text of a page as it stands into the record of its dossier."""
    said = said_on(page.dossier_id, page.index)
    text, confidence = text_now(page, said)
    with record_changed(key, store) as record:
        for told in record.get("pages", ()):
            if told["index"] == page.index:
                told.update(text=text, confidence=rounded(confidence))
                told["text_corrections"] = told_corrections(said)


def _document(document_id: int) -> Document:
    return Document.objects.select_related("dossier").get(pk=document_id)


def _pages(document: Document) -> range:
    return range(document.first_page, document.last_page + 1)


def _page(document: Document, index: int) -> Page:
    if index not in _pages(document):
        raise Page.DoesNotExist(f"document {document.pk} has no page {index}")
    return Page.objects.get(dossier=document.dossier, index=index, reading__isnull=False)
