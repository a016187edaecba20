"""What people of the office said about the machine's values: confirmed or corrected."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from records.corrections import WITHOUT_VALUE
from records.entries import standing_word
from records.fields import words_of_people
from records.models import Document, Field


@dataclass(frozen=True, slots=True)
class ReviewedValue:
    """A value of the machine that a person looked at.

    Attributes:
        right: The person left it as it was.
    """

    key: str
    kind: str
    chance: float
    right: bool


def reviewed_values() -> Sequence[ReviewedValue]:
    """Of every field of a document what was said first: later words answer other people."""
    documents = Document.objects.filter(corrections__isnull=False).distinct()
    return [
        value
        for document in documents.prefetch_related("fields", "corrections").order_by("pk")
        for value in _of_document(document)
    ]


def _of_document(document: Document) -> Iterator[ReviewedValue]:
    told: dict[str, Field] = {}
    for row in sorted(document.fields.all(), key=lambda each: each.confidence):
        told[row.key] = row
    for key, words in words_of_people(document).items():
        counts = standing_word(words)
        if key in told and counts:
            first, best = counts if counts.is_entry else words[0], told[key]
            right = first.verdict not in WITHOUT_VALUE and best.value == first.after
            yield ReviewedValue(key, document.kind, best.confidence, right)
