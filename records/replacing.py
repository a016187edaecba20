"""Other documents over the same pages: what people said goes on with the pages."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from dossiers.page import PageState
from records import search
from records.fields import standing
from records.filing import FiledDocument
from records.ledger import record_document
from records.models import NEVER, Correction, Document, Dossier, OpenField, Rescan
from records.open_fields import note_open

_ABOUT_DOCUMENTS = ("review.", "page.", "pages.")
"""Doubts whose keys begin so are found anew when a dossier is divided otherwise."""


def replace_documents(
    dossier_id: int, gone: Sequence[int], documents: Sequence[FiledDocument]
) -> list[int]:
    """Put documents in the place of others over the same pages; gives their numbers.

    The others are kept, and stand nowhere any more. What people said about fields goes on
    with the document that has the field's page.

    Raises:
        ValueError: The documents do not cover the pages of the others.
    """
    with transaction.atomic():
        dossier = Dossier.objects.get(pk=dossier_id)
        old = list(dossier.documents.filter(pk__in=gone).order_by("first_page"))
        pages = [page for row in old for page in range(row.first_page, row.last_page + 1)]
        if pages != [page for filed in documents for page in filed.document.pages]:
            raise ValueError(f"dossier {dossier_id}: other pages than {pages}")
        Document.objects.filter(pk__in=gone).update(replaced_at=timezone.now())
        OpenField.objects.filter(document__in=gone).delete()
        for row in old:
            search.forget_document(row.pk)
        moved = dossier.pages.filter(index__in=pages).exclude(state=PageState.QUARANTINED)
        moved.update(state=PageState.TO_DO)
        promised_on = old[0].promised_on if old else NEVER
        made = [record_document(dossier, filed, promised_on) for filed in documents]
        for row in made:
            carry_words(row, old)
            note_open(row)
            search.index_document(row.pk)
        _carry_doubts(made[0], old)
        Rescan.objects.filter(document__in=gone, done_at__isnull=True).update(document=made[0])
        return [row.pk for row in made]


def _carry_doubts(row: Document, old: Sequence[Document]) -> None:
    """Doubts about the dossier itself, such as a missing sheet, stay with its first document."""
    carried = [
        doubt
        for before in old
        for doubt in before.doubts
        if not doubt["key"].startswith(_ABOUT_DOCUMENTS)
    ]
    row.doubts = [*row.doubts, *(doubt for doubt in carried if doubt not in row.doubts)]
    row.save(update_fields=["doubts"])


def carry_words(row: Document, old: Sequence[Document]) -> None:
    """What people said goes on with the page that it is about.

    A value goes before "not there" and "illegible", which were said of another paper; where two
    values contradict each other, the field is asked again. What was said of the row itself is
    newer than all of them, and stays.
    """
    pages = range(row.first_page, row.last_page + 1)
    words = [word for before in old for word in standing(before).values() if word.page in pages]
    machine = set(row.fields.values_list("key", flat=True))
    said = standing(row)
    words = [word for word in words if word.field_key not in said]
    for key in dict.fromkeys(word.field_key for word in sorted(words, key=lambda word: word.pk)):
        about = [word for word in words if word.field_key == key]
        valued = [word for word in about if word.after]
        values = {word.after for word in valued}
        if len(values) > 1 or (not values and key in machine and len(old) > 1):
            continue
        _carry_word(row, (valued or about)[-1])


def _carry_word(row: Document, word: Correction) -> None:
    Correction.objects.create(
        document=row,
        field_key=word.field_key,
        verdict=word.verdict,
        page=word.page,
        before=word.before,
        after=word.after,
        who=word.who,
        note=f"document {word.document_id}, {word.when.isoformat()}",
    )
