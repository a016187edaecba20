"""Fields that look alike, and kinds of papers, checked many at once."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client

from dossiers.messages import message
from dossiers.page import PageState
from dossiers.vocabulary import field_names
from records.fields import current_fields
from records.models import Correction, Document, Event, OpenField
from storage.store import Store
from tests.records.making_dossiers import paper, read_as
from tests.web.making_papers import file_dossier, file_doubtful
from tests.web.test_bulk import confirm, token
from web.bulk_groups import group_words, keys_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def unsure(store: Store, tmp_path: Path) -> Document:
    """A paper of which only the kind is doubtful."""
    found = paper(0, 0, "cong_van", so_ky_hieu="12/UBND")
    found = replace(found, doubts=(message("review.kind_unsure", kind="cong_van"),))
    file_dossier(store, tmp_path, [read_as(0, "CÔNG VĂN")], [found])
    return Document.objects.get()


def bulk(client: Client, key: str) -> str:
    return client.get("/bulk/", {"key": key}).content.decode()


def test_groups_are_made_of_fields() -> None:
    fields = {key for group in ("digits", "names", "dates") for key in keys_of(group)}
    assert fields < set(field_names())
    assert len(group_words()) == len(field_names()) + 4


def test_fields_of_a_group_are_confirmed_together(
    clerk: Client, store: Store, tmp_path: Path
) -> None:
    document = file_doubtful(store, tmp_path)
    assert token(document, "ngay_ban_hanh") in bulk(clerk, "dates")
    assert token(document, "nguoi_ky") not in bulk(clerk, "dates")
    assert token(document, "nguoi_ky") in bulk(clerk, "names")
    confirm(clerk, "dates", [token(document, "ngay_ban_hanh")], [])
    assert token(document, "ngay_ban_hanh") not in bulk(clerk, "dates")
    assert OpenField.objects.count() == 2


def test_a_kind_is_confirmed_and_the_paper_recorded(clerk: Client, unsure: Document) -> None:
    page = bulk(clerk, "kinds")
    assert token(unsure, "loai") in page
    assert "Công văn" in page
    confirm(clerk, "kinds", [token(unsure, "loai")], [])
    assert Document.objects.get().state == PageState.RECORDED
    word = Correction.objects.get()
    assert (word.field_key, word.after, word.who.username) == ("loai", "cong_van", "thư ký")
    assert Event.objects.filter(what="kind_confirmed").exists()
    assert "loai" not in current_fields(Document.objects.get())
    assert token(unsure, "loai") not in bulk(clerk, "kinds")


def test_a_kind_that_is_wrong_still_waits(clerk: Client, unsure: Document) -> None:
    confirm(clerk, "kinds", [token(unsure, "loai")], [token(unsure, "loai")])
    assert Document.objects.get().state == PageState.IN_REVIEW
    assert OpenField.objects.get().key == "loai"


def test_a_confirmed_kind_is_taken_back(clerk: Client, unsure: Document) -> None:
    confirm(clerk, "kinds", [token(unsure, "loai")], [])
    answer = clerk.post(f"/review/{unsure.pk}/undo/")
    assert answer.headers["HX-Redirect"] == f"/review/{unsure.pk}/"
    assert Document.objects.get().state == PageState.IN_REVIEW
    assert token(unsure, "loai").rpartition(".")[0] in bulk(clerk, "kinds")


def test_two_people_do_not_confirm_one_kind(clerk: Client, unsure: Document) -> None:
    for _ in range(2):
        told = clerk.post(
            "/bulk/confirm/", {"key": "kinds", "shown": [token(unsure, "loai")]}, follow=True
        )
    assert "1 mục vừa được người khác quyết định" in told.content.decode()
    assert Correction.objects.count() == 1
