"""What people of the office said about the machine's values: confirmed or corrected."""

from collections.abc import Sequence
from dataclasses import dataclass

from records.fields import field_of
from records.models import Correction


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
    seen: set[tuple[int, str]] = set()
    values: list[ReviewedValue] = []
    rows = Correction.objects.select_related("document").prefetch_related("document__fields")
    for row in rows.order_by("pk"):
        place = (row.document_id, row.field_key)
        told = [field_of(each) for each in row.document.fields.all() if each.key == row.field_key]
        if place not in seen and told:
            best = max(told, key=lambda field: field.confidence)
            right = best.value == row.after
            values.append(ReviewedValue(row.field_key, row.document.kind, best.confidence, right))
        seen.add(place)
    return values
