"""Is it sure enough? Why a document should be looked at by a person, in words."""

from collections.abc import Iterator, Sequence

from classifiers.page_numbers import find_disorder
from dossiers.document import Document
from dossiers.messages import Message, message
from dossiers.page import PageFailure, PageOutcome
from extraction.document_fields import NAMES_PERSONS, is_administrative

# Without these a paper of NĐ 30/2020 cannot be filed.
_FILED_BY = ("so_ky_hieu", "ngay_ban_hanh")


def find_doubts(
    document: Document, outcomes: Sequence[PageOutcome], review_below: float
) -> tuple[Message, ...]:
    """Reasons for review; none when the document can be filed as it is.

    Args:
        outcomes: Of the whole stream, in order.
        review_below: Confidence that is just sure enough.
    """
    pages = [outcomes[index] for index in document.pages]
    return (
        *_about_pages(pages),
        *find_disorder(pages),
        *_about_kind(document, pages, review_below),
        *_about_fields(document, review_below),
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


def _about_fields(document: Document, review_below: float) -> Iterator[Message]:
    found = {field.key for field in document.fields}
    for field in document.fields:
        if field.checks_failed:
            yield message("review.field_check", field=field.key, value=field.value)
        elif field.confidence < review_below:
            yield message("review.field_unsure", field=field.key, value=field.value)
    if is_administrative(document.kind) and document.kind not in NAMES_PERSONS:
        for key in _FILED_BY:
            if key not in found:
                yield message("review.field_missing", field=key)
