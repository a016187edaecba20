"""People say that the machine named a paper rightly; named otherwise, it is divided anew."""

from django.contrib.auth.models import User
from django.db import transaction

from records.audit import note_event
from records.corrections import DecidedMeanwhileError
from records.fields import KIND, last_words
from records.models import Correction, Document, Verdict
from records.open_fields import note_open


def confirm_kind(document_id: int, *, seen: int, who: User) -> Correction:
    """Append a person's word that a document is of the kind that it was given.

    Args:
        seen: Number of the word that the person knew of; 0 when there was none.

    Raises:
        Document.DoesNotExist: There is no such document.
        DecidedMeanwhileError: Somebody said so, or took it back, since.
    """
    with transaction.atomic():
        document = Document.objects.get(pk=document_id)
        last = last_words(document).get(KIND)
        if seen != (last.pk if last else 0):
            raise DecidedMeanwhileError(last)
        word = Correction.objects.create(
            document=document,
            field_key=KIND,
            verdict=Verdict.CONFIRMED,
            page=document.first_page,
            before=document.kind,
            after=document.kind,
            who=who,
        )
        note_open(document)
        subject = f"document {document_id}"
        note_event(who.get_username(), "kind_confirmed", subject, kind=document.kind)
    return word
