"""What each way of reading says of a document's fields: claims, before any is believed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dossiers.document import Document, Field, Source
from dossiers.page import PageReading, PageText
from dossiers.tags import WordTags
from dossiers.vocabulary import kinds
from extraction.citizen_code import find_code_fields
from extraction.header import find_header, find_header_fields
from extraction.labels import find_dossier_code, find_labeled_fields
from extraction.machine_zone import find_zone_fields
from extraction.receipt_code import find_receipt_fields
from extraction.signer import find_signer
from extraction.spans import Found, Origin
from extraction.tagged import find_tagged

PRINTED_SOURCES: Mapping[Source, Origin] = {
    Source.QR: Origin.QR,
    Source.MRZ: Origin.MRZ,
    Source.BARCODE: Origin.BARCODE,
}


@dataclass(frozen=True, slots=True)
class Claim:
    """One way of reading says one value.

    Attributes:
        field: As it would stand in the record; its confidence is the reader's of the words.
        support, least, likeness: see ``Found``.
        top: How far down the page it stands, 0..1.
        words: As many stand in the value.
        mean: Over the words, the reader's confidence.
    """

    field: Field
    origin: Origin
    support: float
    least: float
    top: float
    words: int
    likeness: float = 1.0
    mean: float = 1.0


def find_claims(
    document: Document, readings: Sequence[PageReading], tags: Sequence[WordTags]
) -> list[Claim]:
    """All claims on the pages of a document.

    Args:
        readings: Of the pages with words, in order.
        tags: Of the same pages.
    """
    claims = [claim for reading in readings for claim in _for_machines(reading)]
    for reading, said in zip(readings, tags, strict=True):
        text = reading.text
        official = is_administrative(document.kind)
        found = [
            *find_tagged(text, said, official=official),
            *_by_rules(document, readings, reading),
        ]
        claims += [_printed(each, text, reading.index) for each in found]
    return claims


def _for_machines(reading: PageReading) -> Iterator[Claim]:
    """What papers tell machines, in the order of trust."""
    fields = [
        *find_code_fields(reading),
        *find_receipt_fields(reading),
        *find_zone_fields(reading),
    ]
    for field in fields:
        top = field.box.top / max(reading.height, 1)
        yield Claim(field, PRINTED_SOURCES[field.source], 1.0, 1.0, top, 1)


def _by_rules(
    document: Document, readings: Sequence[PageReading], reading: PageReading
) -> Iterator[Found]:
    page = reading.text
    yield from find_dossier_code(page)
    yield from find_labeled_fields(page)
    if reading is readings[0]:
        administrative = is_administrative(document.kind)
        yield from find_header_fields(page, document.kind) if administrative else find_header(page)
    if reading is readings[-1]:
        yield from find_signer(page)


def is_administrative(kind: str) -> bool:
    """Claim that papers of this kind have a number and a subject, as NĐ 30/2020 asks."""
    return kind in kinds() and kinds()[kind].type_number != "32"


def _printed(found: Found, page: PageText, index: int) -> Claim:
    """A claim, its box led back to the pixels of the scan."""
    box = found.span.box
    field = Field(
        key=found.key,
        value=found.value,
        raw=found.span.text,
        confidence=round(found.confidence, 3),
        page=index,
        box=page.to_scan.box(box),
        source=Source.MODEL if found.origin is Origin.TAGGER else Source.RULE,
        checks_passed=found.checks_passed,
        checks_failed=found.checks_failed,
    )
    top = box.top / max(page.height, 1)
    words = found.span.words
    mean = sum(word.confidence for word in words) / len(words)
    return Claim(
        field, found.origin, found.support, found.least, top, len(words), found.likeness, mean
    )
