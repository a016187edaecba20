import json
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.test import Client

from dossiers.page import PageState
from records.fields import current_fields
from records.models import Correction, Document, Event, Hold, Page, Rescan, Verdict
from records.settling import open_keys
from records.verify import verify
from storage.names import record_name
from storage.store import Store
from tests.web.making_papers import file_doubtful
from web.roles import Role, give_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(store: Store, tmp_path: Path) -> Document:
    return file_doubtful(store, tmp_path)


def reviewer(name: str) -> User:
    user = get_user_model().objects.create_user(name)
    give_role(user, Role.REVIEWER)
    return user


def browser_of(name: str) -> Client:
    client = Client()
    client.force_login(reviewer(name))
    return client


def decide(client: Client, document: Document, key: str, **form: str):
    return client.post(f"/review/{document.pk}/{key}/", form)


def value(document: Document, key: str) -> str:
    return current_fields(Document.objects.get(pk=document.pk))[key].value


def test_the_station_shows_what_to_decide_and_why(clerk: Client, document: Document) -> None:
    page = clerk.get(f"/review/{document.pk}/").content.decode()
    assert "còn 3 mục phải xem" in page
    assert page.count('data-open="yes"') == 3
    assert 'class="contradicted"' in page
    assert 'class="unread"' in page
    assert "Nguyễn Văn Ân" in page


def test_what_was_read_is_confirmed_and_what_was_not_is_changed(
    clerk: Client, document: Document
) -> None:
    decide(clerk, document, "ngay_ban_hanh", value="09/03/2026")
    decide(clerk, document, "nguoi_ky", value="Nguyễn Văn Ân")
    verdicts = dict(Correction.objects.values_list("field_key", "verdict"))
    assert verdicts == {"ngay_ban_hanh": Verdict.CONFIRMED, "nguoi_ky": Verdict.CHANGED}
    assert value(document, "ngay_ban_hanh") == "2026-03-09"
    assert value(document, "nguoi_ky") == "Nguyễn Văn Ân"


@pytest.mark.parametrize("verdict", ["illegible", "absent"])
def test_a_field_may_be_illegible_or_absent(
    verdict: str, clerk: Client, document: Document
) -> None:
    answer = decide(clerk, document, "nguoi_ky", verdict=verdict)
    assert json.loads(answer.headers["HX-Trigger-After-Settle"]) == {
        "hoso:decided": {"key": "nguoi_ky"}
    }
    assert value(document, "nguoi_ky") == ""
    assert Correction.objects.get().verdict == verdict


def test_a_decision_can_be_taken_back_but_is_not_forgotten(
    clerk: Client, document: Document
) -> None:
    decide(clerk, document, "nguoi_ky", value="Ai Đó")
    clerk.post(f"/review/{document.pk}/undo/")
    assert value(document, "nguoi_ky") == "Nguyễn Văn An"
    assert Correction.objects.count() == 2
    assert clerk.post(f"/review/{document.pk}/undo/").status_code == 204


@pytest.mark.parametrize(
    ("key", "typed", "told"),
    [
        ("ngay_ban_hanh", "31/02/2026", "không phải là ngày có thật"),
        ("nguoi_ky", "  ", "Ô này trống"),
        ("nguoi_ky", "An\u202egnort", "U+202E"),
        ("nguoi_ky", "An\x07", "U+0007"),
        ("so_dinh_danh", "O96091012345", "chỉ gồm chữ số"),
    ],
)
def test_what_cannot_be_a_value_is_refused_in_words_and_kept_in_the_input(
    key: str, typed: str, told: str, clerk: Client, document: Document
) -> None:
    answer = decide(clerk, document, key, value=typed)
    if key == "so_dinh_danh":  # no field of this paper
        assert answer.status_code == 404
        return
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not Correction.objects.exists()


def test_letters_in_pieces_are_put_together(clerk: Client, document: Document) -> None:
    decide(clerk, document, "nguoi_ky", value="Nguye\u0302\u0303n Va\u0306n An")
    assert Correction.objects.get().verdict == Verdict.CONFIRMED


def test_the_later_of_two_people_is_told_what_the_first_one_said(document: Document) -> None:
    first, second = browser_of("một"), browser_of("hai")
    decide(first, document, "nguoi_ky", value="Nguyễn Văn Ân", seen="0")
    Hold.objects.all().delete()  # the first one left
    answer = decide(second, document, "nguoi_ky", value="Nguyễn Văn Ấn", seen="0")
    assert answer.status_code == 422
    assert "một vừa quyết định mục này là «Nguyễn Văn Ân»" in answer.content.decode()
    assert 'value="Nguyễn Văn Ấn"' in answer.content.decode()
    assert value(document, "nguoi_ky") == "Nguyễn Văn Ân"


