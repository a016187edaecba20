"""The fields of a document as they stand now: what a person said last, else the machine."""

from collections.abc import Mapping

from dossiers.document import Field, Source
from dossiers.geometry import Box
from records.models import Document
from records.models import Field as FieldRow

NOWHERE = Box(0, 0, 0, 0)  # of a value that a person added and the machine had not seen


def current_fields(document: Document) -> Mapping[str, Field]:
    """One field a key: corrected if a person did so, else the surest of the machine's."""
    current: dict[str, Field] = {}
    for row in sorted(document.fields.all(), key=lambda each: each.confidence):
        current[row.key] = field_of(row)
    for correction in document.corrections.all():  # oldest first
        before = current.get(correction.field_key)
        current[correction.field_key] = Field(
            key=correction.field_key,
            value=correction.after,
            raw=before.raw if before else "",
            confidence=1.0,
            page=correction.page,
            box=before.box if before else NOWHERE,
            source=Source.PERSON,
        )
    return current


def field_of(row: FieldRow) -> Field:
    """The noun that a row keeps."""
    return Field(
        key=row.key,
        value=row.value,
        raw=row.raw,
        confidence=row.confidence,
        page=row.page,
        box=Box(*row.box),
        source=Source(row.source),
        checks_passed=tuple(row.checks_passed),
        checks_failed=tuple(row.checks_failed),
    )
