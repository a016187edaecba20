"""The whole way of a scan: uploaded, digitized, reviewed by keyboard, delivered."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from dossiers.page import PageState
from pipeline.delivery import digitize_all, take_in
from records.models import Document
from records.verify import verify
from settings import REPOSITORY, read_settings
from settings.workshop import open_workshop
from storage.names import older_record_name, record_name
from storage.store import Store
from tests.records.making_scans import text_of
from tests.web.chromium import CHROMIUM, log_in, open_page
from tests.web.conftest import open_home
from tests.web.sending_files import await_looks
from web.roles import Role, give_role

SAMPLE = REPOSITORY / "samples" / "ho-so-ho-tich" / "page-001.jpg"
PASSWORD = "không ai đoán ra"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed"),
]


@pytest.fixture
def window(
    live_server: LiveServer, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Page]:
    """Somebody who scans, reviews and searches; every field waits for a person."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    monkeypatch.setenv("HOSO_READING", "fast")
    monkeypatch.setenv("HOSO_ACCEPT_PRECISION", "1.0")
    user = get_user_model().objects.create_user("thuky", password=PASSWORD)
    for role in (Role.REVIEWER, Role.SCANNER, Role.ARCHIVIST):
        give_role(user, role)
    open_home(tmp_path / "home", monkeypatch)
    with open_page(tmp_path / "profile") as page:
        log_in(page, live_server.url, "thuky", PASSWORD)
        yield page


def digitize_inbox() -> None:
    """What the sweep of the hot folder does."""
    settings = read_settings()
    (delivery,) = settings.inbox.iterdir()
    with open_workshop(settings) as workshop, take_in(str(delivery), workshop) as taken:
        list(digitize_all(taken, workshop, lambda _: None))


def review_all(page: Page, live_server: LiveServer, typed: dict[str, str]) -> int:
    """Keep what was read, by Enter alone, or type what is said here; gives the keystrokes."""
    keystrokes = 0
    page.goto(f"{live_server.url}/review/next/")
    while page.url != f"{live_server.url}/review/":
        focus = page.evaluate("document.activeElement.id")
        if value := typed.pop(focus.removeprefix("value-"), ""):
            page.keyboard.press("Control+A")
            page.keyboard.type(value)
        page.keyboard.press("F9" if focus == "finish" else "Enter")
        keystrokes += 1
        assert keystrokes < 100, page.content()
        page.wait_for_function(
            "key => document.readyState === 'complete' && document.activeElement.id !== key",
            arg=focus,
        )
    return keystrokes


def test_a_scan_is_uploaded_digitized_reviewed_and_delivered(
    window: Page, live_server: LiveServer, store: Store
) -> None:
    window.goto(f"{live_server.url}/upload/")
    window.set_input_files("#files", SAMPLE)
    window.click("#send")
    window.wait_for_url("**/upload/*/")
    await_looks()
    digitize_inbox()
    expect(window.locator("main")).to_contain_text("1 trong 1 trang đã xong", timeout=30_000)
    document = Document.objects.get()
    assert document.state == PageState.IN_REVIEW
    review_all(window, live_server, {"ho_ten": "Trần Thị Thử Nghiệm"})
    record = json.loads(store.get(record_name(document.dossier.key)))
    machine = json.loads(store.get(older_record_name(document.dossier.key, 0)))
    assert record["documents"][0]["fields"]["ho_ten"]["value"] == "Trần Thị Thử Nghiệm"
    assert machine["documents"][0]["fields"]["ho_ten"]["value"] != "Trần Thị Thử Nghiệm"
    assert Document.objects.get().state == PageState.RECORDED
    window.goto(f"{live_server.url}/search/?q=tran+thi+thu+nghiem")
    expect(window.locator(".hits li")).to_have_count(1)
    window.goto(f"{live_server.url}/documents/{document.pk}/pages/1/text/")
    window.locator("input[name=value]").first.focus()
    window.keyboard.press("Control+A")
    window.keyboard.insert_text("Chữ do người gõ")
    window.keyboard.press("Enter")
    expect(window.locator(".decision .trust").first).to_have_text("đã sửa")
    document.refresh_from_db()
    with store.local(document.pdf) as path:
        assert "Chữ do người gõ" in text_of(path)
    assert list(verify(store)) == []
