import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import get_user_model
from django_otp.plugins.otp_totp.models import TOTPDevice
from PIL import Image
from playwright.sync_api import Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from dossiers.page import PageState
from records.fields import current_fields, standing
from records.models import Document, TextCorrection
from settings import read_settings
from storage.store import Store
from tests.records.making_corrections import file_scans
from tests.records.making_scans import text_of
from tests.web.chromium import CHROMIUM, OFFICE_PC, PHONE, log_in, open_page
from tests.web.conftest import open_home
from tests.web.making_papers import file_decision, file_doubtful
from tests.web.phones import code_of, next_code
from tests.web.sending_files import begin_upload, send_upload
from web.roles import Role, give_role
from web.upload_box import UploadBox

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
GONE_ON = """([key, path]) => document.readyState === "complete"
  && (document.activeElement.id !== key || location.pathname !== path)
  && (document.activeElement.id.startsWith("value-") || location.pathname === "/review/")"""
PASSWORD = "không ai đoán ra"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed"),
]


@pytest.fixture
def window(
    live_server: LiveServer, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Page]:
    """The window of somebody who scans and reviews, logged in."""
    # Playwright runs a loop of its own in this thread; Django would take us for its coroutine.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    user = get_user_model().objects.create_user("thuky", password=PASSWORD)
    for role in (Role.REVIEWER, Role.SCANNER):
        give_role(user, role)
    open_home(tmp_path / "home", monkeypatch)
    with open_page(tmp_path / "profile") as page:
        log_in(page, live_server.url, "thuky", PASSWORD)
        yield page


def pixel_at_box(page: Page, name: str) -> tuple[int, int, int]:
    """The color on the screen in the middle of a field's box."""
    place = page.locator(f"#{name} rect").bounding_box()
    assert place is not None
    screen = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    x, y = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
    red, green, blue = screen.getpixel((round(x), round(y)))  # type: ignore[misc]  # RGB
    return red, green, blue


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_person_sees_each_box_on_its_ink(
    rotation: int, window: Page, live_server: LiveServer, store: Store, tmp_path: Path
) -> None:
    requested: list[str] = []
    complaints: list[str] = []
    window.on("request", lambda request: requested.append(request.url))
    window.on("console", lambda said: complaints.append(said.text))
    document = file_decision(store, tmp_path, rotation)
    window.goto(f"{live_server.url}/documents/{document.pk}/pages/1/")
    # Focus scrolls a box into view and lights it up.
    window.focus("#field-1 a")
    assert window.evaluate("document.querySelector('#box-1').matches('.lit')")
    assert max(pixel_at_box(window, "box-1")) < 120
    assert all(url.startswith((live_server.url, "data:")) for url in requested)
    assert complaints == []


def test_a_document_is_reviewed_by_keyboard_alone(
    window: Page, live_server: LiveServer, store: Store, tmp_path: Path
) -> None:
    complaints: list[str] = []
    window.on("console", lambda said: complaints.append(said.text))
    document = file_doubtful(store, tmp_path)
    window.goto(f"{live_server.url}/review/next/")
    expect(window.locator("#value-so_ky_hieu")).to_be_focused()
    window.keyboard.press("Enter")
    expect(window.locator("#value-ngay_ban_hanh")).to_be_focused()
    window.keyboard.press("F2")
    expect(window.locator("#value-nguoi_ky")).to_be_focused()
    window.keyboard.press("Alt+1")
    expect(window.locator("#value-nguoi_ky")).to_have_value("Nguyễn Văn Ân")
    window.keyboard.press("F8")
    expect(window.locator("#value-ngay_ban_hanh")).to_be_focused()
    window.keyboard.press("F2")
    expect(window.locator("#value-nguoi_ky")).to_be_focused()
    window.keyboard.press("Enter")
    window.wait_for_url(f"{live_server.url}/review/")
    document = Document.objects.get(pk=document.pk)
    assert document.state == PageState.RECORDED
    said = {key: word.verdict for key, word in standing(document).items()}
    assert said == {
        "so_ky_hieu": "confirmed",
        "ngay_ban_hanh": "illegible",
        "nguoi_ky": "changed",
    }
    assert current_fields(document)["nguoi_ky"].value == "Nguyễn Văn Ân"
    assert current_fields(document)["ngay_ban_hanh"].value == ""
    assert complaints == []


def test_where_the_machine_was_right_a_field_costs_little_more_than_a_keystroke(
    window: Page, live_server: LiveServer, store: Store, tmp_path: Path
) -> None:
    documents = [file_doubtful(store, tmp_path, f"hồ sơ {number}") for number in range(67)]
    fields = keystrokes = 0
    window.goto(f"{live_server.url}/review/next/")
    while window.url != f"{live_server.url}/review/":
        key = window.evaluate("document.activeElement.id")
        assert key.startswith("value-"), key
        window.keyboard.press("Enter")
        fields, keystrokes = fields + 1, keystrokes + 1
        window.wait_for_function(GONE_ON, arg=[key, urlsplit(window.url).path])
    assert fields == 3 * len(documents)
    assert keystrokes <= 1.3 * fields
    assert not Document.objects.filter(state=PageState.IN_REVIEW).exists()


