"""Keys of the station in a real browser: turning a page, walking, and what shows them."""

import io
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from records.models import Document, Hold, PageTurn
from storage.store import Store
from tests.web.chromium import CHROMIUM
from tests.web.making_papers import SEAL, file_doubtful
from tests.web.test_in_chromium import window
from tests.web.test_turning import file_lying
from web.frames import Frame

__all__ = ["window"]  # a fixture

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed"),
]

ON_SCREEN = """([x, y]) => {
  const sheet = document.querySelector(".sheet:not([hidden])");
  const point = new DOMPoint(x, y).matrixTransform(sheet.getScreenCTM());
  return [point.x, point.y];
}"""


@pytest.mark.parametrize("presses", [1, 2, 3])
def test_a_page_is_turned_on_the_screen_with_its_boxes_before_it_is_saved(
    presses: int, window: Page, live_server: LiveServer, store: Store, tmp_path: Path
) -> None:
    document = file_doubtful(store, tmp_path)
    window.goto(f"{live_server.url}/review/{document.pk}/")
    for _press in range(presses):
        window.keyboard.press("F3")
    expect(window.locator("#turning [name=read]")).to_be_focused()
    ink = Frame(0, 1654, 2339, 90 * presses, is_pictured=True).to_upright.box(SEAL)
    place = [(ink.left + ink.right) / 2, (ink.top + ink.bottom) / 2]
    x, y = window.evaluate(ON_SCREEN, place)
    screen = Image.open(io.BytesIO(window.screenshot())).convert("L")
    assert screen.getpixel((round(x), round(y))) < 120
    assert not PageTurn.objects.exists()
    window.keyboard.press("Escape")
    expect(window.locator(".sheet")).to_have_attribute("viewBox", "0 0 1654 2339")


def test_a_page_on_its_head_is_turned_and_read_again_by_three_keystrokes(
    window: Page, live_server: LiveServer, store: Store, tmp_path: Path
) -> None:
    document = file_lying(store, tmp_path)
    before = f"{live_server.url}/review/{document.pk}/"
    window.goto(before)
    window.keyboard.press("F3")
    window.keyboard.press("F3")
    window.keyboard.press("Enter")
    window.wait_for_url(lambda url: "/review/" in url and url != before, timeout=120_000)
    expect(window.locator("#value-so_ky_hieu")).to_have_value("15/QĐ-UBND")
    assert PageTurn.objects.get().rotation == 180


def test_what_was_typed_is_not_lost_by_turning(
    window: Page, live_server: LiveServer, store: Store, tmp_path: Path
) -> None:
    document = file_doubtful(store, tmp_path)
    window.goto(f"{live_server.url}/review/{document.pk}/")
    window.fill("#value-nguoi_ky", "Ai Đó")
    window.keyboard.press("F3")
    window.keyboard.press("Enter")
    expect(window.locator("#value-nguoi_ky")).to_be_focused()
    expect(window.locator("#value-nguoi_ky")).to_have_value("Ai Đó")
    assert not PageTurn.objects.exists()


def test_documents_are_left_and_found_again_by_keys(
    window: Page, live_server: LiveServer, store: Store, tmp_path: Path
) -> None:
    for number in range(2):
        file_doubtful(store, tmp_path, f"hồ sơ {number}")
    first, second = Document.objects.order_by("pk")
    window.goto(f"{live_server.url}/review/next/")
    window.wait_for_url(f"**/review/{first.pk}/")
    window.keyboard.press("Shift+F9")
    window.wait_for_url(f"**/review/{second.pk}/")
    assert Hold.objects.get().document == second
    window.keyboard.press("Shift+F8")
    window.wait_for_url(f"**/review/{first.pk}/")
    assert Hold.objects.get().document == first
    window.keyboard.press("Shift+F8")
    expect(window.get_by_text("Không có giấy tờ nào trước đó")).to_be_visible()


def test_pages_of_a_document_are_walked_through(
    window: Page, live_server: LiveServer, store: Store, tmp_path: Path
) -> None:
    lying = file_lying(store, tmp_path)
    (tmp_path / "trang").mkdir()
    window.goto(f"{live_server.url}/review/{Document.objects.get(first_page=0).pk}/")
    window.keyboard.press("F7")
    window.get_by_role("button", name="Ghép giấy tờ sau").click()
    window.wait_for_load_state()
    assert not Document.objects.filter(pk=lying.pk).exists()
    shown = window.locator(".sheet:not([hidden])")
    window.keyboard.press("Alt+ArrowDown")
    expect(shown).to_have_id("sheet-1")
    window.keyboard.press("F3")
    expect(window.locator("#turned-page")).to_have_value("2")
    window.keyboard.press("Alt+ArrowUp")
    expect(shown).to_have_id("sheet-0")


def test_question_mark_shows_the_keys_outside_of_inputs_only(
    window: Page, live_server: LiveServer, store: Store, tmp_path: Path
) -> None:
    document = file_doubtful(store, tmp_path)
    window.goto(f"{live_server.url}/review/{document.pk}/")
    window.fill("#value-nguoi_ky", "")
    window.keyboard.type("?")
    expect(window.locator("#keys")).to_be_hidden()
    expect(window.locator("#value-nguoi_ky")).to_have_value("?")
    window.focus("#finish")
    window.keyboard.press("?")
    expect(window.locator("#keys")).to_be_visible()
    window.keyboard.press("?")
    expect(window.locator("#keys")).to_be_hidden()
