"""Uploads become dossiers of the sender's office."""

from pathlib import Path

import pytest
from django.test import Client

from records.offices import make_office
from settings import read_settings
from tests.web.conftest import open_home
from tests.web.making_papers import draw_scan
from tests.web.sending_files import await_looks, put, start
from tests.web.test_reach import browser_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    open_home(tmp_path, monkeypatch)
    return read_settings().inbox


def send_for(client: Client, office: str | None = None) -> int:
    """Upload a scan; gives the status of the answer."""
    number, scan = start(client), draw_scan()
    put(client, number, "a.jpg", scan)
    told = {"files": "1", "size": str(len(scan)), "title": "lô"}
    if office is not None:
        told["office"] = office
    answer = client.post(f"/upload/{number}/finish/", told)
    await_looks()
    return answer.status_code


def test_who_has_one_office_uploads_for_it(inbox: Path) -> None:
    assert send_for(browser_of("lan", make_office("xa-a", "Xã A"))) == 200
    assert [path.name for path in inbox.iterdir()] == ["xa-a"]
    assert len(list((inbox / "xa-a").iterdir())) == 1


def test_who_has_several_must_choose_one_of_them(inbox: Path) -> None:
    client = browser_of("lan", make_office("xa-a", "Xã A"), make_office("xa-b", "Xã B"))
    make_office("xa-c", "Xã C")
    assert '<option value="xa-b">' in client.get("/upload/").content.decode()
    assert '<option value="xa-c">' not in client.get("/upload/").content.decode()
    assert send_for(client) == 422
    assert send_for(client, "xa-c") == 422
    assert send_for(client, "../xa-c") == 422
    assert not inbox.exists() or not list(inbox.iterdir())
    assert send_for(client, "xa-b") == 200
    assert [path.name for path in inbox.iterdir()] == ["xa-b"]


def test_who_has_none_uploads_for_everybody(inbox: Path) -> None:
    make_office("xa-a", "Xã A")
    client = browser_of("lan")
    assert 'id="office"' not in client.get("/upload/").content.decode()
    assert send_for(client) == 200
    (delivery,) = inbox.iterdir()
    assert (delivery / "a.jpg").exists()
