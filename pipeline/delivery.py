"""A delivery from the door to its records."""

import tempfile
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event

from dossiers.delivery import Delivery, ScanStream
from dossiers.errors import StorageError, UnreadableInputError
from dossiers.messages import message
from dossiers.page import PageOutcome
from pipeline.dossier import DossierSummary, Watch, digitize_dossier
from pipeline.intake import open_delivery, why_nothing
from pipeline.version import PIPELINE_VERSION
from pipeline.workshop import Workshop
from records import ledger
from records.connections import closing_connections
from records.offices import office_named
from storage.addresses import S3_SCHEME, fetch_prefix
from storage.names import record_name

DOSSIERS_AT_ONCE = 3


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A delivery that is in the ledger: its streams with their tickets."""

    delivery: Delivery
    receipt: ledger.Receipt

    @property
    def work(self) -> tuple[tuple[ScanStream, ledger.Ticket], ...]:
        return tuple(zip(self.delivery.streams, self.receipt.tickets, strict=True))


@contextmanager
def take_in(source: str, workshop: Workshop, office: str = "") -> Iterator[TakenIn]:
    """Take in a path or ``s3://bucket/prefix``; its files can be read within the ``with``.

    Args:
        office: Code of the office whose dossiers they are; empty: everybody's.

    Raises:
        UnreadableInputError: Nothing in it can be read, and what was refused is in the ledger;
            or there is no such office.
        StorageError: The store failed; nothing was taken in.
    """
    with tempfile.TemporaryDirectory(prefix="hoso-") as work:
        owner = office_named(office) if office else None
        delivery = _open(source, workshop, Path(work))
        receipt = ledger.take_in(delivery, workshop.store, PIPELINE_VERSION, owner)
        if not delivery.streams:
            raise UnreadableInputError(why_nothing(delivery))
        yield TakenIn(delivery, receipt)


def digitize_all(
    taken: TakenIn, workshop: Workshop, watch: Watch
) -> Iterator[tuple[ledger.Ticket, DossierSummary]]:
    """Digitize the dossiers of a delivery, a few at once; they come as they are done.

    The same scans under two names are digitized once, and come under both. All share the pool
    of page workers: while one dossier is filed, pages of the next are read. Interrupted, each
    stops after the page in hand; what is done is kept.

    Raises:
        StorageError: The store failed; the other dossiers are finished first.
    """
    stop = Event()

    def watch_or_stop(outcome: PageOutcome) -> None:
        watch(outcome)
        if stop.is_set():
            raise InterruptedError

    threads = ThreadPoolExecutor(DOSSIERS_AT_ONCE, thread_name_prefix="dossier")
    try:
        twins: dict[int, list[tuple[ScanStream, ledger.Ticket]]] = defaultdict(list)
        for stream, ticket in taken.work:
            twins[ticket.dossier_id].append((stream, ticket))
        running = [
            threads.submit(_digitize_in_thread, *same[0], workshop, watch_or_stop)
            for same in twins.values()
        ]
        failures = []
        for done in as_completed(running):
            if (error := done.exception()) is not None:
                failures.append(error)
                continue
            summary = done.result()
            for _, ticket in twins[summary.dossier_id]:
                yield ticket, replace(summary, name=ticket.name)
        if failures:
            raise failures[0]
    finally:
        stop.set()
        threads.shutdown(cancel_futures=True)


def write_result(ticket: ledger.Ticket, workshop: Workshop, results: Path) -> Path:
    """Copy the record of a finished dossier to ``results/<name>.json``.

    A file that is the record of another dossier is not written over: the name then carries
    the first letters of the key.

    Raises:
        StorageError: The record cannot be had, or the folder cannot be written to.
    """
    record = workshop.store.get(record_name(ticket.key))
    path = results / f"{ticket.name}.json"
    try:
        results.mkdir(parents=True, exist_ok=True)
        if path.exists() and f'"key": "{ticket.key}"'.encode() not in path.read_bytes():
            path = results / f"{ticket.name}-{ticket.key[:8]}.json"
        path.write_bytes(record)
    except OSError as error:
        raise StorageError(message("results.unwritable", place=str(results))) from error
    return path


def _open(source: str, workshop: Workshop, work: Path) -> Delivery:
    if not source.startswith(S3_SCHEME):
        return open_delivery(Path(source), work)
    name = source.rstrip("/").rpartition("/")[2]
    fetched = work / "fetched" / name
    fetch_prefix(source, fetched, workshop.s3)
    return replace(open_delivery(fetched, work), source=source)


def _digitize_in_thread(
    stream: ScanStream, ticket: ledger.Ticket, workshop: Workshop, watch: Watch
) -> DossierSummary:
    with closing_connections():
        return digitize_dossier(stream, ticket, workshop, watch)
