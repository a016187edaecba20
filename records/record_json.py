"""The record on disk: one JSON file a dossier, with the keys that vocabulary.md publishes.

Page numbers count from 0, both ends included; boxes are pixels of the original scan.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from dossiers.delivery import Original, ScanStream
from dossiers.document import Field
from dossiers.gazetteer import units_of
from dossiers.page import PageFailure, PageOutcome, PageReading
from dossiers.vocabulary import field_names
from records.filing import FiledDocument, dossier_key, page_state
from records.reading_json import codes_to_json, messages_to_json, quality_to_json

Json = dict[str, Any]

PLACES = frozenset({"que_quan", "noi_thuong_tru"})
"""Addresses: the units that they name stand beside them, as they were and as they are."""

CONFIDENCE_DIGITS = 4  # more would only be noise


@dataclass(frozen=True, slots=True)
class DossierRecord:
    """A dossier that is ready to be written: its scans, outcomes and documents.

    ``outcomes`` has one entry a sheet, in order; ``documents`` cover all of them. ``judge``
    names by what exactly they were told apart.
    """

    stream: ScanStream
    outcomes: Sequence[PageOutcome]
    documents: Sequence[FiledDocument]
    pipeline_version: str
    judge: str


def encode_record(record: DossierRecord) -> bytes:
    """The record as UTF-8 JSON, Vietnamese letters as they are, ending with a newline."""
    text = json.dumps(record_as_json(record), ensure_ascii=False, indent=1)
    return (text + "\n").encode("utf-8")


def record_as_json(record: DossierRecord) -> Json:
    """The record as dictionaries and lists."""
    holders = {page: each for each in record.documents for page in each.document.pages}
    return {
        "name": record.stream.name,
        "key": dossier_key(record.stream),
        "hoso_version": version("hoso"),
        "pipeline_version": record.pipeline_version,
        "judge": record.judge,
        "doubts": messages_to_json(record.stream.doubts),
        "originals": [_original(each) for each in _originals(record.stream)],
        "pages": [page_as_json(each, holders[each.index]) for each in record.outcomes],
        "documents": [document_as_json(each) for each in record.documents],
    }


def _originals(stream: ScanStream) -> list[Original]:
    """Each original once, in the order of its first sheet."""
    return list({sheet.original.name: sheet.original for sheet in stream.sheets}.values())


def _original(original: Original) -> Json:
    return {
        "name": original.name,
        "sha256": original.sha256,
        "size": original.size,
        "media": original.media,
        "pages": original.pages,
    }


def page_as_json(outcome: PageOutcome, filed: FiledDocument) -> Json:
    """A page of the document ``filed``."""
    state = page_state(outcome, filed)
    if isinstance(outcome, PageFailure):
        nothing = {"rotation": 0, "blank": False, "text": "", "confidence": 0.0, "doubts": []}
        reason = {"stage": outcome.stage, **messages_to_json([outcome.reason])[0]}
        return {"index": outcome.index, **nothing, "state": state, "reason": reason}
    return {**_reading(outcome), "state": state, "reason": None}


def _reading(reading: PageReading) -> Json:
    return {
        "index": reading.index,
        "rotation": reading.rotation,
        "blank": reading.blank,
        "text": reading.text.text,
        "confidence": rounded(reading.text.confidence),
        "width": reading.width,
        "height": reading.height,
        "doubts": messages_to_json(reading.doubts),
        "quality": quality_to_json(reading.quality),
        "codes": codes_to_json(reading.codes),
    }


def document_as_json(filed: FiledDocument) -> Json:
    """A document with its fields."""
    document = filed.document
    return {
        "type": document.kind,
        "first_page": document.first_page,
        "last_page": document.last_page,
        "type_confidence": rounded(document.kind_confidence),
        "boundary_confidence": rounded(document.boundary_confidence),
        "state": filed.state,
        "doubts": messages_to_json(document.doubts),
        "missing": [
            {"key": each.key, "lack": each.lack, "confidence": rounded(each.confidence)}
            for each in document.missing
        ],
        "fields": {key: field_as_json(field) for key, field in _surest(document.fields).items()},
    }


def _surest(fields: Sequence[Field]) -> dict[str, Field]:
    """One field a key, the surest where one was found twice; the ledger keeps both."""
    surest: dict[str, Field] = {}
    for field in fields:
        if field.key not in surest or field.confidence > surest[field.key].confidence:
            surest[field.key] = field
    return surest


def field_as_json(field: Field) -> Json:
    """A field with its evidence."""
    told = {
        "value": field.value,
        "raw": field.raw,
        "confidence": rounded(field.confidence),
        "page": field.page,
        "box": field.box.as_list(),
        "source": field.source,
        "sensitivity": field_names()[field.key].sensitivity if field.key in field_names() else "",
        "checks_passed": list(field.checks_passed),
        "checks_failed": list(field.checks_failed),
        "candidates": [
            {"value": each.value, "confidence": rounded(each.confidence), "source": each.source}
            for each in field.candidates
        ],
    }
    units = units_of(field.value) if field.key in PLACES else None
    return told | ({"units": {"old": units.old, "new": list(units.new)}} if units else {})


def rounded(confidence: float) -> float:
    """As records write probabilities."""
    return round(float(confidence), CONFIDENCE_DIGITS)
