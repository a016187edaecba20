from pathlib import Path

import pytest
from django.test import Client

from dossiers.page import PageState
from records.models import Correction, Document
from storage.store import Store
from tests.web.making_papers import file_doubtful
from tests.web.test_review_station import decide

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(store: Store, tmp_path: Path) -> Document:
    return file_doubtful(store, tmp_path)


def token(document: Document, key: str = "nguoi_ky") -> str:
    return f"{document.pk}.{key}.0"


def confirm(client: Client, key: str, shown: list[str], wrong: list[str]):
    form = {"key": key, "shown": shown, "wrong": wrong}
    return client.post("/bulk/confirm/", form, follow=True)


def test_strips_of_one_field_are_shown_and_confirmed_together(
    clerk: Client, document: Document
) -> None:
    page = clerk.get("/bulk/", {"key": "nguoi_ky"}).content.decode()
    assert token(document) in page
    assert "Nguyễn Văn An" in page
    told = confirm(clerk, "nguoi_ky", [token(document)], []).content.decode()
    assert "Đã xác nhận 1 mục" in told
    assert Correction.objects.get().verdict == "confirmed"
    assert token(document) not in clerk.get("/bulk/", {"key": "nguoi_ky"}).content.decode()


def test_what_was_marked_still_waits(clerk: Client, document: Document) -> None:
    confirm(clerk, "nguoi_ky", [token(document)], [token(document)])
    assert not Correction.objects.exists()
    assert token(document) in clerk.get("/bulk/", {"key": "nguoi_ky"}).content.decode()


def test_what_somebody_decided_meanwhile_is_not_confirmed(
    clerk: Client, document: Document
) -> None:
    decide(clerk, document, "nguoi_ky", value="Nguyễn Văn Ân")
    told = confirm(clerk, "nguoi_ky", [token(document)], []).content.decode()
    assert "1 mục vừa được người khác quyết định" in told
    assert Correction.objects.get().after == "Nguyễn Văn Ân"


def test_a_document_with_no_doubt_left_is_recorded(clerk: Client, document: Document) -> None:
    for key in ("so_ky_hieu", "ngay_ban_hanh", "nguoi_ky"):
        confirm(clerk, key, [token(document, key)], [])
    assert Document.objects.get().state == PageState.RECORDED


@pytest.mark.parametrize("form", [{"key": "x"}, {"key": "nguoi_ky", "shown": "1.nguoi_ky.x"}])
def test_senseless_forms_are_refused(form: dict[str, str], clerk: Client) -> None:
    assert clerk.post("/bulk/confirm/", form).status_code == 404
