"""The ledger: every page in, every page out.

Pages taken in = recorded + in review + quarantined + still to do, per delivery and in all.
Bytes go to the store first and rows follow in one transaction: after a crash there can be
bytes that no row names, never a row without its bytes. Every function may be called again
with the same arguments and changes nothing then. In threads, see ``connections``.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Count, QuerySet, Sum
from django.utils import timezone

from dossiers import delivery as arrived
from dossiers.document import Document as FoundDocument
from dossiers.messages import Message
from dossiers.page import PageFailure, PageOutcome, PageReading, PageState, Stage
from records import search
from records.audit import HOSO, note_event
from records.fields import candidate_to_json
from records.filing import FiledDocument, check_cover, dossier_key, failure_state
from records.models import (
    Arrival,
    Delivery,
    Document,
    Dossier,
    Field,
    Office,
    Original,
    Page,
    Refusal,
)
from records.open_fields import note_open
from records.reading_json import (
    message_from_json,
    message_to_json,
    messages_to_json,
    reading_to_json,
)
from records.samples import lot_of
from records.text_corrections import reading_now, standing_corrections
from records.urgency import least_confidence, promised_day, wants_new_scan
from storage.names import original_name
from storage.store import Store


@dataclass(frozen=True, slots=True)
class Ticket:
    """A stream that was taken in: its dossier, and what is left to do.

    ``known`` says that the same scans, under the same pipeline version, had come before.
    """

    dossier_id: int
    name: str
    key: str
    pages: int
    to_do: int
    finished: bool
    known: bool


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a delivery at the door: a ticket a stream, in order, and the refusals."""

    delivery_id: int
    tickets: tuple[Ticket, ...]
    refusals: tuple[tuple[str, Message], ...]


@dataclass(frozen=True, slots=True)
class StoredSheet:
    """A sheet of a dossier and where the bytes of its original lie in the store.

    ``rotation`` turns it upright, in clockwise degrees, as far as is known.
    """

    index: int
    stored_as: str
    media: str
    number: int
    rotation: int


@dataclass(frozen=True, slots=True)
class Identity:
    """What a dossier is called: its number, its name for people, its key in the store."""

    id: int
    name: str
    key: str


@dataclass(frozen=True, slots=True)
class Balance:
    """Pages counted at the door, and where they are now."""

    taken_in: int
    recorded: int
    in_review: int
    quarantined: int
    to_do: int

    @property
    def holds(self) -> bool:
        return self.taken_in == self.recorded + self.in_review + self.quarantined + self.to_do


def take_in(
    delivery: arrived.Delivery, store: Store, pipeline_version: str, office: Office | None = None
) -> Receipt:
    """Keep the originals, write the delivery down, and say what is to do.

    Args:
        office: Whose dossiers they are; everybody's if it is none's.

    Raises:
        StorageError: The store failed; nothing is written down.
    """
    stored = _store_originals(delivery, store)
    with transaction.atomic():
        row = Delivery.objects.create(
            name=delivery.name,
            office=office,
            source=delivery.source,
            pages=0,
            ignored=list(delivery.ignored),
        )
        originals = _register_originals(delivery, stored)
        tickets = [
            _register_stream(row, stream, originals, pipeline_version)
            for stream in delivery.streams
        ]
        refused = {
            _register_refusal(row, refusal, stored, pipeline_version)
            for refusal in delivery.refusals
        }
        # Entries of a ZIP that share name and bytes are one entry of the ledger.
        row.pages = sum(len(stream.sheets) for stream in delivery.streams) + len(refused)
        row.save(update_fields=["pages"])
        note_event(HOSO, "taken_in", f"delivery {row.pk}", pages=row.pages, source=row.source)
    refusals = tuple((refusal.name, refusal.reason) for refusal in delivery.refusals)
    return Receipt(row.pk, tuple(tickets), refusals)


def identity(dossier_id: int) -> Identity:
    """What a dossier is called.

    Raises:
        Dossier.DoesNotExist: There is none.
    """
    row = Dossier.objects.get(pk=dossier_id)
    return Identity(row.pk, row.name, row.key)


def sheets(dossier_id: int) -> tuple[StoredSheet, ...]:
    """All sheets of a dossier, in order."""
    return tuple(_stored_sheets(Page.objects.filter(dossier_id=dossier_id)))


def sheets_to_do(dossier_id: int) -> tuple[StoredSheet, ...]:
    """The sheets of a dossier of which no outcome is known, in order."""
    return tuple(_stored_sheets(_without_outcome(dossier_id)))


def save_outcome(dossier_id: int, outcome: PageOutcome, cpu_seconds: float) -> None:
    """Write down what a page says, or why it failed. The first outcome of a page stays.

    Raises:
        Page.DoesNotExist: The dossier has no such page.
    """
    changes = (
        _failure_columns(outcome) if isinstance(outcome, PageFailure) else reading_columns(outcome)
    )
    waiting = _without_outcome(dossier_id).filter(index=outcome.index)
    if not waiting.update(cpu_seconds=cpu_seconds, **changes):
        Page.objects.only("id").get(dossier_id=dossier_id, index=outcome.index)


