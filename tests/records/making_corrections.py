"""A dossier of real scans, recorded with its PDF, whose text people correct."""

import hashlib
from pathlib import Path

from django.contrib.auth.models import User

from dossiers.delivery import Original, ScanStream, Sheet
from dossiers.document import Document as Paper
from dossiers.page import PageReading
from records.corrected_reading import Place, place_of_line
from records.filing import FiledDocument
from records.ledger import outcomes, record_dossier, save_outcome, take_in
from records.models import Document, TextCorrection
from records.record_json import DossierRecord, encode_record
from records.retyping import Retyping, correct_text
from records.searchable_pdf import PdfPage, write_searchable_pdf
from storage.names import image_name, pdf_name, record_name
from storage.store import Store
from tests.records.making_dossiers import VERSION, make_delivery
from tests.records.making_scans import reading_of, write_scan

PAGES = 2


def file_scans(store: Store, folder: Path, *papers: Paper) -> Document:
    """Two pages with the same words, as one decision unless papers are given; the first paper."""
    sheets = []
    for index in range(PAGES):
        path = write_scan(folder / f"{index}.png", 0)
        path.write_bytes(path.read_bytes() + bytes([index]))  # two files, not one
        content = path.read_bytes()
        sha256 = hashlib.sha256(content).hexdigest()
        sheets.append(Sheet(Original(path.name, path, sha256, len(content), "image/png", 1), 0))
    stream = ScanStream("hồ sơ", tuple(sheets))
    ticket = take_in(make_delivery(stream), store, VERSION).tickets[0]
    readings = [reading_of(0, index) for index in range(PAGES)]
    for reading in readings:
        save_outcome(ticket.dossier_id, reading, 0.1)
        with (folder / f"{reading.index}.png").open("rb") as picture:
            store.put(image_name(ticket.key, reading.index), picture.read())
    filed = []
    for paper in papers or [Paper("quyet_dinh", 0.9, 0, PAGES - 1)]:
        name = pdf_name(ticket.key, paper.first_page, paper.last_page, paper.kind)
        pages = [
            PdfPage(folder / f"{index}.png", "image/png", 0, readings[index])
            for index in paper.pages
        ]
        write_searchable_pdf(pages, folder / "first.pdf", title="hồ sơ")
        store.put_file(name, folder / "first.pdf")
        filed.append(FiledDocument(paper, in_review=True, pdf=name))
    record = DossierRecord(stream, readings, filed, VERSION, "test")
    store.put(record_name(ticket.key), encode_record(record))
    record_dossier(ticket.dossier_id, filed, seconds=1.0, cpu_seconds=1.0)
    return Document.objects.get(dossier=ticket.dossier_id, first_page=0)


def reading_at(document: Document, index: int = 0) -> PageReading:
    """The reading of a page as it stands."""
    outcome = outcomes(document.dossier.pk)[index]
    assert isinstance(outcome, PageReading)
    return outcome


def line_place(document: Document, row: int, index: int = 0) -> Place:
    text = reading_at(document, index).text
    return place_of_line(text, text.lines[row])


def retype(
    document: Document,
    place: Place,
    text: str,
    store: Store,
    who: User,
    *,
    index: int = 0,
    seen: int | None = None,
) -> TextCorrection | None:
    """A person types something else in a place."""
    return correct_text(document.pk, Retyping(index, place, text, seen), store, who=who)
