"""A newer version reads the same scans: all that people did to the older reading is done to it."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from django.contrib.auth.models import User
from making_pages import decision

from dossiers.document import Document as Part
from pipeline.delivery import take_in
from pipeline.dossier import digitize_dossier
from pipeline.redivision import file_anew
from pipeline.workers import PagePool
from pipeline.workshop import Workshop
from records.divisions import redivide, standing_division
from records.fields import current_fields
from records.ledger import balance
from records.models import Document, Page
from records.search import search
from records.turning import turn_page
from records.verify import verify
from settings import Settings
from settings.workshop import knowledge, reader_choice
from storage.access import ANYWHERE
from storage.folder import FolderStore
from storage.names import record_name
from tests.records.making_corrections import line_place, retype
from tests.records.making_dossiers import correct_field
from tests.records.making_scans import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    with PagePool(reader_choice(Settings()), workers=1, page_seconds=120) as pool:
        yield Workshop(FolderStore(tmp_path / "store"), pool, knowledge(Settings()), ANYWHERE)


@pytest.fixture
def scans(tmp_path: Path) -> Path:
    """Two decisions of one page."""
    folder = tmp_path / "hồ sơ"
    folder.mkdir()
    for number in (1, 2):
        decision().save(folder / f"{number}.jpg", dpi=(200, 200), quality=80 + number)
    return folder


def digitize(source: Path, workshop: Workshop) -> int:
    for _ in range(2):  # and again, as after a crash
        with take_in(str(source), workshop) as taken:
            ((stream, ticket),) = taken.work
            digitize_dossier(stream, ticket, workshop, lambda _: None)
    return ticket.dossier_id


def join(dossier_id: int, workshop: Workshop, who: User) -> None:
    parts, seen = [Part("quyet_dinh", 1.0, 0, 1)], standing_division(dossier_id).documents
    filed = file_anew(dossier_id, parts, workshop.knowledge, workshop.store)
    redivide(dossier_id, parts, filed, workshop.store, seen=seen, who=who)


def test_words_texts_turns_and_divisions_go_on(
    scans: Path, workshop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    who, store = User.objects.create_user("lan"), workshop.store
    older = digitize(scans, workshop)
    join(older, workshop, who)
    document = Document.objects.get(dossier=older)
    correct_field(document.pk, "so_ky_hieu", "99/QĐ-UBND", who=who)
    retype(document, line_place(document, 0), "Chữ do người gõ", store, who)
    turn_page(Page.objects.get(dossier=older, index=1).pk, 180, store, seen=0, who=who)

    for module in ("pipeline.delivery", "pipeline.dossier"):
        monkeypatch.setattr(f"{module}.PIPELINE_VERSION", "next")
    newer = digitize(scans, workshop)

    assert newer != older
    made = Document.objects.get()
    assert (made.dossier_id, made.first_page, made.last_page) == (newer, 0, 1)
    assert current_fields(made)["so_ky_hieu"].value == "99/QĐ-UBND"
    assert [hit.document_id for hit in search("chữ do người gõ")] == [made.pk]
    assert Page.objects.get(dossier=newer, index=1).rotation == 180
    record = json.loads(store.get(record_name(made.dossier.key)))
    assert record["pipeline_version"] == "next"
    assert record["documents"][0]["fields"]["so_ky_hieu"]["value"] == "99/QĐ-UBND"
    assert "Chữ do người gõ" in record["pages"][0]["text"]
    assert record["pages"][1]["rotation"] == 180
    with store.local(made.pdf) as path:
        pdf = Path(shutil.copy(path, tmp_path / "copy.pdf"))
    assert "Chữ do người gõ" in text_of(pdf)
    with pikepdf.open(pdf) as opened:
        assert int(opened.pages[1].obj.get("/Rotate", 0)) == 180
    assert balance().holds
    assert balance().taken_in == 2
    assert list(verify(store)) == []
