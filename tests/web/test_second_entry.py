"""Fields that two people type without seeing each other, and a third where they differ."""

from pathlib import Path

import pytest
from django.test import Client

from dossiers.page import PageState
from records.models import Correction, Document
from settings import read_settings
from storage.store import Store
from tests.web.making_papers import file_doubtful
from tests.web.test_review_station import browser_of, decide, value

pytestmark = pytest.mark.django_db

KEY = "nguoi_ky"


@pytest.fixture
def document(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Document:
    """Its signer must be typed by two."""
    monkeypatch.setenv("HOSO_SECOND_ENTRY", f'["quyet_dinh/{KEY}"]')
    read_settings.cache_clear()
    return file_doubtful(store, tmp_path)


def station(client: Client, document: Document) -> str:
    return client.get(f"/review/{document.pk}/").content.decode()


def decide_others(client: Client, document: Document) -> None:
    decide(client, document, "so_ky_hieu", value="12/QĐ-UBND")
    decide(client, document, "ngay_ban_hanh", value="09/03/2026")


def test_the_second_person_sees_nothing_of_the_first(document: Document) -> None:
    one, two = browser_of("một"), browser_of("hai")
    decide_others(one, document)
    answer = decide(one, document, KEY, value="Nguyễn Văn Ẩn", seen="0")
    assert answer.headers["HX-Redirect"] == "/review/next/"
    assert Document.objects.get().state == PageState.IN_REVIEW
    page = station(two, document)
    assert "nhập lần hai" in page
    for name in ("Nguyễn Văn Ẩn", "Nguyễn Văn An", "Nguyễn Văn Ân"):
        assert name not in page, name
    assert one.get("/review/next/").headers["Location"] == "/review/"
    assert two.get("/review/next/").headers["Location"] == f"/review/{document.pk}/"


def test_two_that_agree_record_the_document(document: Document) -> None:
    one, two = browser_of("một"), browser_of("hai")
    decide_others(one, document)
    decide(one, document, KEY, value="Nguyễn Văn Ẩn", seen="0")
    seen = str(Correction.objects.get(field_key=KEY).pk)
    decide(two, document, KEY, value="Nguyễn Văn Ẩn", seen=seen)
    assert Document.objects.get().state == PageState.RECORDED
    assert value(document, KEY) == "Nguyễn Văn Ẩn"


def test_where_they_differ_a_third_is_shown_both_and_decides(document: Document) -> None:
    one, two, three = (browser_of(name) for name in ("một", "hai", "ba"))
    decide_others(one, document)
    decide(one, document, KEY, value="Nguyễn Văn Ẩn")
    decide(two, document, KEY, value="Nguyễn Văn Ấn")
    assert Document.objects.get().state == PageState.IN_REVIEW
    page = station(three, document)
    assert "hai người nhập khác nhau" in page
    assert "Nguyễn Văn Ẩn" in page
    assert "Nguyễn Văn Ấn" in page
    decide(three, document, KEY, value="Nguyễn Văn Ấn")
    assert Document.objects.get().state == PageState.RECORDED
    assert value(document, KEY) == "Nguyễn Văn Ấn"


def test_who_typed_at_the_same_time_is_told_of_an_entry_and_not_what_it_says(
    document: Document,
) -> None:
    one, two = browser_of("một"), browser_of("hai")
    decide(one, document, KEY, value="Nguyễn Văn Ẩn", seen="0")
    one.post(f"/review/{document.pk}/leave/")
    answer = decide(two, document, KEY, value="Nguyễn Văn Ấn", seen="0")
    assert answer.status_code == 422
    assert "vừa được người khác nhập" in answer.content.decode()
    assert "Nguyễn Văn Ẩn" not in answer.content.decode()
    assert Correction.objects.count() == 1


def test_the_first_person_can_come_back_and_take_it_back(document: Document) -> None:
    one = browser_of("một")
    decide_others(one, document)
    decide(one, document, KEY, value="Nguyễn Văn Ẩn")
    assert "chờ người khác nhập" in station(one, document)
    one.post(f"/review/{document.pk}/undo/")
    page = station(one, document)
    assert "chờ người khác nhập" not in page
    assert "Nguyễn Văn Ẩn" not in page


def test_recording_by_key_keeps_the_part_of_the_first(document: Document) -> None:
    one = browser_of("một")
    decide_others(one, document)
    decide(one, document, KEY, value="Nguyễn Văn Ẩn", dirty="1")
    told = one.post(f"/review/{document.pk}/finish/", follow=True).content.decode()
    assert "Chờ người khác nhập: Người ký" in told
    assert Document.objects.get().state == PageState.IN_REVIEW


def test_a_doubtful_kind_does_not_bring_the_document_back_to_the_first(document: Document) -> None:
    kind = {"key": "review.kind_unsure", "values": {"kind": "quyet_dinh"}}
    Document.objects.update(doubts=[*document.doubts, kind])
    one, two = browser_of("một"), browser_of("hai")
    decide_others(one, document)
    decide(one, document, KEY, value="Nguyễn Văn Ẩn")
    one.post(f"/review/{document.pk}/finish/")
    assert one.get("/review/next/").headers["Location"] == "/review/"
    assert two.get("/review/next/").headers["Location"] == f"/review/{document.pk}/"
    decide(two, document, KEY, value="Nguyễn Văn Ẩn")
    assert Document.objects.get().state == PageState.RECORDED


def test_bulk_check_confirms_as_a_first_entry_and_shows_no_second(document: Document) -> None:
    one, two = browser_of("một"), browser_of("hai")
    token = f"{document.pk}.nguoi_ky.0"
    one.post("/bulk/confirm/", {"key": KEY, "shown": [token]})
    assert Correction.objects.get().is_entry
    assert f'value="{document.pk}.' not in two.get(f"/bulk/?key={KEY}").content.decode()


def test_a_field_that_is_not_doubtful_is_changed_by_one(document: Document) -> None:
    decide(browser_of("một"), document, "trich_yeu", value="Về việc khác")
    assert value(document, "trich_yeu") == "Về việc khác"
