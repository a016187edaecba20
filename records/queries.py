"""What the command line and the web show: a dossier, a document, the state of all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from dossiers.document import Document as Paper
from dossiers.messages import Message, message
from dossiers.page import PageState
from records.fields import current_fields
from records.ledger import Balance, balance
from records.models import Delivery, Document, Dossier, Page
from records.offices import EVERYTHING, Reach
from records.reading_json import message_from_json, messages_from_json
from records.text_corrections import Said, standing_corrections, text_now

SHORTEST_KEY = 8  # letters of a key that nobody types by chance


@dataclass(frozen=True, slots=True)
class PageView:
    """A page with its text as it stands; ``reason`` says why it failed, if it did."""

    index: int
    state: PageState
    delivered_as: str
    number: int
    rotation: int
    blank: bool
    text: str
    confidence: float
    reason: Message | None


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document with its current fields, and where it stands."""

    id: int
    dossier_id: int
    dossier_name: str
    state: PageState
    pdf: str
    paper: Paper


@dataclass(frozen=True, slots=True)
class DossierView:
    """A dossier with its pages and documents, in order; ``finished_at`` when it is recorded."""

    id: int
    name: str
    key: str
    pipeline_version: str
    finished_at: datetime | None
    seconds: float
    cpu_seconds: float
    doubts: tuple[Message, ...]
    pages: tuple[PageView, ...]
    documents: tuple[DocumentView, ...]

    @property
    def turned(self) -> Message | None:
        """Which pages were scanned lying on their side or head and are shown upright, if any."""
        pages = [str(page.index + 1) for page in self.pages if page.rotation]
        return message("pages.turned", pages=", ".join(pages)) if pages else None


@dataclass(frozen=True, slots=True)
class DeliveryStatus:
    """A delivery and where its pages are."""

    id: int
    name: str
    source: str
    taken_at: datetime
    balance: Balance


@dataclass(frozen=True, slots=True)
class Status:
    """All that hoso has.

    Attributes:
        balance: Pages of all deliveries, each once.
        deliveries: Newest first.
        documents_by_kind: Counts, the most frequent first.
        documents_in_review: How many documents wait for a person.
    """

    balance: Balance
    deliveries: tuple[DeliveryStatus, ...]
    documents_by_kind: Mapping[str, int]
    documents_in_review: int


def status(reach: Reach = EVERYTHING, deliveries: int | None = None) -> Status:
    """Where everything stands now.

    Args:
        reach: Deliveries and documents that are counted; the balance is that of all pages.
        deliveries: So many of the newest, all by default.
    """
    documents = reach.of(Document.objects.order_by())
    kinds = documents.values_list("kind").annotate(count=Count("pk"))
    newest = reach.of(Delivery.objects.order_by("-pk"))[:deliveries]
    return Status(
        balance=balance(),
        deliveries=tuple(
            DeliveryStatus(row.pk, row.name, row.source, row.taken_at, balance(row.pk))
            for row in newest
        ),
        documents_by_kind=dict(kinds.order_by("-count", "kind")),
        documents_in_review=documents.filter(state=PageState.IN_REVIEW).count(),
    )


def find_dossiers(name: str) -> list[int]:
    """Dossiers with this number, name, or key (or its beginning), newest first."""
    by_name = Dossier.objects.filter(arrivals__name=name) | Dossier.objects.filter(name=name)
    if name.isascii() and name.isdigit():
        by_name |= Dossier.objects.filter(pk=int(name))
    if len(name) >= SHORTEST_KEY:
        by_name |= Dossier.objects.filter(key__startswith=name.lower())
    return list(by_name.order_by("-pk").values_list("pk", flat=True).distinct())


def show_dossier(dossier_id: int) -> DossierView:
    """A dossier with everything in it.

    Raises:
        Dossier.DoesNotExist: There is none.
    """
    row = Dossier.objects.get(pk=dossier_id)
    documents = row.documents.select_related("dossier").prefetch_related("fields", "corrections")
    return DossierView(
        id=row.pk,
        name=row.name,
        key=row.key,
        pipeline_version=row.pipeline_version,
        finished_at=row.finished_at,
        seconds=row.seconds,
        cpu_seconds=row.cpu_seconds,
        doubts=messages_from_json(row.doubts),
        pages=tuple(_pages(row)),
        documents=tuple(_document(each) for each in documents),
    )


def show_document(document_id: int) -> DocumentView:
    """A document with its current fields.

    Raises:
        Document.DoesNotExist: There is none.
    """
    return _document(Document.objects.select_related("dossier").get(pk=document_id))


def _pages(dossier: Dossier) -> Iterator[PageView]:
    rows = dossier.pages.defer("reading")
    said = standing_corrections(rows)
    for row in rows:
        yield _page(row, said.get(row.pk, ()))


def _page(row: Page, said: Said) -> PageView:
    text, confidence = text_now(row, said)
    return PageView(
        index=row.index,
        state=PageState(row.state),
        delivered_as=row.delivered_as,
        number=row.number,
        rotation=row.rotation,
        blank=row.blank,
        text=text,
        confidence=confidence,
        reason=message_from_json(row.reason) if row.reason is not None else None,
    )


def _document(row: Document) -> DocumentView:
    return DocumentView(
        id=row.pk,
        dossier_id=row.dossier.pk,
        dossier_name=row.dossier.name,
        state=PageState(row.state),
        pdf=row.pdf,
        paper=Paper(
            kind=row.kind,
            kind_confidence=row.kind_confidence,
            first_page=row.first_page,
            last_page=row.last_page,
            fields=tuple(current_fields(row).values()),
            doubts=messages_from_json(row.doubts),
        ),
    )
