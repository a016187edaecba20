"""Dossiers with pictures, as the pipeline leaves them."""

import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PIL import Image, ImageDraw

from dossiers.document import Candidate, Document, Source
from dossiers.geometry import Box
from dossiers.messages import message
from dossiers.page import PageFailure, PageOutcome, Stage
from records.ledger import Ticket, save_outcome, take_in
from records.models import Document as DocumentRow
from storage.names import image_name
from storage.store import Store
from tests.records.making_dossiers import (
    REASON,
    VERSION,
    file_papers,
    make_delivery,
    make_refusal,
    make_stream,
    paper,
    read_as,
)

SEAL = Box(200, 300, 500, 400)  # the inked place of a picture, in pixels of the scan
TEXT = "ỦY BAN NHÂN DÂN\nSố: 12/QĐ-UBND\nNguyễn Thị Hòa"


def draw_scan(scale: float = 0.5) -> bytes:
    """A white scan of 1654 x 2339 with one black block, as a smaller JPEG."""
    scan = Image.new("RGB", (round(1654 * scale), round(2339 * scale)), "white")
    edges = [scale * edge for edge in SEAL.as_list()]
    ImageDraw.Draw(scan).rectangle(edges, fill="black")
    written = io.BytesIO()
    scan.save(written, "JPEG", quality=90)
    return written.getvalue()


def file_dossier(
    store: Store,
    folder: Path,
    outcomes: Sequence[PageOutcome],
    papers: Sequence[Document],
    name: str = "hồ sơ <1>",
) -> Ticket:
    """A recorded dossier with a refused file beside it; its first paper waits for a person."""
    stream = make_stream(folder, name, "x" * len(outcomes))
    refusal = make_refusal(folder, f"{name}.docx")
    ticket = take_in(make_delivery(stream, refusals=[refusal]), store, VERSION).tickets[0]
    for outcome in outcomes:
        save_outcome(ticket.dossier_id, outcome, 0.1)
        if not isinstance(outcome, PageFailure):
            store.put(image_name(ticket.key, outcome.index), draw_scan())
    file_papers(store, stream, ticket.dossier_id, papers, in_review=[0])
    return ticket


def file_decision(store: Store, folder: Path, rotation: int = 0) -> DocumentRow:
    """A decision of two pages, the second of which cannot be opened."""
    decision = paper(0, 1, "quyet_dinh", so_ky_hieu="12/QĐ-UBND", ngay_ban_hanh="2026-03-09")
    fields = tuple(replace(field, box=SEAL) for field in decision.fields)
    decision = replace(decision, fields=fields, doubts=(REASON,))
    reading = replace(read_as(0, TEXT), rotation=rotation)
    failure = PageFailure(1, Stage.RASTERIZE, REASON)
    ticket = file_dossier(store, folder, [reading, failure], [decision])
    return DocumentRow.objects.get(dossier=ticket.dossier_id)


def file_doubtful(store: Store, folder: Path, name: str = "hồ sơ <1>") -> DocumentRow:
    """A decision of one page, three of whose five fields a person must look at."""
    found = paper(
        0,
        0,
        "quyet_dinh",
        so_ky_hieu="12/QĐ-UBND",
        ngay_ban_hanh="2026-03-09",
        trich_yeu="Về việc cấp đất",
        nguoi_ky="Nguyễn Văn An",
        co_quan_ban_hanh="UBND xã Tân Lộc",
    )
    fields = [
        replace(field, box=Box(200, 300 + 200 * row, 700, 360 + 200 * row))
        for row, field in enumerate(found.fields)
    ]
    other = Candidate("Nguyễn Văn Ân", 0.2, 0, fields[3].box, Source.MODEL)
    fields[3] = replace(fields[3], candidates=(other,))
    doubts = (
        message("review.field_unsure", field="so_ky_hieu", value="12/QĐ-UBND"),
        message("review.days_differ", field="ngay_ban_hanh", value="2026-03-09"),
        message("review.field_unsure", field="nguoi_ky", value="Nguyễn Văn An"),
    )
    found = replace(found, fields=tuple(fields), doubts=doubts)
    ticket = file_dossier(store, folder, [read_as(0, TEXT)], [found], name)
    return DocumentRow.objects.get(dossier=ticket.dossier_id)
