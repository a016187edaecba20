"""What each way of reading says of a document's fields: claims, before any is believed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dossiers.document import Document, Field, Source
from dossiers.page import PageReading, PageText
from dossiers.tags import WordTags
from dossiers.vocabulary import kinds
from extraction.citizen_code import find_code_fields
from extraction.copies import copied_part, copy_top
from extraction.header import find_header, find_header_fields, find_other_dates
from extraction.labels import find_dossier_code, find_labeled_fields
from extraction.machine_zone import find_zone_fields
from extraction.phrases import find_businesses, find_named_by_birth
from extraction.receipt_code import find_receipt_fields
from extraction.signer import find_signer
from extraction.spans import Found, Origin
from extraction.spelled_out import check_words
from extraction.tagged import find_tagged

PRINTED_SOURCES: Mapping[Source, Origin] = {
    Source.QR: Origin.QR,
    Source.MRZ: Origin.MRZ,
    Source.BARCODE: Origin.BARCODE,
}

_OF_COPIES_TOO = frozenset(
    "nguoi_ky chuc_vu_nguoi_ky co_quan_ban_hanh so_ky_hieu ngay_ban_hanh".split()
)


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
    return _without_copy([*claims, *_longer_subjects(claims)], readings)


def _longer_subjects(claims: Sequence[Claim]) -> Iterator[Claim]:
    """Who claims the beginning of a subject supports the whole that another one saw further of.

    A subject is often cut off where its next line is told by looks alone.
    """
    subjects = [claim for claim in claims if claim.field.key == "trich_yeu"]
    for claim in subjects:
        longer = [other for other in subjects if _begins(claim, other)]
        if longest := max(longer, key=lambda other: len(other.field.raw), default=None):
            yield replace(claim, field=longest.field, words=longest.words)


def _begins(claim: Claim, other: Claim) -> bool:
    one, more = claim.field, other.field
    return one.page == more.page and more.raw.startswith(f"{one.raw} ")


def _without_copy(claims: Sequence[Claim], readings: Sequence[PageReading]) -> list[Claim]:
    """The claims but those of a certified copy's own office, number, day and signer.

    They are left out only where the paper itself tells the same field elsewhere: a stamp of a
    copy may also lie beside the signature.
    """
    tops = {reading.index: copy_top(reading.text) for reading in readings}
    of_copy = [claim.top > tops.get(claim.field.page, 1.0) for claim in claims]
    own = {claim.field.key for claim, below in zip(claims, of_copy, strict=True) if not below}
    return [
        claim
        for claim, below in zip(claims, of_copy, strict=True)
        if not below or claim.field.key not in _OF_COPIES_TOO & own
    ]


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
    yield from find_other_dates(page)
    yield from find_named_by_birth(page)
    yield from find_businesses(page)
    yield from find_signer(page, last=reading is readings[-1])
    if copy_top(page) < 1:
        yield from find_signer(copied_part(page))


def is_administrative(kind: str) -> bool:
    """Claim that papers of this kind have a number and a subject, as NĐ 30/2020 asks."""
    return kind in kinds() and kinds()[kind].type_number != "32"


def _printed(found: Found, page: PageText, index: int) -> Claim:
    """A claim, its box led back to the pixels of the scan."""
    box = found.span.box
    passed, failed = check_words(found.key, found.value, found.span, page)
    field = Field(
        key=found.key,
        value=found.value,
        raw=found.span.text,
        confidence=round(found.confidence, 3),
        page=index,
        box=page.to_scan.box(box),
        source=Source.MODEL if found.origin is Origin.TAGGER else Source.RULE,
        checks_passed=(*found.checks_passed, *passed),
        checks_failed=(*found.checks_failed, *failed),
    )
    top = box.top / max(page.height, 1)
    words = found.span.words
    mean = sum(word.confidence for word in words) / len(words)
    return Claim(
        field,
        found.origin,
        found.support,
        found.least,
        top,
        len(words),
        found.likeness,
        mean,
    )