def test_letters_are_never_commands(
    window: Page, live_server: LiveServer, store: Store, tmp_path: Path
) -> None:
    document = file_doubtful(store, tmp_path)
    window.goto(f"{live_server.url}/review/{document.pk}/")
    window.focus("#value-nguoi_ky")
    window.fill("#value-nguoi_ky", "")
    window.keyboard.type("Đỗ Thị ?1234+-0 xyz")
    expect(window.locator("#value-nguoi_ky")).to_have_value("Đỗ Thị ?1234+-0 xyz")
    window.keyboard.press("F1")
    expect(window.locator("#keys")).to_be_visible()


def test_a_person_turns_the_second_step_on_and_logs_in_with_it(
    window: Page, live_server: LiveServer
) -> None:
    complaints: list[str] = []
    window.on("console", lambda said: complaints.append(said.text))
    window.goto(f"{live_server.url}/second-factor/")
    window.click("main button")
    expect(window.locator("svg.code path.qrline")).to_be_visible()
    assert Axe().run(window, options=RULES).violations_count == 0
    device = TOTPDevice.objects.get()
    window.fill("#id_password", PASSWORD)
    window.fill("#id_code", code_of(device))
    window.keyboard.press("Enter")
    expect(window.locator(".recovery li")).to_have_count(10)
    assert Axe().run(window, options=RULES).violations_count == 0
    window.get_by_text("Đăng xuất").click()
    window.wait_for_url(f"{live_server.url}/login/")
    window.fill("#id_username", "thuky")
    window.fill("#id_password", PASSWORD)
    window.keyboard.press("Enter")
    window.wait_for_url(f"{live_server.url}/second-factor/code/?next=/")
    assert Axe().run(window, options=RULES).violations_count == 0
    window.fill("#id_code", next_code(device))
    window.keyboard.press("Enter")
    window.wait_for_url(f"{live_server.url}/")
    assert complaints == []


def pdf_text_of(document: Document, store: Store) -> str:
    document = Document.objects.get(pk=document.pk)
    with store.local(document.pdf) as path:
        return text_of(path)


def test_a_line_of_text_is_corrected_by_keyboard_alone(
    window: Page, live_server: LiveServer, store: Store, tmp_path: Path
) -> None:
    complaints: list[str] = []
    window.on("console", lambda said: complaints.append(said.text))
    document = file_scans(store, tmp_path)
    window.goto(f"{live_server.url}/review/{document.pk}/")
    window.keyboard.press("Shift+F3")
    window.wait_for_url(f"**/documents/{document.pk}/pages/1/text/*")
    expect(window.locator("#value-1")).to_be_focused()
    window.keyboard.press("Enter")  # it stands there already: nothing is written
    expect(window.locator("#value-2")).to_be_focused()
    window.keyboard.press("ArrowDown")
    expect(window.locator("#value-3")).to_be_focused()
    window.keyboard.press("ArrowUp")
    window.keyboard.press("End")
    for _ in "Hòa":
        window.keyboard.press("Backspace")
    window.keyboard.insert_text("Hạnh")
    window.keyboard.press("Enter")
    expect(window.locator("#value-3")).to_be_focused()
    expect(window.locator("#field-2 .trust")).to_have_text("đã sửa")
    assert [row.after for row in TextCorrection.objects.all()] == ["Nguyễn Đức Hạnh"]
    assert "Nguyễn Đức Hạnh" in pdf_text_of(document, store)
    window.fill("input[type=search]", "duc hanh")
    window.keyboard.press("Enter")
    expect(window.locator(".hits mark").first).to_have_text("Đức")
    window.goto(f"{live_server.url}/documents/{document.pk}/pages/1/text/")
    window.keyboard.press("F8")
    expect(window.locator(".notice.info")).to_contain_text("Đã rút lại «Nguyễn Đức Hạnh»")
    expect(window.locator("#value-2")).to_have_value("Nguyễn Đức Hòa")
    window.keyboard.press("Shift+F3")
    window.wait_for_url(f"**/review/{document.pk}/*")
    assert complaints == []


