"""The proof that nothing is lost: rows against rows, and rows against the bytes in the store."""

from collections.abc import Iterator
from itertools import islice

from dossiers.messages import Message, message
from records import search_index
from records.audit import broken_events
from records.ledger import balance
from records.models import Delivery, Document, Dossier, Original, Refusal
from storage.names import record_name
from storage.store import Store

Finding = Message

MOST_TOLD = 10
"""Of broken events: behind one that was taken out, one; behind one that was put in, as well."""


def verify(store: Store) -> Iterator[Finding]:
    """Look for what is lost or changed; nothing comes when all is well.

    Every original is read and hashed again, so this takes as long as reading them all.

    Raises:
        StorageError: The store does not answer: then nothing is known.
    """
    yield from _check_balances()
    yield from _check_audit()
    yield from _check_originals(store)
    for dossier in Dossier.objects.order_by("pk").iterator():
        yield from _check_pages(dossier)
        if dossier.finished_at is not None and dossier.replaced_at is None:
            yield from _check_cover(dossier)
            yield from _check_results(dossier, store)


def _check_balances() -> Iterator[Finding]:
    for delivery in Delivery.objects.order_by("pk").iterator():
        count = balance(delivery.pk)
        if not count.holds:
            found = count.recorded + count.in_review + count.quarantined + count.to_do
            yield message(
                "ledger.unbalanced",
                delivery=delivery.name,
                taken_in=count.taken_in,
                found=found,
            )


def _check_audit() -> Iterator[Finding]:
    """Every event follows from the one before it."""
    for event in islice(broken_events(), MOST_TOLD):
        when = event.when.strftime("%Y-%m-%d %H:%M")
        yield message("ledger.audit_broken", number=event.pk, what=event.what, when=when)


def _check_originals(store: Store) -> Iterator[Finding]:
    """Originals, and the bytes of refused files that could be read."""
    kept = [*Original.objects.order_by("pk").values_list("stored_as", "sha256", "size")]
    refused = Refusal.objects.exclude(stored_as="").order_by("pk")
    kept += refused.values_list("stored_as", "sha256", "size")
    for name, sha256, size in dict.fromkeys(kept):
        if not store.exists(name):
            yield message("ledger.original_missing", name=name)
        elif store.size(name) != size or store.sha256(name) != sha256:
            yield message("ledger.original_changed", name=name)


def _check_pages(dossier: Dossier) -> Iterator[Finding]:
    indexes = list(dossier.pages.order_by("index").values_list("index", flat=True))
    if indexes != list(range(dossier.page_count)):
        yield message(
            "ledger.page_gap",
            dossier=dossier.name,
            pages=len(indexes),
            expected=dossier.page_count,
        )


def _check_cover(dossier: Dossier) -> Iterator[Finding]:
    """Every page stands in exactly one document."""
    ends = dossier.documents.order_by("first_page").values_list("first_page", "last_page")
    expected = 0
    for first, last in ends:
        if first < expected:
            yield message("ledger.overlap", dossier=dossier.name, page=first + 1)
        if first > expected:
            yield message("ledger.left_out", dossier=dossier.name, page=expected + 1)
        expected = max(expected, last + 1)
    if expected < dossier.page_count:
        yield message("ledger.left_out", dossier=dossier.name, page=expected + 1)


def _check_results(dossier: Dossier, store: Store) -> Iterator[Finding]:
    """The record, the PDFs and the index entries of a finished dossier."""
    names = [record_name(dossier.key)]
    names += Document.objects.filter(dossier=dossier).exclude(pdf="").values_list("pdf", flat=True)
    for name in names:
        if not store.exists(name):
            yield message("ledger.result_missing", dossier=dossier.name, name=name)
    for document in dossier.documents.all():
        if not search_index.holds(document.pk):
            yield message("ledger.not_indexed", dossier=dossier.name, document=document.pk)
