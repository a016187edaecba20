"""Dividing a dossier in a real browser, by mouse and by keys."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from records.models import Division, Document
from storage.store import Store
from tests.web.chromium import CHROMIUM, log_in
from tests.web.test_dividing import dossier, parts
from tests.web.test_in_chromium import PASSWORD, window

__all__ = ["dossier", "window"]  # fixtures

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed"),
]


def told(page: Page) -> list[list[int]]:
    """The pages of every document on the screen."""
    boxes = "group => [...group.querySelectorAll('.leaf')].map(leaf => Number(leaf.dataset.page))"
    return page.evaluate(f"[...document.querySelectorAll('.part')].map({boxes})")


def drag(page: Page, one: str, onto: str) -> None:
    page.locator(one).drag_to(page.locator(onto))


@pytest.fixture
def board(window: Page, live_server: LiveServer, dossier: int) -> Page:
    """The page of a dossier with documents of pages 1 and 2 to 3."""
    window.goto(f"{live_server.url}/dossiers/{dossier}/divide/")
    return window


def test_a_thumbnail_dragged_to_another_document_takes_the_pages_between_along(
    board: Page, dossier: int
) -> None:
    complaints: list[str] = []
    board.on("console", lambda said: complaints.append(said.text))
    assert told(board) == [[1], [2, 3]]
    drag(board, ".leaf[data-page='3'] .thumb", ".leaf[data-page='1'] .thumb")
    assert told(board) == [[1, 2, 3]]
    board.keyboard.press("F8")
    drag(board, ".leaf[data-page='2'] .thumb", ".leaf[data-page='1'] .thumb")
    assert told(board) == [[1, 2], [3]]
    drag(board, ".leaf[data-page='1'] .thumb", ".leaf[data-page='3'] .thumb")
    assert told(board) == [[1, 2, 3]]
    assert not Division.objects.exists()
    assert complaints == []


def test_a_thumbnail_dragged_between_documents_becomes_one_of_its_own(
    board: Page, dossier: int
) -> None:
    drag(board, ".leaf[data-page='3'] .thumb", ".gap[data-at='3']")
    assert told(board) == [[1], [2], [3]]
    expect(board.locator("#unsaved")).to_be_visible()
    board.locator("select[name='kind-3']").select_option("giay_khai_sinh")
    board.click("#save")
    expect(board.locator(".notice[role=status]").first).to_contain_text("Đã lưu cách chia")
    assert parts(dossier) == [("quyet_dinh", 0, 0), ("khac", 1, 1), ("giay_khai_sinh", 2, 2)]
    assert Division.objects.count() == 1


def test_the_head_of_a_document_dragged_to_a_page_makes_it_begin_there(board: Page) -> None:
    drag(board, ".part:has([data-page='2']) .span", ".leaf[data-page='3'] .thumb")
    assert told(board) == [[1, 2], [3]]


def test_a_dossier_is_divided_by_keyboard_alone(
    board: Page, live_server: LiveServer, dossier: int
) -> None:
    station = f"{live_server.url}/review/{Document.objects.get(first_page=1).pk}/"
    board.goto(station)
    board.keyboard.press("F7")
    board.keyboard.press("F7")
    board.wait_for_url("**/divide/?page=2")
    expect(board.locator("[value='2'][name=begins]")).to_be_focused()
    board.keyboard.press("ArrowUp")
    expect(board.locator("[value='1'][name=begins]")).to_be_focused()
    board.keyboard.press("ArrowDown")
    expect(board.locator("[value='2'][name=begins]")).to_be_focused()
    board.keyboard.press("Enter")
    assert told(board) == [[1, 2, 3]]
    board.keyboard.press("ArrowRight")
    board.keyboard.press("Enter")
    assert told(board) == [[1, 2], [3]]
    expect(board.locator("[value='3'][name=begins]")).to_be_focused()
    expect(board.locator("#preview title")).to_have_text("trang 3")
    board.keyboard.press("F7")
    board.keyboard.press("ArrowDown")
    kind = board.locator("select[name='kind-3']").input_value()
    assert kind != "khac"
    board.keyboard.press("F9")
    board.wait_for_url("**/review/*/")
    assert parts(dossier) == [("quyet_dinh", 0, 1), (kind, 2, 2)]


def test_pages_are_divided_without_script(
    board: Page, live_server: LiveServer, dossier: int
) -> None:
    board.route("**/*.js", lambda route: route.abort())
    board.reload()
    board.locator("[value='2'][name=begins]").uncheck()
    board.locator("[value='3'][name=begins]").check()
    board.click("#save")
    assert parts(dossier) == [("quyet_dinh", 0, 1), ("khac", 2, 2)]
    expect(board.locator(".part")).to_have_count(2)


def test_the_first_page_always_begins_a_document(board: Page) -> None:
    board.locator("[value='1'][name=begins]").focus()
    board.keyboard.press("Space")
    expect(board.locator("[value='1'][name=begins]")).to_be_checked()
    assert told(board) == [[1], [2, 3]]


def test_question_mark_shows_the_keys(board: Page, store: Store, tmp_path: Path) -> None:
    board.keyboard.press("?")
    expect(board.locator("#keys")).to_be_visible()


def test_a_session_that_ended_loses_no_arrangement(
    board: Page, live_server: LiveServer, dossier: int
) -> None:
    board.keyboard.press("ArrowRight")
    board.keyboard.press("Enter")
    assert told(board) == [[1, 2, 3]]
    board.context.clear_cookies()
    board.keyboard.press("F9")
    expect(board.locator("#told")).to_contain_text("cách chia vẫn còn ở đây")
    assert told(board) == [[1, 2, 3]]
    other = board.context.new_page()
    log_in(other, live_server.url, "thuky", PASSWORD)
    board.bring_to_front()
    board.keyboard.press("F9")
    expect(board.locator(".notice[role=status]").first).to_contain_text("Đã lưu cách chia")
    assert parts(dossier) == [("quyet_dinh", 0, 2)]
