"""Several people at the desk at once, each in a browser of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from dossiers.page import PageState
from records.fields import current_fields, standing
from records.models import Document
from settings import read_settings
from storage.store import Store
from tests.web.chromium import CHROMIUM, log_in, open_pages
from tests.web.conftest import open_home
from tests.web.making_papers import file_doubtful
from web.roles import Role, give_role

NAMES = ("một", "hai", "ba")
PASSWORD = "không ai đoán ra"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed"),
]


@pytest.fixture
def windows(
    live_server: LiveServer, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[list[Page]]:
    """Windows of three reviewers; signers are typed by two people."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    monkeypatch.setenv("HOSO_SECOND_ENTRY", '["nguoi_ky"]')
    open_home(tmp_path / "home", monkeypatch)
    for name in NAMES:
        user = get_user_model().objects.create_user(name, password=PASSWORD)
        give_role(user, Role.REVIEWER)
    with open_pages([tmp_path / name for name in NAMES]) as pages:
        for page, name in zip(pages, NAMES, strict=True):
            log_in(page, live_server.url, name, PASSWORD)
        yield pages


def begin(page: Page, live_server: LiveServer) -> str:
    """The address of the document that is given."""
    page.goto(f"{live_server.url}/review/next/")
    return page.url


def enter(page: Page, key: str, value: str = "") -> None:
    """Type a value, or keep what stands there."""
    box = page.locator(f"#value-{key}")
    expect(box).to_be_focused()
    if value:
        page.keyboard.press("Control+A")
        page.keyboard.type(value)
    page.keyboard.press("Enter")


def test_two_reviewers_at_once_do_not_meet(
    windows: list[Page], live_server: LiveServer, store: Store, tmp_path: Path
) -> None:
    for name in ("a", "b"):
        file_doubtful(store, tmp_path, name)
    one, two, _ = windows
    first, second = begin(one, live_server), begin(two, live_server)
    assert first != second
    enter(one, "so_ky_hieu", "13/QĐ-UBND")
    enter(two, "so_ky_hieu", "14/QĐ-UBND")
    expect(one.locator("#value-ngay_ban_hanh")).to_be_focused()
    two.goto(first)
    expect(two.get_by_role("alert").filter(has_text="một đang xem")).to_be_visible()
    two.locator("#value-ngay_ban_hanh").focus()
    enter(two, "ngay_ban_hanh", "10/03/2026")
    expect(two.locator("#why-ngay_ban_hanh")).to_contain_text("một đang xem giấy tờ này")
    expect(two.locator("#value-ngay_ban_hanh")).to_have_value("10/03/2026")
    values = {
        current_fields(document)["so_ky_hieu"].value: standing(document)["so_ky_hieu"].who.username
        for document in Document.objects.all()
    }
    assert values == {"13/QĐ-UBND": "một", "14/QĐ-UBND": "hai"}


def test_a_signer_is_typed_blind_by_two_and_a_third_decides(
    windows: list[Page], live_server: LiveServer, store: Store, tmp_path: Path
) -> None:
    read_settings.cache_clear()
    file_doubtful(store, tmp_path)
    one, two, three = windows
    begin(one, live_server)
    enter(one, "so_ky_hieu")
    enter(one, "ngay_ban_hanh")
    enter(one, "nguoi_ky", "Nguyễn Văn Ấn")
    one.wait_for_url(f"{live_server.url}/review/")
    begin(two, live_server)
    expect(two.locator("#value-nguoi_ky")).to_have_value("")
    assert "Nguyễn Văn" not in two.content()
    enter(two, "nguoi_ky", "Nguyễn Văn Ẩn")
    two.wait_for_url(f"{live_server.url}/review/")
    begin(three, live_server)
    expect(three.locator("#value-nguoi_ky")).to_be_focused()
    three.keyboard.press("Alt+2")
    enter(three, "nguoi_ky")
    three.wait_for_url(f"{live_server.url}/review/")
    document = Document.objects.get()
    assert document.state == PageState.RECORDED
    assert current_fields(document)["nguoi_ky"].value == "Nguyễn Văn Ẩn"
