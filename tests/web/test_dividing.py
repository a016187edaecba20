import json
from pathlib import Path

import pikepdf
import pytest
from django.contrib.auth.models import User
from django.test import Client
from PIL import Image

from dossiers.page import PageState
from pipeline.intake import open_delivery
from pipeline.version import PIPELINE_VERSION
from records.filing import FiledDocument
from records.ledger import balance, record_dossier, save_outcome, take_in
from records.models import Correction, Division, Document, Rescan
from records.record_json import DossierRecord, encode_record
from records.search import search
from records.verify import verify
from storage.names import image_name, record_name
from storage.store import Store
from tests.records.making_dossiers import paper, read_as
from tests.web.making_papers import draw_scan

pytestmark = pytest.mark.django_db

TEXTS = (
    "ỦY BAN NHÂN DÂN XÃ TÂN LỘC\nSố: 12/QĐ-UBND\nQUYẾT ĐỊNH",
    "CHỦ TỊCH\nNguyễn Văn An",
    "GIẤY KHAI SINH\nHọ, chữ đệm, tên: THÀO THỊ PÀNG",
)


@pytest.fixture
def dossier(store: Store, tmp_path: Path) -> int:
    """Three pages that were taken for one decision and a page of nothing known."""
    folder = tmp_path / "hồ sơ"
    folder.mkdir()
    for number in range(3):
        Image.effect_noise((300, 400), 40 + number).save(folder / f"{number}.png")
    delivery = open_delivery(folder, tmp_path)
    ticket = take_in(delivery, store, PIPELINE_VERSION).tickets[0]
    outcomes = [read_as(index, text) for index, text in enumerate(TEXTS)]
    for outcome in outcomes:
        save_outcome(ticket.dossier_id, outcome, 0.1)
        store.put(image_name(ticket.key, outcome.index), draw_scan())
    papers = [paper(0, 0, "quyet_dinh", nguoi_ky="Ai Đó"), paper(1, 2, "khac")]
    filed = [FiledDocument(each, in_review=True, pdf="") for each in papers]
    record = DossierRecord(delivery.streams[0], outcomes, filed, PIPELINE_VERSION, "test")
    store.put(record_name(ticket.key), encode_record(record))
    record_dossier(ticket.dossier_id, filed, seconds=1.0, cpu_seconds=1.0)
    return ticket.dossier_id


def parts(dossier: int) -> list[tuple[str, int, int]]:
    rows = Document.objects.filter(dossier=dossier).order_by("first_page")
    return list(rows.values_list("kind", "first_page", "last_page"))


def divide(client: Client, document: Document, **form: str | int):
    return client.post(f"/review/{document.pk}/divide/", form)


def of_page(page: int) -> Document:
    return Document.objects.get(first_page__lte=page, last_page__gte=page)


def check_all_is_well(store: Store) -> None:
    assert balance().holds
    assert not [each for each in verify(store) if each.key != "ledger.result_missing"]


def test_a_paper_is_split_joined_and_named_and_nothing_is_lost(
    clerk: Client, dossier: int, store: Store
) -> None:
    divide(clerk, of_page(1), change="split", page=3)
    assert parts(dossier) == [("quyet_dinh", 0, 0), ("khac", 1, 1), ("khac", 2, 2)]
    divide(clerk, of_page(0), change="join")
    assert parts(dossier) == [("quyet_dinh", 0, 1), ("khac", 2, 2)]
    answer = divide(clerk, of_page(2), change="kind", kind="giay_khai_sinh")
    assert parts(dossier) == [("quyet_dinh", 0, 1), ("giay_khai_sinh", 2, 2)]
    document = of_page(2)
    assert answer.headers["Location"] == f"/review/{document.pk}/"
    assert document.fields.filter(key="ho_ten", value="Thào Thị Pàng").exists()
    with store.local(document.pdf) as path, pikepdf.open(path) as pdf:
        assert len(pdf.pages) == 1
    assert [hit.kind for hit in search("Thào Thị Pàng")] == ["giay_khai_sinh"]
    assert Division.objects.count() == 3
    assert Document.with_replaced.count() > Document.objects.count()
    record = json.loads(store.get(record_name(document.dossier.key)))
    told = [(each["type"], each["first_page"], each["last_page"]) for each in record["documents"]]
    assert told == parts(dossier)
    check_all_is_well(store)


def test_what_a_person_said_goes_on_with_its_page(clerk: Client, dossier: int) -> None:
    decision = of_page(0)
    clerk.post(f"/review/{decision.pk}/nguoi_ky/", {"value": "Nguyễn Văn Ân"})
    divide(clerk, decision, change="join")
    carried = Correction.objects.get(document=of_page(0))
    assert carried.after == "Nguyễn Văn Ân"
    assert of_page(0).state == PageState.IN_REVIEW


def test_a_number_that_was_confirmed_is_not_lost_to_a_page_without_one(
    clerk: Client, dossier: int
) -> None:
    first, second = of_page(0), of_page(1)
    clerk.post(f"/review/{first.pk}/so_ky_hieu/", {"value": "12/QĐ-UBND"})
    clerk.post(f"/review/{second.pk}/so_ky_hieu/", {"verdict": "absent"})
    divide(clerk, first, change="join")
    (carried,) = Correction.objects.filter(document=of_page(0), field_key="so_ky_hieu")
    assert carried.after == "12/QĐ-UBND"


def test_two_values_that_contradict_each_other_are_asked_again(clerk: Client, dossier: int) -> None:
    first, second = of_page(0), of_page(1)
    clerk.post(f"/review/{first.pk}/nguoi_ky/", {"value": "Nguyễn Văn An"})
    clerk.post(f"/review/{second.pk}/nguoi_ky/", {"value": "Trần Văn Ba"})
    divide(clerk, first, change="join")
    assert not Correction.objects.filter(document=of_page(0)).exists()


def test_a_request_for_a_new_scan_and_doubts_of_the_dossier_stay(
    clerk: Client, dossier: int
) -> None:
    second = of_page(1)
    second.doubts = [{"key": "bundle.missing", "values": {"code": "H1", "kind": "cmnd"}}]
    second.save()
    Rescan.objects.create(document=second, message="mờ", who=User.objects.get())
    divide(clerk, second, change="kind", kind="bien_ban")
    assert Rescan.objects.get().document == of_page(1)
    assert "bundle.missing" in [doubt["key"] for doubt in of_page(1).doubts]


@pytest.mark.parametrize(
    "form",
    [
        {"change": "split", "page": 2},  # the first page is no boundary
        {"change": "split", "page": 9},
        {"change": "split", "page": "x"},
        {"change": "kind", "kind": "hoa_don"},
        {"change": "join"},  # nothing follows
        {"change": "burn"},
        {},
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    form: dict[str, str | int], clerk: Client, dossier: int
) -> None:
    before = parts(dossier)
    assert divide(clerk, of_page(1), **form).status_code == 404
    assert parts(dossier) == before
    assert not Division.objects.exists()


def test_the_same_kind_again_changes_nothing(clerk: Client, dossier: int) -> None:
    document = of_page(1)
    divide(clerk, document, change="kind", kind="khac")
    assert of_page(1).pk == document.pk