def outcomes(dossier_id: int) -> tuple[PageOutcome, ...]:
    """The outcomes known so far, in order, with the text as it stands."""
    return tuple(_known_outcomes(Page.objects.filter(dossier_id=dossier_id)))


def outcomes_of(dossier_id: int, pages: range) -> tuple[PageOutcome, ...]:
    """Likewise of some pages only."""
    rows = Page.objects.filter(dossier_id=dossier_id, index__in=pages)
    return tuple(_known_outcomes(rows))


def record_dossier(
    dossier_id: int, documents: Sequence[FiledDocument], *, seconds: float, cpu_seconds: float
) -> None:
    """Write the documents down, settle the pages, and open the dossier to search.

    Args:
        dossier_id: All its pages must have an outcome.
        documents: They cover every page once; each with its PDF and whether it is in review.
        seconds: From the first page to this record.
        cpu_seconds: Of all processors.

    Raises:
        ValueError: The documents do not cover the pages, or an outcome is missing.
    """
    with transaction.atomic():
        dossier = Dossier.objects.get(pk=dossier_id)
        if dossier.finished_at is not None:
            return
        check_cover([each.document for each in documents], dossier.page_count)
        if missing := sheets_to_do(dossier_id):
            raise ValueError(f"dossier {dossier_id}: no outcome of {len(missing)} pages")
        promised_on = promised_day(field for each in documents for field in each.document.fields)
        for filed in documents:
            record_document(dossier, filed, promised_on)
        dossier.finished_at = timezone.now()
        dossier.seconds, dossier.cpu_seconds = seconds, cpu_seconds
        dossier.save(update_fields=["finished_at", "seconds", "cpu_seconds"])
        in_review = sum(filed.in_review for filed in documents)
        note_event(
            HOSO,
            "recorded",
            f"dossier {dossier_id}",
            documents=len(documents),
            in_review=in_review,
        )


def record_document(dossier: Dossier, filed: FiledDocument, promised_on: date) -> Document:
    """Write one document with its fields, settle its pages, and index it."""
    found = filed.document
    row = Document.objects.create(
        dossier=dossier,
        office=dossier.office,
        kind=found.kind,
        kind_confidence=float(found.kind_confidence),
        first_page=found.first_page,
        last_page=found.last_page,
        state=filed.state,
        doubts=messages_to_json(found.doubts),
        pdf=filed.pdf,
        at_counter=wants_new_scan(found),
        promised_on=promised_on,
        least_confidence=least_confidence(found),
    )
    Field.objects.bulk_create(_field_rows(row, found))
    note_open(row)
    # A page that failed has its state already.
    read = Page.objects.filter(dossier=dossier, state=PageState.TO_DO)
    read.filter(index__range=(found.first_page, found.last_page)).update(state=filed.state)
    search.index_document(row.pk)
    return row


def balance(delivery_id: int | None = None) -> Balance:
    """Count the pages of one delivery, or of all.

    What came in was counted at the door and stands in rows of its own, so that a page that
    is lost shows. Scans that came in two deliveries count for each, but once in all.
    """
    if delivery_id is None:
        states = _states(Page.objects.all())
        # Few of many, by an index: quicker than to leave them out above.
        replaced = Dossier.objects.filter(replaced_at__lte=timezone.now()).values("pk")
        states.subtract(_states(Page.objects.filter(dossier__in=replaced)))
        refused = Refusal.objects.count()
        standing = Dossier.objects.filter(replaced_at__isnull=True)
        counted = standing.aggregate(pages=Sum("page_count"))["pages"] or 0
        taken_in = counted + refused
    else:
        arrivals = Arrival.objects.filter(delivery_id=delivery_id, dossier__pages__isnull=False)
        by_state = arrivals.values_list("dossier__pages__state").annotate(Count("dossier__pages"))
        states = Counter(dict(by_state))
        refused = Refusal.objects.filter(deliveries=delivery_id).count()
        taken_in = Delivery.objects.get(pk=delivery_id).pages
    return Balance(
        taken_in=taken_in,
        recorded=states[PageState.RECORDED],
        in_review=states[PageState.IN_REVIEW],
        quarantined=states[PageState.QUARANTINED] + refused,
        to_do=states[PageState.TO_DO],
    )


def _states(pages: QuerySet[Page]) -> Counter[str]:
    return Counter(dict(pages.order_by().values_list("state").annotate(Count("pk"))))


def _store_originals(delivery: arrived.Delivery, store: Store) -> Mapping[str, str]:
    """Store every file that can be read; names in the store by SHA-256."""
    originals = [sheet.original for stream in delivery.streams for sheet in stream.sheets]
    files: dict[str, arrived.Original | arrived.Refusal] = {
        each.sha256: each for each in delivery.refusals if each.sha256
    }
    files.update({each.sha256: each for each in originals})
    stored = dict(Original.objects.filter(sha256__in=files).values_list("sha256", "stored_as"))
    for sha256, file in files.items():
        stored.setdefault(sha256, original_name(sha256, file.name))
        store.put_once(stored[sha256], file.path, sha256)
    return stored


