import json
from pathlib import Path

import pytest
from django.contrib.auth.models import User

from records.divisions import DividedMeanwhileError, standing_division
from records.filing import FiledDocument
from records.models import Document, Event, OlderReading, Page, PageTurn
from records.turning import TurnedMeanwhileError, replace_reading, turn_page
from storage.folder import FolderStore
from storage.names import older_record_name, record_name
from storage.store import MissingBytesError, Store
from tests.records.making_dossiers import digitize, make_stream, paper, read_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> User:
    return User.objects.create_user("thu")


@pytest.fixture
def page(store: Store, tmp_path: Path) -> Page:
    """The second of two pages, each a document."""
    texts = ["trang một", "IĐ NẠG NỊH"]
    ticket = digitize(store, make_stream(tmp_path, "a", texts), texts, paper(0, 0), paper(1, 1))
    told = {
        "pages": [{"index": 0, "rotation": 0}, {"index": 1, "rotation": 0}],
        "documents": [{"first_page": 0, "type": "khac"}, {"first_page": 1, "type": "khac"}],
    }
    store.put(record_name(ticket.key), json.dumps(told).encode())
    Document.objects.update(pdf="")  # its scans are none: tests/web/test_turning.py has real ones
    return Page.objects.get(index=1)


def test_a_turn_is_appended_and_the_record_has_a_revision(
    page: Page, clerk: User, store: Store
) -> None:
    turn_page(page.pk, 90, store, seen=0, who=clerk)
    turn_page(page.pk, 270, store, seen=90, who=clerk)
    assert [row.rotation for row in PageTurn.objects.filter(page=page)] == [90, 270]
    record = json.loads(store.get(record_name(page.dossier.key)))
    assert [each["rotation"] for each in record["pages"]] == [0, 270]
    first = json.loads(store.get(older_record_name(page.dossier.key, 1)))
    assert first["pages"][1]["rotation"] == 90
    assert Event.objects.filter(what="turned", who="thu").count() == 2


def test_a_page_that_stands_otherwise_than_it_was_seen_stays(
    page: Page, clerk: User, store: Store
) -> None:
    turn_page(page.pk, 90, store, seen=0, who=clerk)
    with pytest.raises(TurnedMeanwhileError):
        turn_page(page.pk, 180, store, seen=0, who=clerk)
    assert PageTurn.objects.get().rotation == 90


def test_another_reading_takes_the_place_of_one_that_is_kept(
    page: Page, clerk: User, store: Store
) -> None:
    seen = standing_division(page.dossier.pk).documents
    filed = FiledDocument(paper(1, 1, "thong_bao", so_ky_hieu="1/TB"), True, "a.pdf")
    made = replace_reading(page.pk, read_as(1, "Thông báo"), filed, store, seen=seen, who=clerk)
    row = Document.objects.get(pk=made)
    assert (row.kind, row.fields.get().value) == ("thong_bao", "1/TB")
    assert Page.objects.get(pk=page.pk).text == "Thông báo"
    assert OlderReading.objects.get().reading == page.reading
    record = json.loads(store.get(record_name(page.dossier.key)))
    assert [each["type"] for each in record["documents"]] == ["khac", "thong_bao"]
    assert record["pages"][1]["text"] == "Thông báo"
    assert Event.objects.get(what="read_again").details == {"page": 2, "document": made}


def test_a_dossier_that_was_divided_meanwhile_keeps_its_reading(
    page: Page, clerk: User, store: Store
) -> None:
    filed = FiledDocument(paper(1, 1), True, "a.pdf")
    with pytest.raises(DividedMeanwhileError):
        replace_reading(page.pk, read_as(1, "Thông báo"), filed, store, seen=[0], who=clerk)
    assert Page.objects.get(pk=page.pk).text == page.text
    assert not OlderReading.objects.exists()


def test_a_record_that_cannot_be_written_leaves_the_page_as_it_was(
    page: Page, clerk: User, store: Store
) -> None:
    assert isinstance(store, FolderStore)
    (store.root / record_name(page.dossier.key)).unlink()
    seen = standing_division(page.dossier.pk).documents
    filed = FiledDocument(paper(1, 1), True, "a.pdf")
    with pytest.raises(MissingBytesError):
        turn_page(page.pk, 90, store, seen=0, who=clerk)
    with pytest.raises(MissingBytesError):
        replace_reading(page.pk, read_as(1, "Thông báo"), filed, store, seen=seen, who=clerk)
    assert not PageTurn.objects.exists()
    assert not OlderReading.objects.exists()
    assert Page.objects.get(pk=page.pk).rotation == 0
    assert standing_division(page.dossier.pk).documents == seen
