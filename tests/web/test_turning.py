import json
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from django.contrib.auth import get_user_model
from django.db import DatabaseError, connection, transaction
from django.test import Client
from making_pages import BODY, decision
from PIL import Image

from dossiers.page import PageFailure, PageOutcome, PageState, Stage
from pipeline.intake import open_delivery
from pipeline.page import view
from pipeline.redivision import file_pdf
from pipeline.version import PIPELINE_VERSION
from records import ledger
from records.filing import FiledDocument
from records.ledger import record_dossier, save_outcome, take_in
from records.models import Correction, Document, Event, OlderReading, Page, PageTurn
from records.record_json import DossierRecord, encode_record
from records.search import search
from settings import read_settings
from storage.folder import FolderStore
from storage.names import image_name, older_record_name, record_name
from storage.store import Store
from tests.records.making_dossiers import REASON, paper, read_as
from tests.records.making_scans import text_of
from tests.web.test_dividing import check_all_is_well
from web import turning
from web.roles import Role, give_role

pytestmark = pytest.mark.django_db

MISREAD = "IĐ NẠG NỊH"


def file_lying(
    store: Store, folder: Path, outcomes: tuple[PageOutcome, ...] | None = None
) -> Document:
    """A decision that was scanned on its head, and was read as it lay; a page stands before it."""
    scans = folder / "hồ sơ"
    scans.mkdir()
    decision().save(scans / "1.png", dpi=(200, 200))
    decision().rotate(180).save(scans / "2.png", dpi=(200, 200))
    delivery = open_delivery(scans, folder)
    ticket = take_in(delivery, store, PIPELINE_VERSION).tickets[0]
    outcomes = outcomes or (read_as(0, "trang một"), read_as(1, MISREAD))
    for outcome in outcomes:
        save_outcome(ticket.dossier_id, outcome, 0.1)
        with Image.open(scans / f"{outcome.index + 1}.png") as scan:
            store.put(image_name(ticket.key, outcome.index), view(np.asarray(scan)))
    identity = ledger.identity(ticket.dossier_id)
    filed = []
    for each in (paper(0, 0), paper(1, 1, nguoi_ky="Ai Đó")):
        pdf = file_pdf(each, identity, outcomes, store)
        filed.append(FiledDocument(each, in_review=True, pdf=pdf))
    record = DossierRecord(delivery.streams[0], outcomes, filed, PIPELINE_VERSION, "test")
    store.put(record_name(ticket.key), encode_record(record))
    record_dossier(ticket.dossier_id, filed, seconds=1.0, cpu_seconds=1.0)
    return Document.objects.get(dossier=ticket.dossier_id, first_page=1)


@pytest.fixture
def lying(store: Store, tmp_path: Path) -> Document:
    return file_lying(store, tmp_path)


def turn(client: Client, document: Document, **form: str | int):
    given = {"page": 2, "by": 180, "seen-2": 0} | {key.replace("_", "-"): form[key] for key in form}
    return client.post(f"/review/{document.pk}/turn/", given)


def record_of(document: Document, store: Store) -> dict:
    return json.loads(store.get(record_name(document.dossier.key)))


def rotation_of(document: Document, store: Store) -> int:
    document.refresh_from_db(fields=["pdf"])
    with store.local(document.pdf) as path, pikepdf.open(path) as pdf:
        return int(pdf.pages[0].obj.Rotate)


def test_a_turned_page_is_shown_upright_everywhere(
    clerk: Client, lying: Document, store: Store
) -> None:
    assert rotation_of(lying, store) == 0
    turn(clerk, lying)
    row = PageTurn.objects.get()
    assert (row.page.index, row.rotation, row.who.username) == (1, 180, "thư ký")
    assert Page.objects.get(index=1).rotation == 180
    assert rotation_of(lying, store) == 180
    pages = record_of(lying, store)["pages"]
    assert [page["rotation"] for page in pages] == [0, 180]
    assert 'name="seen-2" value="180"' in clerk.get(f"/review/{lying.pk}/").content.decode()
    event = Event.objects.get(what="turned")
    assert event.details == {"page": 2, "rotation": 180}
    assert Document.objects.filter(pk=lying.pk).exists()
    assert not OlderReading.objects.exists()
    check_all_is_well(store)


def test_turns_add_up_and_the_way_back_leads_to_the_beginning(
    clerk: Client, lying: Document, store: Store
) -> None:
    turn(clerk, lying, by=90)
    assert rotation_of(lying, store) == 90
    turn(clerk, lying, by=270, seen_2=90)
    assert rotation_of(lying, store) == 0
    assert list(PageTurn.objects.values_list("rotation", flat=True)) == [90, 0]


