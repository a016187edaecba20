"""Whoever is shown what stands in a dossier is noted, whatever they ask for it."""

from pathlib import Path

import pytest
from django.test import Client

from records.models import Document, Event
from storage.store import Store
from tests.web.making_papers import file_doubtful

pytestmark = pytest.mark.django_db

NAME = "Nguyễn Văn An"


@pytest.fixture
def document(store: Store, tmp_path: Path) -> Document:
    return file_doubtful(store, tmp_path)


def noted(document: Document) -> int:
    subject = f"dossier {document.dossier_id}"
    return Event.objects.filter(what="viewed", who="thư ký", subject=subject).count()


def test_the_words_in_a_box(clerk: Client, document: Document) -> None:
    box = {"left": 0, "top": 0, "right": 9999, "bottom": 9999}
    address = f"/documents/{document.pk}/pages/1/text/region/"
    assert "Nguyễn Thị Hòa" in clerk.get(address, box).content.decode()
    assert noted(document) == 1


def test_the_values_of_the_bulk_check_once_a_session(clerk: Client, document: Document) -> None:
    for _time in range(2):
        assert NAME in clerk.get("/bulk/?key=nguoi_ky").content.decode()
    assert noted(document) == 1


def test_a_field_that_comes_back_with_trouble(clerk: Client, document: Document) -> None:
    answer = clerk.post(f"/review/{document.pk}/nguoi_ky/", {"value": ""})
    assert NAME in answer.content.decode()
    assert noted(document) == 1
