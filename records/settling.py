"""A person is done with a document: what is left to do, and what becomes of it then."""

from datetime import UTC
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from dossiers.page import PageState
from records.audit import note_event
from records.fields import current_fields, field_of, standing, words_of_people
from records.filing import FiledDocument
from records.holds import let_go
from records.models import Document, Page
from records.open_fields import open_keys
from records.record_json import document_as_json, field_as_json
from records.revisions import record_changed, set_pages
from storage.store import Store

Json = dict[str, Any]


class UndecidedFieldsError(Exception):
    """A document still has doubtful fields that nobody decided on.

    Attributes:
        keys: Of the fields.
    """

    def __init__(self, keys: list[str]) -> None:
        super().__init__(", ".join(keys))
        self.keys = keys


def finish(document_id: int, store: Store, *, who: User) -> None:
    """Record a document that a person is done with; its pages are in review no more.

    One that is recorded already stays as it is.

    Raises:
        Document.DoesNotExist: There is no such document.
        UndecidedFieldsError: see there; nothing is changed.
        StorageError: The record could not be written; nothing is changed.
    """
    with transaction.atomic():
        document = Document.objects.select_related("dossier").get(pk=document_id)
        if left := open_keys(document):
            raise UndecidedFieldsError(left)
        if document.state == PageState.RECORDED:  # a sample: there is nothing to be done with it
            return
        _settle(document, PageState.IN_REVIEW, PageState.RECORDED)
        refile(document, store)
        let_go(document_id, who)
        note_event(who.get_username(), "reviewed", f"document {document_id}")


def reopen(document_id: int, store: Store, *, who: User) -> None:
    """Take back that a document is done.

    Raises:
        Document.DoesNotExist: There is no such document.
        StorageError: The record could not be written; nothing is changed.
    """
    with transaction.atomic():
        document = Document.objects.select_related("dossier").get(pk=document_id)
        _settle(document, PageState.RECORDED, PageState.IN_REVIEW)
        refile(document, store)
        note_event(who.get_username(), "reopened", f"document {document_id}")


def refile_recorded(document_id: int, store: Store) -> None:
    """Write what people said about a document that is recorded already into its record.

    Raises:
        Document.DoesNotExist: There is no such document.
        StorageError: The record could not be written.
    """
    with transaction.atomic():
        refile(Document.objects.select_related("dossier").get(pk=document_id), store)


def _settle(document: Document, before: PageState, after: PageState) -> None:
    """Move a document and its pages; pages in quarantine stay there."""
    document.state = after
    document.save(update_fields=["state"])
    pages = Page.objects.filter(dossier=document.dossier, state=before)
    pages.filter(index__range=(document.first_page, document.last_page)).update(state=after)


def refile(document: Document, store: Store) -> None:
    """Write what people said about a document into the record of its dossier.

    The caller holds the write lock, so that no other document of the dossier is lost.

    Raises:
        StorageError: Nothing was changed, or only an older record was kept once more.
    """
    with record_changed(document.dossier.key, store) as record:
        for told in record.get("documents", ()):
            if told["first_page"] == document.first_page:
                told.update(_told_anew(document))
        set_pages(record, range(document.first_page, document.last_page + 1), document.state)


def told_with_words(filed: FiledDocument, document_id: int) -> Json:
    """A document as the record tells it, with what people said and goes on with its pages."""
    document = Document.objects.get(pk=document_id)
    words = _told_anew(document) if document.corrections.exists() else {}
    return document_as_json(filed) | words


def _told_anew(document: Document) -> Json:
    """State, fields and the words of people, as they stand now; what was taken back is gone."""
    said, counts = words_of_people(document), standing(document)
    machine = sorted(document.fields.all(), key=lambda each: each.confidence)
    fields = {row.key: field_as_json(field_of(row)) for row in machine}
    for key, field in current_fields(document).items():
        if key in counts:
            told = {"verdict": counts[key].verdict}
            fields[key] = {**field_as_json(field), **_evidence(fields.get(key)), **told}
    words = [_word(each) for stack in said.values() for each in stack]
    return {"state": document.state, "fields": fields, "corrections": words}


def _evidence(machine: Json | None) -> Json:
    """What stays beside a person's value: what was read, and which checks it passed."""
    return (
        {key: machine[key] for key in ("raw", "checks_passed", "checks_failed")} if machine else {}
    )


def _word(correction: Any) -> Json:
    return {
        "key": correction.field_key,
        "verdict": correction.verdict,
        "before": correction.before,
        "after": correction.after,
        "who": correction.who.get_username(),
        "when": correction.when.astimezone(UTC).isoformat(),
    }
