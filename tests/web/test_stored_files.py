from pathlib import Path

import pytest
from django.test import Client

from storage.folder import FolderStore
from storage.names import image_name
from storage.store import Store
from tests.web.making_papers import draw_scan, file_decision

pytestmark = pytest.mark.django_db


def test_the_picture_of_a_page_comes_from_the_store(
    clerk: Client, store: Store, tmp_path: Path
) -> None:
    document = file_decision(store, tmp_path)
    answer = clerk.get(f"/dossiers/{document.dossier.pk}/pages/1.jpg")
    assert answer.content == draw_scan()
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("number", ["0", "3", "99", "-1", "1/../../2", "%2e%2e/secret"])
def test_a_page_that_the_dossier_does_not_have_is_not_found(
    number: str, clerk: Client, store: Store, tmp_path: Path
) -> None:
    dossier = file_decision(store, tmp_path).dossier
    store.put("images/secret.jpg", b"secret")
    store.put(image_name(dossier.key, 98), b"of no page")
    assert clerk.get(f"/dossiers/{dossier.pk}/pages/{number}.jpg").status_code == 404


def test_a_picture_that_is_gone_is_told_with_the_cure(
    clerk: Client, store: Store, tmp_path: Path
) -> None:
    document = file_decision(store, tmp_path)
    assert isinstance(store, FolderStore)
    (store.root / image_name(document.dossier.key, 0)).unlink()
    answer = clerk.get(f"/dossiers/{document.dossier.pk}/pages/1.jpg")
    assert answer.status_code == 404
    assert "hoso verify" in answer.content.decode()


def test_a_store_that_fails_is_told_and_is_not_a_missing_page(
    clerk: Client, store: Store, tmp_path: Path
) -> None:
    document = file_decision(store, tmp_path)
    document.pdf = f"pdfs/{'a' * 300}.pdf"  # longer than any file system takes
    document.save()
    answer = clerk.get(f"/documents/{document.pk}.pdf")
    assert answer.status_code == 503
    assert "Hãy kiểm tra ổ đĩa" in answer.content.decode()


def test_a_document_gives_its_pdf_under_a_name_for_people(
    clerk: Client, store: Store, tmp_path: Path
) -> None:
    document = file_decision(store, tmp_path)
    answer = clerk.get(f"/documents/{document.pk}.pdf")
    assert answer.getvalue() == b"%PDF"
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("inline; filename*=utf-8''")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_document_without_a_pdf_offers_none(clerk: Client, store: Store, tmp_path: Path) -> None:
    document = file_decision(store, tmp_path)
    document.pdf = ""
    document.save()
    assert clerk.get(f"/documents/{document.pk}.pdf").status_code == 404
    page = clerk.get(f"/documents/{document.pk}/pages/1/").content.decode()
    assert "PDF tìm được chữ" not in page
