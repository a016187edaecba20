"""Is it sure enough? Why a document should be looked at by a person, in words."""

from collections.abc import Iterator, Sequence

from classifiers.page_numbers import find_disorder
from dossiers.document import Document, Field, Lack
from dossiers.messages import Message, message
from dossiers.page import PageFailure, PageOutcome
from extraction.acceptance import Acceptance
from extraction.claims import is_administrative
from extraction.cross_checks import CONFLICTS

# What a failed check means, the gravest first.
_REASONS = {
    "print_agrees": "review.code_differs",
    "person_agrees": "review.person_differs",
    "birth_year_agrees": "review.number_differs",
    "sex_agrees": "review.number_differs",
    "words_agree": "review.words_differ",
    "days_in_order": "review.days_differ",
    "ends_on_birthday": "review.renewal_differs",
    "kind_agrees": "review.notation_differs",
    "place_known": "review.place_unknown",
    "unit_known": "review.place_unknown",
}
# Types of NĐ 30/2020 that people make among themselves.
_MADE_BY_PERSONS = frozenset({"hop_dong_chuyen_nhuong_qsdd", "hop_dong", "giay_uy_quyen"})
# Without these a paper of NĐ 30/2020 cannot be filed.
_FILED_BY = ("so_ky_hieu", "ngay_ban_hanh")


def find_doubts(
    document: Document,
    outcomes: Sequence[PageOutcome],
    review_below: float,
    acceptance: Acceptance,
) -> tuple[Message, ...]:
    """Reasons for review; none when the document can be filed as it is.

    Args:
        outcomes: Of the whole stream, in order.
        review_below: Confidence of a kind or boundary that is just sure enough.
    """
    pages = [outcomes[index] for index in document.pages]
    return (
        *_about_pages(pages),
        *find_disorder(pages),
        *_about_kind(document, pages, review_below),
        *_about_fields(document, acceptance),
    )


def _about_pages(pages: Sequence[PageOutcome]) -> Iterator[Message]:
    for page in pages:
        if isinstance(page, PageFailure):
            yield message("review.page_failed", page=page.index + 1)
        else:
            yield from page.doubts


def _about_kind(
    document: Document, pages: Sequence[PageOutcome], review_below: float
) -> Iterator[Message]:
    only_blank = all(not isinstance(page, PageFailure) and page.blank for page in pages)
    if only_blank:
        return
    if document.disputed_by:
        yield message("review.kind_disputed", kind=f"{document.kind}|{document.disputed_by}")
    elif document.kind_confidence < review_below:
        yield message("review.kind_unsure", kind=document.kind)
    if document.boundary_confidence < review_below:
        yield message("review.boundary_unsure")


def _about_fields(document: Document, acceptance: Acceptance) -> Iterator[Message]:
    found = {field.key for field in document.fields}
    for field in document.fields:
        in_conflict = not CONFLICTS.isdisjoint(field.checks_failed)
        if not in_conflict and acceptance.accepts(document.kind, field.key, field.confidence):
            continue
        yield message(_reason(field), field=field.key, value=field.value)
    if is_administrative(document.kind) and document.kind not in _MADE_BY_PERSONS:
        for key in _FILED_BY:
            if key not in found:
                yield message("review.field_missing", field=key)
    for missing in document.missing:
        if missing.lack is Lack.UNREADABLE and missing.key not in _FILED_BY:
            yield message("review.field_unreadable", field=missing.key)


def _reason(field: Field) -> str:
    """Why a person should look at a field: the check that failed, or the reading itself."""
    for check, reason in _REASONS.items():
        if check in field.checks_failed:
            return reason
    return "review.field_check" if field.checks_failed else "review.field_unsure"
