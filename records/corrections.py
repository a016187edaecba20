"""What people say about fields: appended with who and when, never written over anything."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction

from dossiers.text import compose
from records import search
from records.audit import note_event
from records.entries import is_shut
from records.fields import current_fields, last_words, words_of_people
from records.models import Correction, Document, Verdict
from records.open_fields import note_open

WITHOUT_VALUE = frozenset({Verdict.ILLEGIBLE, Verdict.ABSENT})


@dataclass(frozen=True, slots=True)
class Word:
    """What a person says about a field, found or not found by the machine before.

    Attributes:
        value: Where the verdict is ``CHANGED``.
        seen: Number of the last correction that the person knew of; 0 when there was none, None
            when it does not matter.
        is_entry: It settles the field only together with another person's; see ``entries``.
    """

    key: str
    verdict: Verdict
    value: str = ""
    seen: int | None = None
    note: str = ""
    is_entry: bool = False


class DecidedMeanwhileError(Exception):
    """Somebody else decided on the field since the person saw it.

    Attributes:
        correction: What was said.
    """

    def __init__(self, correction: Correction | None) -> None:
        super().__init__(str(correction))
        self.correction = correction


class EntriesDifferError(Exception):
    """A person made an entry that differs from another one: a third one decides, not they."""


def decide(document_id: int, word: Word, *, who: User) -> Correction:
    """Append a person's word on a field.

    Raises:
        Document.DoesNotExist: There is no such document.
        DecidedMeanwhileError, EntriesDifferError: see there; nothing is written.
    """
    with transaction.atomic():
        document = Document.objects.get(pk=document_id)
        said = words_of_people(document)
        if word.is_entry and is_shut(said.get(word.key, ()), who.pk):
            raise EntriesDifferError(word.key)
        last = last_words(document).get(word.key)
        if word.seen is not None and word.seen != (last.pk if last else 0):
            raise DecidedMeanwhileError(last)
        return _append(document, word, who)


def undo(document_id: int, *, who: User) -> str:
    """Take a person's own last word on a document back; gives its field, or nothing.

    Raises:
        Document.DoesNotExist: There is no such document.
    """
    with transaction.atomic():
        document = Document.objects.get(pk=document_id)
        said = words_of_people(document)
        own = [
            words[-1]
            for words in said.values()
            if words[-1].who_id == who.pk and not is_shut(words, who.pk)
        ]
        if not own:
            return ""
        last = max(own, key=lambda each: each.pk)
        _append(document, Word(last.field_key, Verdict.UNDONE), who)
        return last.field_key


def _append(document: Document, word: Word, who: User) -> Correction:
    before = current_fields(document).get(word.key)
    said = before.value if before else ""
    after = {Verdict.CHANGED: compose(word.value), Verdict.CONFIRMED: said}.get(word.verdict, "")
    correction = Correction.objects.create(
        document=document,
        field_key=word.key,
        verdict=word.verdict,
        page=before.page if before else document.first_page,
        before=said,
        after=after,
        is_entry=word.is_entry,
        who=who,
        note=compose(word.note),
    )
    note_open(document)
    subject = f"document {document.pk}"
    note_event(who.get_username(), "corrected", subject, field=word.key, verdict=word.verdict)
    search.index_document(document.pk)
    return correction
