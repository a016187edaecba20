"""Which fields of waiting documents are open: kept in a table, so that queues are quick."""

from collections.abc import Mapping

from records.entries import BLIND, pending
from records.fields import KIND, is_kind_confirmed, standing, words_of_people
from records.models import Document, OpenField

FIELD = "field"
"""Under this name doubts say which field they are about."""


def open_keys(document: Document) -> list[str]:
    """Doubtful fields on which no word of a person stands, in the order of the doubts."""
    said = standing(document)
    doubted = (doubt["values"].get(FIELD) for doubt in document.doubts)
    return [key for key in dict.fromkeys(doubted) if isinstance(key, str) and key not in said]


KIND_DOUBTS = frozenset({"review.kind_unsure", "review.kind_disputed"})
"""Keys of the doubts that a person settles by saying that the kind is right."""


def is_kind_open(document: Document) -> bool:
    """The kind is doubtful, and nobody said that it is right."""
    doubted = any(doubt["key"] in KIND_DOUBTS for doubt in document.doubts)
    return doubted and not is_kind_confirmed(document)


def note_open(document: Document) -> None:
    """Bring the table in step with a document's doubts and what people said."""
    wanted = _entered(document)
    OpenField.objects.filter(document=document).exclude(key__in=wanted).delete()
    for key, people in wanted.items():
        first, second = [*people, None, None][:BLIND]
        OpenField.objects.update_or_create(
            document=document, key=key, defaults={"first_id": first, "second_id": second}
        )


def _entered(document: Document) -> Mapping[str, list[int]]:
    """Open fields, and who made entries that do not settle them."""
    said = words_of_people(document)
    keys = [*open_keys(document), *([KIND] if is_kind_open(document) else [])]
    return {key: [word.who_id for word in pending(said.get(key, ()))] for key in keys}