def test_a_box_drawn_on_the_picture_is_corrected_in_one_go(
    window: Page, live_server: LiveServer, store: Store, tmp_path: Path
) -> None:
    document = file_scans(store, tmp_path)
    window.goto(f"{live_server.url}/documents/{document.pk}/pages/1/text/")
    window.keyboard.press("Alt+0")  # the whole page
    corners = window.evaluate(
        """([box]) => {
          const at = document.getElementById("sheet").getScreenCTM();
          return [[box[0], box[1]], [box[2], box[3]]].map(([x, y]) => {
            const point = new DOMPoint(x, y).matrixTransform(at);
            return [point.x, point.y];
          });
        }""",
        [[50, 90, 230, 190]],
    )
    window.mouse.move(*corners[0])
    window.mouse.down()
    window.mouse.move(*corners[1], steps=5)
    window.mouse.up()
    expect(window.locator("#value-region")).to_be_focused()
    expect(window.locator("#value-region")).to_have_value("Nguyễn Đức Hòa Số: 01/CT-UBND")
    window.fill("#value-region", "Lò Thị Hặc Số: 02/CT-UBND")
    window.keyboard.press("Enter")
    expect(window.locator("#value-2")).to_have_value("Lò Thị Hặc")
    expect(window.locator("#value-3")).to_have_value("Số: 02/CT-UBND ngày 02 tháng 3")
    expect(window.locator("#value-4")).to_be_focused()  # the line behind it
    assert "Lò Thị Hặc" in pdf_text_of(document, store)


def test_what_was_typed_into_a_line_is_not_left_behind(
    window: Page, live_server: LiveServer, store: Store, tmp_path: Path
) -> None:
    document = file_scans(store, tmp_path)
    window.goto(f"{live_server.url}/documents/{document.pk}/pages/1/text/")
    window.fill("#value-4", "KT. CHỦ TỊCH XÃ")
    window.focus("#value-2")
    for key in ("Shift+F3", "F8", "F9"):
        window.keyboard.press(key)
        expect(window.locator("#value-4")).to_be_focused()
        expect(window.locator("#lost")).to_be_visible()
    window.focus("#value-2")
    window.click("#field-2 [data-box]")
    expect(window.locator("#value-region")).to_be_focused()
    window.keyboard.insert_text("Sinh năm 1990")
    window.keyboard.press("Enter")
    expect(window.locator("#field-region .trust")).to_have_text("đã sửa")
    expect(window.locator("#value-4")).to_have_value("KT. CHỦ TỊCH XÃ")
    assert [row.after for row in TextCorrection.objects.all()] == ["Sinh năm 1990"]


PAGES = (
    "/",
    "/upload/",
    "/upload/?go_on={begun}",
    "/upload/{sent}/",
    "/covers/",
    "/review/",
    "/review/{document}/",
    "/bulk/?key=nguoi_ky",
    "/samples/",
    "/rescans/",
    "/documents/",
    "/documents/{document}/pages/1/",
    "/documents/{document}/pages/1/text/",
    "/dossiers/{dossier}/",
    "/dossiers/{dossier}/divide/",
    "/deliveries/{delivery}/",
    "/search/?q=an",
    "/people/",
    "/password/",
    "/second-factor/",
)


@pytest.mark.parametrize("size", [OFFICE_PC, PHONE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_shuts_anybody_out(
    scheme: Literal["light", "dark"],
    size: ViewportSize,
    window: Page,
    live_server: LiveServer,
    store: Store,
    tmp_path: Path,
) -> None:
    give_role(get_user_model().objects.get(username="thuky"), Role.ADMINISTRATOR)
    document = file_doubtful(store, tmp_path)
    window.emulate_media(color_scheme=scheme)
    window.set_viewport_size(size)
    numbers = {"document": document.pk, "dossier": document.dossier.pk}
    numbers["delivery"] = document.dossier.deliveries.get().pk
    box = UploadBox(read_settings().home / "uploads", 2**30, timedelta(days=7))
    uploads = {"begun": begin_upload(box, "thuky")}
    uploads["sent"] = send_upload(box, "thuky", tmp_path / "inbox")
    for pattern in PAGES:
        window.goto(live_server.url + pattern.format(**numbers, **uploads))
        found = Axe().run(window, options=RULES)
        assert found.violations_count == 0, f"{pattern}\n{found.generate_report()}"
        assert window.evaluate("document.documentElement.scrollWidth <= innerWidth"), pattern


def test_head_of_a_page_is_one_line_even_for_who_may_do_all(
    window: Page, live_server: LiveServer
) -> None:
    give_role(get_user_model().objects.get(username="thuky"), Role.ADMINISTRATOR)
    window.goto(live_server.url)
    parts = [part.bounding_box() for part in window.locator(".top > *, .top nav a, .own *").all()]
    middles = [part["y"] + part["height"] / 2 for part in parts if part and part["height"]]
    assert len(middles) > 10  # the mark, seven pages, search, language, name, way out
    assert max(middles) - min(middles) < 4


def test_picture_and_field_are_seen_at_first_sight(
    window: Page, live_server: LiveServer, store: Store, tmp_path: Path
) -> None:
    document = file_doubtful(store, tmp_path)
    for size in (OFFICE_PC, PHONE):
        window.set_viewport_size(size)
        window.goto(f"{live_server.url}/review/{document.pk}/")
        expect(window.locator("#value-so_ky_hieu")).to_be_focused()
        expect(window.locator("#value-so_ky_hieu")).to_be_in_viewport(ratio=1)
        expect(window.locator(".picture")).to_be_in_viewport(ratio=0.9)
