"""What people say about fields: appended with who and when, never written over anything."""

from django.contrib.auth.models import User
from django.db import transaction

from dossiers.text import compose
from records import search
from records.audit import note_event
from records.fields import current_fields
from records.models import Correction, Document


def correct_field(
    document_id: int, field_key: str, after: str, *, who: User, note: str = ""
) -> None:
    """Append a person's value of a field, found or not found by the machine before.

    Raises:
        Document.DoesNotExist: There is no such document.
    """
    with transaction.atomic():
        document = Document.objects.get(pk=document_id)
        before = current_fields(document).get(field_key)
        Correction.objects.create(
            document=document,
            field_key=field_key,
            page=before.page if before else document.first_page,
            before=before.value if before else "",
            after=compose(after),
            who=who,
            note=compose(note),
        )
        note_event(who.get_username(), "corrected", f"document {document_id}", field=field_key)
        search.index_document(document_id)