def _register_originals(
    delivery: arrived.Delivery, stored: Mapping[str, str]
) -> Mapping[str, Original]:
    """A row for every original of the streams, by SHA-256."""
    files = {
        sheet.original.sha256: sheet.original
        for stream in delivery.streams
        for sheet in stream.sheets
    }
    rows = [
        Original(
            sha256=sha256,
            size=file.size,
            media=file.media,
            pages=file.pages,
            stored_as=stored[sha256],
        )
        for sha256, file in files.items()
    ]
    Original.objects.bulk_create(rows, ignore_conflicts=True)
    return {row.sha256: row for row in Original.objects.filter(sha256__in=files)}


def _register_stream(
    delivery: Delivery,
    stream: arrived.ScanStream,
    originals: Mapping[str, Original],
    pipeline_version: str,
) -> Ticket:
    """Write a stream down as a dossier, or recognize the dossier that it is.

    One that an older version read already stays that office's, with what its people said.
    """
    key = dossier_key(stream)
    first = Dossier.objects.select_related("office").filter(key=key).order_by("pk").first()
    dossier, is_new = Dossier.objects.get_or_create(
        key=key,
        pipeline_version=pipeline_version,
        defaults={
            "name": stream.name,
            "office": first.office if first else delivery.office,
            "page_count": len(stream.sheets),
            "doubts": messages_to_json(stream.doubts),
        },
    )
    Arrival.objects.create(delivery=delivery, dossier=dossier, name=stream.name)
    if is_new:
        _register_sheets(dossier, stream, originals)
    return Ticket(
        dossier_id=dossier.pk,
        name=stream.name,
        key=dossier.key,
        pages=dossier.page_count,
        to_do=_without_outcome(dossier.pk).count(),
        finished=dossier.finished_at is not None,
        known=not is_new,
    )


def _register_sheets(
    dossier: Dossier, stream: arrived.ScanStream, originals: Mapping[str, Original]
) -> None:
    Page.objects.bulk_create(
        Page(
            dossier=dossier,
            index=index,
            original=originals[sheet.original.sha256],
            number=sheet.number,
            delivered_as=sheet.original.name,
        )
        for index, sheet in enumerate(stream.sheets)
    )


def _register_refusal(
    delivery: Delivery,
    refusal: arrived.Refusal,
    stored: Mapping[str, str],
    pipeline_version: str,
) -> int:
    """Write a refused file down, or recognize it; gives the number of its row.

    A file that could not be read has no hash: it is known by its name and its delivery's
    source.
    """
    same = Refusal.objects.filter(
        sha256=refusal.sha256, name=refusal.name, pipeline_version=pipeline_version
    )
    if not refusal.sha256:
        same = same.filter(deliveries__source=delivery.source)
    row = same.first() or Refusal.objects.create(
        name=refusal.name,
        sha256=refusal.sha256,
        size=refusal.size,
        stored_as=stored.get(refusal.sha256, ""),
        reason=message_to_json(refusal.reason),
        pipeline_version=pipeline_version,
    )
    row.deliveries.add(delivery)
    return row.pk


def _without_outcome(dossier_id: int) -> QuerySet[Page]:
    return Page.objects.filter(dossier_id=dossier_id, state=PageState.TO_DO, reading__isnull=True)


def _known_outcomes(rows: QuerySet[Page]) -> Iterator[PageOutcome]:
    said = standing_corrections(rows)
    for row in rows.order_by("index").only("index", "stage", "reason", "reading"):
        if row.reading is not None:
            yield reading_now(row, said.get(row.pk, ()))
        elif row.reason is not None:
            yield PageFailure(row.index, Stage(row.stage), message_from_json(row.reason))


def _stored_sheets(pages: QuerySet[Page]) -> Iterator[StoredSheet]:
    columns = ("index", "original__stored_as", "original__media", "number", "rotation")
    for row in pages.order_by("index").values_list(*columns):
        yield StoredSheet(*row)


def reading_columns(reading: PageReading) -> Mapping[str, object]:
    """What a row of ``Page`` says of a reading."""
    return {
        "reading": reading_to_json(reading),
        "rotation": reading.rotation,
        "blank": reading.blank,
        "text": reading.text.text,
        "confidence": float(reading.text.confidence),
    }


def _failure_columns(failure: PageFailure) -> Mapping[str, object]:
    return {
        "state": failure_state(failure),
        "stage": failure.stage,
        "reason": message_to_json(failure.reason),
    }


def _field_rows(document: Document, found: FoundDocument) -> Iterator[Field]:
    for field in found.fields:
        yield Field(
            document=document,
            key=field.key,
            value=field.value,
            raw=field.raw,
            confidence=float(field.confidence),
            page=field.page,
            box=[int(edge) for edge in field.box.as_list()],
            source=field.source,
            checks_passed=list(field.checks_passed),
            checks_failed=list(field.checks_failed),
            candidates=[candidate_to_json(each) for each in field.candidates],
            lot=lot_of(document.dossier.key, document.first_page, field.key),
        )
