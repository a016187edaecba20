from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from records.models import Document, Event, Rescan
from storage.store import Store
from tests.web.making_papers import file_doubtful
from web.roles import Role, give_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(store: Store, tmp_path: Path) -> Document:
    return file_doubtful(store, tmp_path)


@pytest.fixture
def scanner(db: None) -> Client:
    user = get_user_model().objects.create_user("quét")
    give_role(user, Role.SCANNER)
    client = Client()
    client.force_login(user)
    return client


def send_back(client: Client, document: Document, message: str):
    return client.post(f"/review/{document.pk}/rescan/", {"message": message}, follow=True)


def test_a_document_goes_to_the_scanner_and_comes_back(
    clerk: Client, scanner: Client, document: Document
) -> None:
    send_back(clerk, document, "trang 1 bị mờ")
    assert clerk.get("/review/next/").headers["Location"] == "/review/"
    page = scanner.get("/rescans/").content.decode()
    assert "trang 1 bị mờ" in page
    assert ".jpg" not in page  # scanners do not see what papers say
    rescan = Rescan.objects.get()
    scanner.post(f"/rescans/{rescan.pk}/done/")
    assert "trang 1 bị mờ" not in scanner.get("/rescans/").content.decode()
    assert clerk.get("/review/next/").headers["Location"] == f"/review/{document.pk}/"
    assert "đã quét lại" in clerk.get(f"/review/{document.pk}/").content.decode()
    noted = Event.objects.filter(subject=f"document {document.pk}").values_list("what", flat=True)
    assert {"asked_for_scan", "scanned_again"} <= set(noted)
    assert scanner.post(f"/rescans/{rescan.pk}/done/").status_code == 404


def test_a_scanner_must_be_told_what_is_wrong(clerk: Client, document: Document) -> None:
    page = send_back(clerk, document, "  ").content.decode()
    assert "Hãy ghi cần quét lại gì" in page
    assert not Rescan.objects.exists()