def test_a_document_is_given_to_one_person_only(document: Document) -> None:
    first, second = browser_of("một"), browser_of("hai")
    assert first.get("/review/next/").headers["Location"] == f"/review/{document.pk}/"
    assert second.get("/review/next/").headers["Location"] == "/review/"
    assert decide(second, document, "nguoi_ky", value="X Y").status_code == 422
    first.post(f"/review/{document.pk}/leave/")
    assert second.get("/review/next/").headers["Location"] == f"/review/{document.pk}/"


def test_a_document_with_open_fields_is_not_recorded(clerk: Client, document: Document) -> None:
    decide(clerk, document, "nguoi_ky", value="Nguyễn Văn An")
    page = clerk.post(f"/review/{document.pk}/finish/", follow=True).content.decode()
    assert "Còn mục chưa quyết định" in page
    assert Document.objects.get().state == PageState.IN_REVIEW


def test_a_decided_document_is_recorded_with_its_corrections(
    clerk: Client, document: Document, store: Store
) -> None:
    told = {"documents": [{"first_page": 0, "fields": {"nguoi_ky": {"value": "x", "raw": "X"}}}]}
    told["pages"] = [{"index": 0, "state": "in_review"}]
    store.put(record_name(document.dossier.key), json.dumps(told).encode())
    for key, typed in (
        ("so_ky_hieu", "12/QĐ-UBND"),
        ("ngay_ban_hanh", "2026-03-09"),
        ("nguoi_ky", "Nguyễn Văn Ân"),
    ):
        answer = decide(clerk, document, key, value=typed)
    assert answer.headers["HX-Redirect"] == "/review/next/"
    assert Document.objects.get().state == PageState.RECORDED
    assert set(Page.objects.values_list("state", flat=True)) == {PageState.RECORDED}
    assert not Hold.objects.exists()
    record = json.loads(store.get(record_name(document.dossier.key)))
    (paper,) = record["documents"]
    assert paper["state"] == "recorded"
    assert record["pages"][0]["state"] == "recorded"
    assert paper["fields"]["nguoi_ky"]["value"] == "Nguyễn Văn Ân"
    assert paper["fields"]["nguoi_ky"]["raw"] == "NGUYỄN VĂN AN"
    assert [each["verdict"] for each in paper["corrections"]] == [
        "confirmed",
        "confirmed",
        "changed",
    ]
    older = store.get(f"records/{document.dossier.key}/00000.json")
    assert json.loads(older) == told
    assert Event.objects.filter(what="reviewed").count() == 1
    assert not [finding for finding in verify(store) if "audit" in finding.key]


def test_a_person_may_work_on_one_kind_only(clerk: Client, document: Document) -> None:
    clerk.get("/review/", {"kind": "cong_van"})
    assert clerk.get("/review/next/").headers["Location"] == "/review/"
    clerk.get("/review/", {"kind": "quyet_dinh"})
    assert clerk.get("/review/next/").headers["Location"] == f"/review/{document.pk}/"
    assert clerk.get("/review/", {"kind": "x"}).status_code == 404


def test_what_is_left_and_the_pace_are_told(clerk: Client, document: Document) -> None:
    assert "Còn 1 giấy tờ chờ; hôm nay bạn đã xong 0." in clerk.get("/review/").content.decode()
    for key in ("so_ky_hieu", "ngay_ban_hanh", "nguoi_ky"):
        decide(clerk, document, key, verdict="illegible")
    assert "Còn 0 giấy tờ chờ; hôm nay bạn đã xong 1." in clerk.get("/review/").content.decode()


def test_a_recorded_document_is_opened_again_by_undo(clerk: Client, document: Document) -> None:
    for key in ("so_ky_hieu", "ngay_ban_hanh", "nguoi_ky"):
        decide(clerk, document, key, verdict="illegible")
    undo = f"/review/{document.pk}/undo/"
    browser_of("khác").post(undo)
    assert Document.objects.get().state == PageState.RECORDED
    clerk.post(undo)
    assert Document.objects.get().state == PageState.IN_REVIEW
    assert len(open_keys(Document.objects.get())) == 1


def test_a_word_is_taken_back_and_the_document_opened_or_neither(
    clerk: Client, document: Document, tmp_path: Path
) -> None:
    for key in ("so_ky_hieu", "ngay_ban_hanh", "nguoi_ky"):
        decide(clerk, document, key, verdict="illegible")
    (tmp_path / "store" / record_name(document.dossier.key)).unlink()
    assert clerk.post(f"/review/{document.pk}/undo/").status_code == 404
    assert Document.objects.get().state == PageState.RECORDED
    assert open_keys(Document.objects.get()) == []


