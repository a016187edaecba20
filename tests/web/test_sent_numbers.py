"""Numbers in forms and addresses, as browsers never send them."""

import json
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client

from records.models import Document
from storage.store import Store
from tests.records.making_corrections import file_scans
from web.roles import Role, give_role
from web.sent_numbers import number_sent

ODD = ["²", "-1", "1.5", "\x00", "9" * 18, "9" * 19, "9" * 5000]


@pytest.mark.parametrize("text", ["", "²", "٣", "-1", "1.5", " 1", "1\n", "9" * 19])
def test_what_is_no_number_of_ours_is_none(text: str) -> None:
    assert number_sent(text) is None


def test_numbers_are_read() -> None:
    assert [number_sent(text) for text in ("0", "12", "9" * 18)] == [0, 12, 10**18 - 1]


@pytest.mark.django_db
@pytest.mark.parametrize("odd", ODD)
def test_no_page_breaks(odd: str, client: Client, store: Store, tmp_path: Path) -> None:
    document, user = file_scans(store, tmp_path), User.objects.create_user("gốc")
    give_role(user, Role.ADMINISTRATOR)
    client.force_login(user)
    pages = f"/dossiers/{document.dossier_id}/divide/", "/documents/"
    text = f"/documents/{document.pk}/pages/1/text/"
    asked = [*((page, "page") for page in pages), ("/review/next/", "after"), (text, "after")]
    for address, name in asked:
        assert client.get(address, {name: odd}).status_code in (200, 302), address
    for address, form in forms(document, user, odd):
        assert client.post(address, form).status_code < 500, address


def forms(document: Document, user: User, odd: str) -> list[tuple[str, dict[str, object]]]:
    station, dossier = f"/review/{document.pk}", f"/dossiers/{document.dossier_id}"
    seen, key = json.dumps([["quyet_dinh", 0, 1]]), "nguoi_ky"
    line = {"key": "1", "place": "0,0,90,40", "seen": odd, "value": "x"}
    return [
        (f"{station}/{key}/", {"value": "A", "seen": odd}),
        (f"{station}/divide/", {"change": "split", "page": odd}),
        (f"{station}/turn/", {"page": odd, "by": "90", "seen-1": "0"}),
        (f"{station}/turn/", {"page": "1", "by": odd, "seen-1": odd}),
        (f"/documents/{document.pk}/pages/1/text/line/", line),
        ("/bulk/confirm/", {"key": key, "shown": [f"{odd}.0"]}),
        ("/bulk/confirm/", {"key": key, "shown": [f"{document.pk}.{odd}"]}),
        ("/people/new/", {"name": "lan", "role": "reviewer", "office": [odd]}),
        (f"/people/{user.pk}/", {"role": "administrator", "active": "1", "office": [odd]}),
        (f"{dossier}/divide/", {"begins": [odd], "kind-1": "khac", "seen": seen}),
        (f"{dossier}/divide/", {"begins": ["1"], "kind-1": "khac", "seen": seen, "page": odd}),
    ]