def test_a_page_turned_upright_is_read_again_and_its_fields_are_found(
    clerk: Client, lying: Document, store: Store
) -> None:
    clerk.post(f"/review/{lying.pk}/nguoi_ky/", {"value": "Nguyễn Văn Ân"})
    answer = turn(clerk, lying, read=1)
    made = Document.objects.get(dossier=lying.dossier, first_page=1)
    assert answer.headers["Location"] == f"/review/{made.pk}/"
    assert made.pk != lying.pk
    assert made.kind == "quyet_dinh"
    assert made.state == PageState.IN_REVIEW
    assert made.fields.get(key="so_ky_hieu").value == "15/QĐ-UBND"
    assert Correction.objects.get(document=made).after == "Nguyễn Văn Ân"
    page = Page.objects.get(index=1)
    assert page.rotation == 180
    assert page.reading["rotation"] == 180
    assert BODY[0] in page.text
    older = OlderReading.objects.get()
    assert older.reading["text"]["lines"][0][0][0] == "IĐ"
    with store.local(made.pdf) as path:
        assert BODY[0] in text_of(path)
    assert rotation_of(made, store) == 180
    record = record_of(made, store)
    assert BODY[0] in record["pages"][1]["text"]
    assert record["documents"][1]["fields"]["so_ky_hieu"]["value"] == "15/QĐ-UBND"
    assert record["documents"][0]["type"] == "khac"
    before = json.loads(store.get(older_record_name(made.dossier.key, 0)))
    assert before["pages"][1]["text"] == MISREAD
    assert [hit.document_id for hit in search("15/QĐ-UBND")] == [made.pk]
    check_all_is_well(store)


def test_a_kind_that_a_person_gave_is_kept_when_a_page_is_read_again(
    clerk: Client, lying: Document
) -> None:
    clerk.post(f"/review/{lying.pk}/divide/", {"change": "kind", "kind": "thong_bao"})
    named = Document.objects.get(dossier=lying.dossier, first_page=1)
    turn(clerk, named, read=1)
    assert Document.objects.get(dossier=lying.dossier, first_page=1).kind == "thong_bao"


def test_a_page_that_could_not_be_read_gets_its_reading(
    clerk: Client, store: Store, tmp_path: Path
) -> None:
    failed = PageFailure(1, Stage.READ, REASON)
    document = file_lying(store, tmp_path, (read_as(0, "trang một"), failed))
    turn(clerk, document, read=1)
    page = Page.objects.get(index=1)
    assert (page.state, page.stage, page.reason) == (PageState.IN_REVIEW, "", None)
    assert BODY[0] in page.text
    assert OlderReading.objects.get().reason is not None
    check_all_is_well(store)


def test_a_page_that_somebody_else_turned_meanwhile_stays(clerk: Client, lying: Document) -> None:
    turn(clerk, lying, by=90)
    answer = turn(clerk, lying, by=90)
    assert "vừa xoay trang này" in clerk.get(answer.headers["Location"]).content.decode()
    assert PageTurn.objects.count() == 1


def test_a_page_that_somebody_else_holds_stays(clerk: Client, lying: Document) -> None:
    user = get_user_model().objects.create_user("bà Hai")
    give_role(user, Role.REVIEWER)
    other = Client()
    other.force_login(user)
    other.get(f"/review/{lying.pk}/")
    answer = turn(clerk, lying)
    assert "bà Hai đang xem" in clerk.get(answer.headers["Location"]).content.decode()
    assert not PageTurn.objects.exists()


def test_only_one_page_is_read_at_a_time(clerk: Client, lying: Document) -> None:
    with turning._working:
        answer = turn(clerk, lying, read=1)
    assert "đang được đọc lại" in clerk.get(answer.headers["Location"]).content.decode()
    assert not PageTurn.objects.exists()


def test_a_reader_that_is_not_there_loses_neither_the_turn_nor_the_reading(
    clerk: Client, lying: Document, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOSO_LANGUAGE_MODEL", "không có")
    read_settings.cache_clear()
    answer = turn(clerk, lying, read=1)
    page = clerk.get(answer.headers["Location"]).content.decode()
    assert "Trang chưa được đọc lại" in page
    assert PageTurn.objects.get().rotation == 180
    assert Page.objects.get(index=1).text == MISREAD
    check_all_is_well(store)


def test_an_original_out_of_reach_changes_nothing(
    clerk: Client, lying: Document, store: Store
) -> None:
    assert isinstance(store, FolderStore)
    (store.root / "originals").rename(store.root / "gone")
    assert turn(clerk, lying).status_code == 404
    (store.root / "gone").rename(store.root / "originals")
    assert not PageTurn.objects.exists()
    assert rotation_of(lying, store) == 0


@pytest.mark.parametrize(
    "form", [{"page": 1}, {"page": 9}, {"page": "x"}, {"by": 45}, {"by": ""}, {"seen_2": 1}]
)
def test_what_cannot_be_turned_is_refused(
    form: dict[str, str | int], clerk: Client, lying: Document
) -> None:
    assert turn(clerk, lying, **form).status_code == 404
    assert not PageTurn.objects.exists()


@pytest.mark.parametrize("table", ["records_pageturn", "records_olderreading"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id + 9", "DELETE FROM {}"])
def test_the_database_keeps_turns_and_older_readings(
    table: str, statement: str, clerk: Client, lying: Document
) -> None:
    page, who = Page.objects.get(index=1), get_user_model().objects.get()
    PageTurn.objects.create(page=page, rotation=90, who=who)
    OlderReading.objects.create(page=page, reading=page.reading, who=who)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table))
