"""Dossiers of other offices do not exist for a person, whatever the address."""

from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import get_resolver, reverse

from dossiers.page import PageState
from records.models import Correction, Delivery, Document, Dossier, Office
from records.offices import join_office, leave_office, make_office
from records.rescans import ask_for_scan
from storage.store import Store
from tests.web.making_papers import file_doubtful
from web.reach import CLAIMS
from web.roles import Role, give_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return make_office("xa-a", "Xã A")


@pytest.fixture
def document(office: Office, store: Store, tmp_path: Path) -> Document:
    """A document of the office."""
    file_doubtful(store, tmp_path)
    for model in (Delivery, Dossier, Document):
        model._default_manager.update(office=office)
    return Document.objects.get()


def browser_of(name: str, *offices: Office) -> Client:
    """Somebody with every role but the administrator's."""
    user = get_user_model().objects.create_user(name)
    for role in set(Role) - {Role.ADMINISTRATOR}:
        give_role(user, role)
    for office in offices:
        join_office(office, user)
    client = Client()
    client.force_login(user)
    return client


NAMED = sorted(
    str(each.name)
    for each in get_resolver().url_patterns
    if CLAIMS.keys() & each.pattern.converters.keys()
)


@pytest.mark.parametrize("view", NAMED)
def test_nothing_is_found_at_addresses_of_another_office(view: str, document: Document) -> None:
    who = get_user_model().objects.create_user("ai")
    ask_for_scan(document.pk, "mờ", who=who)
    given = {"document_id": document.pk, "dossier_id": document.dossier_id, "number": 1}
    given |= {"delivery_id": Delivery.objects.get().pk, "key": "nguoi_ky"}
    given["rescan_id"] = document.rescans.get().pk
    pattern = next(each for each in get_resolver().url_patterns if each.name == view)
    address = reverse(view, kwargs={name: given[name] for name in pattern.pattern.converters})
    stranger = browser_of("lạ", make_office("xa-b", "Xã B"))
    assert stranger.get(address).status_code == 404
    assert stranger.post(address).status_code == 404


def test_people_of_the_office_find_it(document: Document, office: Office) -> None:
    own = browser_of("quen", office)
    assert own.get(f"/review/{document.pk}/").status_code == 200
    assert own.get(f"/dossiers/{document.dossier_id}/").status_code == 200


def test_an_administrator_finds_everything(document: Document) -> None:
    user = get_user_model().objects.create_user("gốc")
    give_role(user, Role.ADMINISTRATOR)
    client = Client()
    client.force_login(user)
    assert client.get(f"/review/{document.pk}/").status_code == 200


def test_lists_leave_other_offices_out(document: Document, office: Office) -> None:
    stranger, own = browser_of("lạ"), browser_of("quen", office)
    address = f"/documents/{document.pk}"
    pages = {"/review/": f"/review/{document.pk}/", "/documents/": address}
    for page, link in {**pages, "/search/?q=hoa": address}.items():
        assert link not in stranger.get(page).content.decode(), page
        assert link in own.get(page).content.decode(), page
    token = f"{document.pk}.nguoi_ky.0"
    assert token not in stranger.get("/bulk/?key=nguoi_ky").content.decode()
    assert token in own.get("/bulk/?key=nguoi_ky").content.decode()
    assert "lô 1" not in stranger.get("/").content.decode()
    assert "lô 1" in own.get("/").content.decode()


def test_a_form_that_names_another_offices_document_changes_nothing(document: Document) -> None:
    form = {"key": "nguoi_ky", "shown": [f"{document.pk}.nguoi_ky.0"]}
    browser_of("lạ").post("/bulk/confirm/", form)
    assert not Correction.objects.exists()


def test_rescans_of_another_office_are_not_listed(document: Document, office: Office) -> None:
    ask_for_scan(document.pk, "trang 1 mờ", who=get_user_model().objects.create_user("ai"))
    assert "trang 1 mờ" not in browser_of("lạ").get("/rescans/").content.decode()
    assert "trang 1 mờ" in browser_of("quen", office).get("/rescans/").content.decode()


def test_work_is_chosen_by_office_kind_and_field(document: Document, office: Office) -> None:
    other = make_office("xa-b", "Xã B")
    own = browser_of("quen", office, other)
    station = f"/review/{document.pk}/"
    for query, found in (
        ("", True),
        (f"office={office.pk}", True),
        (f"office={other.pk}", False),
        ("kind=quyet_dinh", True),
        ("kind=can_cuoc", False),
        ("field=nguoi_ky", True),
        ("field=trich_yeu", False),
        (f"office={office.pk}&kind=quyet_dinh&field=nguoi_ky", True),
    ):
        own.get(f"/review/?{query}")
        assert (own.get("/review/next/").headers["Location"] == station) is found, query


def test_an_office_that_is_not_theirs_cannot_be_chosen(document: Document, office: Office) -> None:
    assert browser_of("lạ").get(f"/review/?office={office.pk}").status_code == 404


def test_undo_opens_no_document_of_an_office_that_the_person_left(
    document: Document, office: Office, store: Store, tmp_path: Path
) -> None:
    own, nobodys = browser_of("quen", office), file_doubtful(store, tmp_path, "chung")
    for key in ("so_ky_hieu", "ngay_ban_hanh", "nguoi_ky"):
        own.post(f"/review/{document.pk}/{key}/", {"verdict": "illegible"})
    leave_office(office, get_user_model().objects.get(username="quen"))
    assert own.post(f"/review/{nobodys.pk}/undo/").status_code == 204
    assert Document.objects.get(pk=document.pk).state == PageState.RECORDED


def test_the_way_back_leads_past_documents_of_an_office_that_the_person_left(
    document: Document, office: Office, store: Store, tmp_path: Path
) -> None:
    own = browser_of("quen", office)
    first, last = (file_doubtful(store, tmp_path, name) for name in ("một", "hai"))
    for each in (first, document, last):
        own.get(f"/review/{each.pk}/")
    leave_office(office, get_user_model().objects.get(username="quen"))
    answer = own.post(f"/review/{last.pk}/previous/")
    assert answer.headers["Location"] == f"/review/{first.pk}/"
