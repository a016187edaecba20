"""The fields of a document as they stand now: what a person said last, else the machine."""

from collections.abc import Mapping, Sequence
from typing import Any

from dossiers.document import Candidate, Field, Source
from dossiers.geometry import Box
from records.entries import standing_word
from records.models import Correction, Document, Verdict
from records.models import Field as FieldRow

KIND = "loai"
"""Words of people on the kind of a document stand under this name, which is no field's."""

NOWHERE = Box(0, 0, 0, 0)  # of a value that a person added and the machine had not seen


def current_fields(document: Document) -> Mapping[str, Field]:
    """One field a key: corrected if a person did so, else the surest of the machine's."""
    current: dict[str, Field] = {}
    for row in sorted(document.fields.all(), key=lambda each: each.confidence):
        current[row.key] = field_of(row)
    for key, correction in standing(document).items():
        before = current.get(key)
        current[key] = Field(
            key=key,
            value=correction.after,
            raw=before.raw if before else "",
            confidence=1.0,
            page=correction.page,
            box=before.box if before else NOWHERE,
            source=Source.PERSON,
        )
    return current


def standing(document: Document) -> Mapping[str, Correction]:
    """What counts of what people said about fields, by field."""
    said = words_of_people(document)
    counts = {key: word for key, words in said.items() if (word := standing_word(words))}
    counts.pop(KIND, None)
    return counts


def is_kind_confirmed(document: Document) -> bool:
    """A person said that the document is of the kind that it was given."""
    return KIND in words_of_people(document)


def last_words(document: Document) -> Mapping[str, Correction]:
    """What people said last about fields, entries that settle nothing yet included, by field."""
    return {key: words[-1] for key, words in words_of_people(document).items()}


def words_of_people(document: Document) -> Mapping[str, Sequence[Correction]]:
    """What people said about fields and did not take back, oldest first, by field."""
    said: dict[str, list[Correction]] = {}
    for correction in document.corrections.all():  # oldest first
        words = said.setdefault(correction.field_key, [])
        if correction.verdict != Verdict.UNDONE:
            words.append(correction)
        elif words:
            words.pop()
    return {key: words for key, words in said.items() if words}


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
        candidates=tuple(map(_candidate_from_json, row.candidates)),
    )


def candidate_to_json(candidate: Candidate) -> list[Any]:
    """As ``Field.candidates`` keeps it."""
    box = [int(edge) for edge in candidate.box.as_list()]
    return [candidate.value, candidate.confidence, candidate.page, box, candidate.source]


def _candidate_from_json(stored: list[Any]) -> Candidate:
    value, confidence, page, box, source = stored
    return Candidate(value, confidence, page, Box(*box), Source(source))
