"""Deliveries that never existed, readings of them, and how they are recorded."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from django.contrib.auth.models import User

from dossiers.delivery import Delivery, Original, Refusal, ScanStream, Sheet
from dossiers.document import Document, Field, Source
from dossiers.geometry import Box
from dossiers.messages import message
from dossiers.page import Line, PageReading, PageText, Word
from records.corrections import Word as Said
from records.corrections import decide
from records.filing import FiledDocument, dossier_key
from records.ledger import Ticket, record_dossier, save_outcome, take_in
from records.models import Verdict
from storage.names import pdf_name, record_name
from storage.store import Store

VERSION = "1"
REASON = message("storage.failed", place="a.pdf", reason="test")


def make_stream(folder: Path, name: str, texts: Sequence[str]) -> ScanStream:
    """One file with a page a text."""
    path = folder / f"{name}.pdf"
    path.write_bytes("\f".join([name, *texts]).encode())
    content = path.read_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    original = Original(path.name, path, sha256, len(content), "application/pdf", len(texts))
    return ScanStream(name, tuple(Sheet(original, number) for number in range(len(texts))))


def make_refusal(folder: Path, name: str) -> Refusal:
    path = folder / name
    path.write_bytes(f"broken {name}".encode())
    content = path.read_bytes()
    return Refusal(name, path, hashlib.sha256(content).hexdigest(), len(content), REASON)


def make_delivery(*streams: ScanStream, refusals: Sequence[Refusal] = ()) -> Delivery:
    return Delivery("lô 1", "inbox/lô 1", streams, tuple(refusals), ("Thumbs.db",))


def read_as(index: int, text: str) -> PageReading:
    """A reading whose lines are those of ``text``."""
    lines = tuple(
        Line(
            tuple(
                Word(word, Box(100 * place, 50 * row, 100 * place + 90, 50 * row + 40), 0.9)
                for place, word in enumerate(line.split())
            )
        )
        for row, line in enumerate(text.splitlines())
        if line.split()
    )
    return PageReading(
        index=index,
        width=1654,
        height=2339,
        rotation=0,
        skew=0.0,
        blank=not lines,
        has_seal=False,
        text=PageText(1654, 2339, lines, "test"),
    )


def paper(first: int, last: int, kind: str = "khac", **values: str) -> Document:
    """A document over pages, with fields that stand on its first page."""
    fields = tuple(
        Field(key, value, value.upper(), 0.9, first, Box(10, 20, 30, 40), Source.RULE, ("a",))
        for key, value in values.items()
    )
    return Document(kind, 0.95, first, last, fields)


def digitize(store: Store, stream: ScanStream, texts: Sequence[str], *papers: Document) -> Ticket:
    """Take a stream in, read it as ``texts``, and record it as ``papers``."""
    ticket = take_in(make_delivery(stream), store, VERSION).tickets[0]
    for index, text in enumerate(texts):
        save_outcome(ticket.dossier_id, read_as(index, text), 0.5)
    file_papers(store, stream, ticket.dossier_id, papers or [paper(0, len(texts) - 1)])
    return ticket


def file_papers(
    store: Store,
    stream: ScanStream,
    dossier_id: int,
    papers: Sequence[Document],
    in_review: Sequence[int] = (),
) -> None:
    """Store results as the pipeline does, and record them."""
    key = dossier_key(stream)
    filed = []
    for place, each in enumerate(papers):
        name = pdf_name(key, each.first_page, each.last_page, each.kind)
        store.put(name, b"%PDF")
        filed.append(FiledDocument(each, place in in_review, name))
    store.put(record_name(key), b"{}")
    record_dossier(dossier_id, filed, seconds=2.0, cpu_seconds=1.0)


def correct_field(document_id: int, key: str, after: str, *, who: User, note: str = "") -> None:
    """A person types another value."""
    decide(document_id, Said(key, Verdict.CHANGED, after, note=note), who=who)