def test_a_word_on_a_recorded_document_does_not_lead_away(
    clerk: Client, document: Document
) -> None:
    for key in ("so_ky_hieu", "ngay_ban_hanh", "nguoi_ky"):
        answer = decide(clerk, document, key, verdict="illegible")
    assert answer.headers["HX-Redirect"] == "/review/next/"
    answer = decide(clerk, document, "nguoi_ky", verdict="absent")
    assert answer.status_code == 200
    assert "HX-Redirect" not in answer.headers


def test_from_the_next_document_undo_leads_back(
    clerk: Client, document: Document, store: Store, tmp_path: Path
) -> None:
    other = file_doubtful(store, tmp_path, "hồ sơ 2")
    for key in ("so_ky_hieu", "ngay_ban_hanh", "nguoi_ky"):
        decide(clerk, document, key, verdict="illegible")
    answer = clerk.post(f"/review/{other.pk}/undo/")
    assert answer.headers["HX-Redirect"] == f"/review/{document.pk}/"
    assert Document.objects.get(pk=document.pk).state == PageState.IN_REVIEW
    assert clerk.post(f"/review/{other.pk}/undo/").status_code == 204


def test_a_document_with_other_doubts_is_recorded_by_hand(
    clerk: Client, document: Document
) -> None:
    document.doubts = [*document.doubts, {"key": "review.boundary_unsure", "values": {}}]
    document.save()
    for key in ("so_ky_hieu", "ngay_ban_hanh", "nguoi_ky"):
        decide(clerk, document, key, verdict="illegible")
    assert Document.objects.get().state == PageState.IN_REVIEW
    clerk.post(f"/review/{document.pk}/finish/")
    assert Document.objects.get().state == PageState.RECORDED


def test_what_a_person_must_look_at_is_never_called_sure(clerk: Client, document: Document) -> None:
    document.fields.update(confidence=0.99, checks_failed=[])
    for address in (f"/review/{document.pk}/", f"/documents/{document.pk}/pages/1/"):
        page = clerk.get(address).content.decode()
        assert page.count("Khá chắc") == 3, address


def test_what_was_taken_back_is_taken_back_in_the_record(
    clerk: Client, document: Document, store: Store
) -> None:
    told = {"documents": [{"first_page": 0, "fields": {}}], "pages": []}
    store.put(record_name(document.dossier.key), json.dumps(told).encode())
    undo = f"/review/{document.pk}/undo/"
    for key in ("so_ky_hieu", "ngay_ban_hanh", "nguoi_ky"):
        decide(clerk, document, key, value="09/03/2026" if key == "ngay_ban_hanh" else "SAI")
    clerk.post(undo)
    clerk.post(f"/review/{document.pk}/nguoi_ky/", {"verdict": "absent"})
    record = json.loads(store.get(record_name(document.dossier.key)))
    assert record["documents"][0]["fields"]["nguoi_ky"]["value"] == ""
    clerk.post(undo)
    decide(clerk, document, "nguoi_ky", value="Nguyễn Văn An")
    record = json.loads(store.get(record_name(document.dossier.key)))
    assert record["documents"][0]["fields"]["nguoi_ky"]["value"] == "Nguyễn Văn An"
    assert record["documents"][0]["fields"]["nguoi_ky"]["verdict"] == "confirmed"


def test_a_page_with_something_typed_and_not_sent_is_not_left(
    clerk: Client, document: Document
) -> None:
    for key in ("so_ky_hieu", "ngay_ban_hanh"):
        decide(clerk, document, key, verdict="illegible")
    decide(clerk, document, "nguoi_ky", verdict="illegible", dirty="1")
    assert Document.objects.get().state == PageState.IN_REVIEW


def test_what_another_person_works_on_is_left_alone(document: Document) -> None:
    first, second = browser_of("một"), browser_of("hai")
    first.get(f"/review/{document.pk}/")
    for key in ("so_ky_hieu", "ngay_ban_hanh", "nguoi_ky"):
        decide(first, document, key, verdict="illegible", dirty="1")
    for act in ("finish", "undo", "divide", "rescan"):
        form = {"change": "kind", "kind": "khac", "message": "mờ"}
        second.post(f"/review/{document.pk}/{act}/", form)
    still = Document.objects.get()
    assert (still.pk, still.state, still.kind) == (document.pk, "in_review", "quyet_dinh")
    assert not Rescan.objects.exists()


def test_a_field_that_only_a_person_found_is_taken_back(clerk: Client, document: Document) -> None:
    # Such as one that came with its page from a document that was divided.
    decide(clerk, document, "ho_ten", value="Nguyễn Văn An")
    answer = clerk.post(f"/review/{document.pk}/undo/")
    assert answer.headers["HX-Redirect"] == f"/review/{document.pk}/"
    assert "ho_ten" not in current_fields(Document.objects.get())
