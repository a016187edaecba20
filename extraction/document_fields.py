"""All fields of a document, from its pages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dossiers.document import Document, Field, Source
from dossiers.page import PageReading
from dossiers.vocabulary import COVER_KIND, kinds
from extraction.checks import check_birth_year
from extraction.citizen_code import find_code_fields
from extraction.cover import find_cover_fields
from extraction.header import find_header, find_header_fields
from extraction.labels import find_dossier_code, find_labeled_fields
from extraction.machine_zone import find_zone_fields
from extraction.signer import find_signer
from extraction.spans import Found

_AGREES = "print_agrees"

HOLDER_KINDS = frozenset({"can_cuoc", "ho_chieu"})
"""Papers that tell machines who holds them."""

# Types of NĐ 30/2020 that people make among themselves, and are named in.
NAMES_PERSONS = frozenset({"hop_dong_chuyen_nhuong_qsdd", "hop_dong", "giay_uy_quyen"})


def extract_fields(document: Document, readings: Sequence[PageReading]) -> tuple[Field, ...]:
    """Find the fields of a document; of several opinions on one field the first is kept.

    Args:
        readings: Of the document's pages with words, in order.
    """
    if document.kind == COVER_KIND:
        return tuple(field for reading in readings for field in find_cover_fields(reading))
    fields: dict[str, Field] = {}
    if document.kind in HOLDER_KINDS:
        for field in _for_machines(readings):
            fields.setdefault(field.key, field)
    for reading in readings:
        for found in _on_page(document, readings, reading):
            field = found.on_scan(reading.text, reading.index)
            fields[found.key] = _agreed(fields.get(found.key, field), field)
    return tuple(_cross_checked(fields).values())


def _for_machines(readings: Sequence[PageReading]) -> Iterator[Field]:
    """What papers tell machines, in the order of trust."""
    for reading in readings:
        yield from find_code_fields(reading)
    for reading in readings:
        yield from find_zone_fields(reading)


def _agreed(kept: Field, other: Field) -> Field:
    """The field that is kept, with what another reading of it says."""
    proven = kept.source in (Source.QR, Source.MRZ)
    same = kept.value.casefold() == other.value.casefold()  # "Hai" and "Hải" are two names
    if not (proven and same) or _AGREES in kept.checks_passed:
        return kept
    return replace(kept, checks_passed=(*kept.checks_passed, _AGREES))


def _on_page(
    document: Document, readings: Sequence[PageReading], reading: PageReading
) -> Iterator[Found]:
    page = reading.text
    administrative = is_administrative(document.kind)
    yield from find_dossier_code(page)
    if not administrative or document.kind in NAMES_PERSONS:
        yield from find_labeled_fields(page)
    if reading is readings[0]:
        header = find_header_fields(page, document.kind) if administrative else find_header(page)
        yield from header
    if reading is readings[-1]:
        yield from find_signer(page)


def is_administrative(kind: str) -> bool:
    """Claim that papers of this kind have a number and a subject, as NĐ 30/2020 asks."""
    return kinds()[kind].type_number != "32"


def _cross_checked(fields: Mapping[str, Field]) -> dict[str, Field]:
    """Note on the number whether it carries the year of birth that was read."""
    checked = dict(fields)
    number, birth = fields.get("so_dinh_danh"), fields.get("ngay_sinh")
    if number and birth:
        passed, failed = check_birth_year(number.value, birth.value)
        checked["so_dinh_danh"] = replace(
            number,
            checks_passed=number.checks_passed + passed,
            checks_failed=number.checks_failed + failed,
        )
    return checked
