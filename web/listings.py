"""Lists of the desk: dossiers of a delivery, documents by kind or waiting for a person."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from dossiers.messages import Message
from dossiers.page import PageState
from records.fields import current_fields
from records.models import Arrival, Delivery, Document
from records.offices import Reach
from records.queue import Choice, in_review
from records.reading_json import message_from_json
from web.masks import Mask

# What tells one paper from others of its kind, the most telling first.
_TELLING = ("trich_yeu", "ho_ten", "ten_doanh_nghiep", "so_ky_hieu", "ma_ho_so")


@dataclass(frozen=True, slots=True)
class DossierRow:
    """A dossier in a list; ``waiting`` documents are in review."""

    id: int
    name: str
    pages: int
    documents: int
    waiting: int
    is_finished: bool


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document in a list."""

    id: int
    dossier_id: int
    dossier_name: str
    kind: str
    headline: str
    first_page: int
    last_page: int
    is_waiting: bool


def dossiers_of(delivery: Delivery) -> Sequence[DossierRow]:
    """The dossiers that a delivery brought, in its order."""
    stands = Q(dossier__documents__replaced_at__isnull=True)
    in_review = stands & Q(dossier__documents__state=PageState.IN_REVIEW)
    rows = (
        Arrival.objects.filter(delivery=delivery)
        .annotate(documents=Count("dossier__documents", filter=stands))
        .annotate(waiting=Count("dossier__documents", filter=in_review))
        .order_by("pk")
        .values_list(
            "dossier",
            "name",
            "dossier__page_count",
            "documents",
            "waiting",
            "dossier__finished_at",
        )
    )
    return [
        DossierRow(dossier_id, name, pages, documents, waiting, finished_at is not None)
        for dossier_id, name, pages, documents, waiting, finished_at in rows
    ]


def refusals_of(delivery: Delivery) -> Sequence[tuple[str, Message]]:
    """Files of a delivery that were not taken in, and why."""
    rows = delivery.refusals.order_by("name")
    return [(row.name, message_from_json(row.reason)) for row in rows]


def documents_of_kind(kind: str, reach: Reach) -> QuerySet[Document]:
    """Documents of a kind, newest first; of every kind when it is empty."""
    documents = reach.of(_with_all(Document.objects.order_by("-pk")))
    return documents.filter(kind=kind) if kind else documents


def waiting_documents(choice: Choice, reach: Reach) -> QuerySet[Document]:
    """Documents that wait for a person, the most urgent first."""
    return _with_all(in_review(choice, reach))


def document_rows(documents: Iterable[Document], mask: Mask) -> Sequence[DocumentRow]:
    """A few documents (one page of a list), with what tells them apart."""
    return [_document_row(row, mask) for row in documents]


def headline(values: Mapping[str, str]) -> str:
    """The value that tells a document from others of its kind; empty when there is none."""
    return next((values[key] for key in _TELLING if values.get(key)), "")


def _document_row(row: Document, mask: Mask) -> DocumentRow:
    values = {key: field.value for key, field in current_fields(row).items()}
    return DocumentRow(
        id=row.pk,
        dossier_id=row.dossier.pk,
        dossier_name=mask.text(row.dossier.name, values),
        kind=row.kind,
        headline=mask.text(headline(values), values),
        first_page=row.first_page,
        last_page=row.last_page,
        is_waiting=row.state == PageState.IN_REVIEW,
    )


def _with_all(documents: QuerySet[Document]) -> QuerySet[Document]:
    return documents.select_related("dossier").prefetch_related("fields", "corrections")
