import os
import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from django.contrib.auth import get_user_model
from PIL import Image
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from imaging.codes import read_codes
from imaging.tone import split_tones
from pipeline.intake import open_delivery
from pipeline.version import PIPELINE_VERSION
from records.ledger import take_in
from settings import read_settings
from storage.store import Store
from tests.web.chromium import CHROMIUM, PHONE, log_in, open_page
from tests.web.conftest import open_home
from tests.web.making_papers import draw_scan
from tests.web.sending_files import await_looks
from web.roles import Role, give_role

CHUNK = 2 * 2**20
PASSWORD = "không ai đoán ra"
RESULT = re.compile(r"/upload/[0-9a-f]{32}/$")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed"),
]


@pytest.fixture
def window(
    live_server: LiveServer, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Page]:
    """The upload page of somebody who scans."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright runs a loop in this thread
    user = get_user_model().objects.create_user("quét", password=PASSWORD)
    give_role(user, Role.SCANNER)
    open_home(tmp_path / "home", monkeypatch)
    with open_page(tmp_path / "profile") as page:
        log_in(page, live_server.url, "quét", PASSWORD)
        page.goto(f"{live_server.url}/upload/")
        yield page
        await_looks()


def delivery() -> Path:
    await_looks()
    (entry,) = read_settings().inbox.iterdir()
    return entry


def send_all(page: Page) -> None:
    page.click("#send")
    page.wait_for_url(RESULT)
    expect(page.locator("#outcome .figures")).to_be_visible()


def large(folder: Path, chunks: int = 3) -> Path:
    scan = folder / "lớn.tif"
    scan.write_bytes(os.urandom(chunks * CHUNK - 7))
    return scan


def puts(page: Page) -> list[str]:
    """Addresses of the chunks that are sent from now on."""
    sent: list[str] = []
    page.on("request", lambda request: request.method == "PUT" and sent.append(request.url))
    return sent


def break_at(page: Page, place: int, times: int) -> list[str]:
    """Lose the connection at a chunk, so many times."""
    broken: list[str] = []

    def answer(route: Route) -> None:
        if len(broken) < times and f"offset={place}&" in route.request.url:
            broken.append(route.request.url)
            route.abort()
        else:
            route.continue_()

    page.route("**/file/**", answer)
    return broken


def test_a_clerk_is_told_of_new_known_and_refused_and_finds_it_again(
    window: Page, live_server: LiveServer, store: Store, tmp_path: Path
) -> None:
    complaints: list[str] = []
    window.on("console", lambda said: complaints.append(said.text))
    for name in ("hồ sơ 1", "hồ sơ cũ"):
        (tmp_path / name).mkdir()
    (tmp_path / "hồ sơ 1" / "trang 1.jpg").write_bytes(draw_scan())
    Image.effect_noise((300, 400), 50).save(tmp_path / "hồ sơ cũ" / "1.png")
    take_in(open_delivery(tmp_path / "hồ sơ cũ", tmp_path), store, PIPELINE_VERSION)
    (tmp_path / "ghi chú.docx").write_bytes(b"no scan")
    (tmp_path / "rỗng.pdf").touch()
    for name in ("hồ sơ 1", "hồ sơ cũ"):
        window.set_input_files("#folder", tmp_path / name)
    window.set_input_files("#files", [tmp_path / "ghi chú.docx", tmp_path / "rỗng.pdf"])
    window.fill("#title", "lô sáng")
    send_all(window)
    expect(window.locator("#outcome .figures")).to_have_text(
        re.compile(r"1\s+hồ sơ mới, đã nhận\s+1\s+đã có từ trước\s+2\s+tệp bị từ chối")
    )
    expect(window.locator("main")).to_contain_text("ghi chú.docx không phải bản quét")
    expect(window.locator("main")).to_contain_text("rỗng.pdf rỗng (0 byte)")
    expect(window.locator("#progress")).to_contain_text("Đang chờ đến lượt")
    assert (delivery() / "hồ sơ 1" / "trang 1.jpg").read_bytes() == draw_scan()
    window.set_viewport_size(PHONE)
    assert window.evaluate("document.documentElement.scrollWidth <= innerWidth")
    window.goto(f"{live_server.url}/upload/")
    assert window.evaluate("document.documentElement.scrollWidth <= innerWidth")
    window.get_by_role("link", name=re.compile("lô sáng")).click()
    expect(window.locator("main")).to_contain_text("hồ sơ 1")
    assert complaints == []


def test_a_lost_connection_loses_nothing_of_an_upload(window: Page, tmp_path: Path) -> None:
    scan = large(tmp_path)
    broken = break_at(window, CHUNK, times=1)
    window.set_input_files("#files", scan)
    send_all(window)
    assert broken
    assert (delivery() / scan.name).read_bytes() == scan.read_bytes()


def test_after_the_browser_was_closed_the_same_files_go_on(
    window: Page, live_server: LiveServer, tmp_path: Path
) -> None:
    scan = large(tmp_path)
    break_at(window, CHUNK, times=1000)
    window.set_input_files("#files", scan)
    window.click("#send")
    expect(window.locator("#trouble")).to_contain_text("mất kết nối")
    window.close(run_before_unload=False)
    again = window.context.new_page()
    log_in(again, live_server.url, "quét", PASSWORD)  # a session ends with the last window
    again.goto(f"{live_server.url}/upload/")
    again.get_by_role("link", name="Gửi tiếp").click()
    expect(again.locator(".notice")).to_contain_text("lớn.tif")
    sent = puts(again)
    again.set_input_files("#files", scan)
    send_all(again)
    assert [f"offset={CHUNK * place}&" in url for place, url in enumerate(sent, 1)] == [True] * 2
    assert (delivery() / scan.name).read_bytes() == scan.read_bytes()
    again.goto(f"{live_server.url}/upload/")
    expect(again.locator("main")).not_to_contain_text("Chưa gửi xong")


def test_whoever_goes_on_with_other_files_is_told_which_are_lacking(
    window: Page, live_server: LiveServer, tmp_path: Path
) -> None:
    scan = large(tmp_path)
    break_at(window, CHUNK, times=1000)
    window.set_input_files("#files", scan)
    window.click("#send")
    expect(window.locator("#trouble")).to_contain_text("mất kết nối")
    again = window.context.new_page()
    again.goto(f"{live_server.url}/upload/")
    again.get_by_role("link", name="Gửi tiếp").click()
    (tmp_path / "khác.jpg").write_bytes(draw_scan())
    again.set_input_files("#files", tmp_path / "khác.jpg")
    again.click("#send")
    expect(again.locator("#trouble")).to_contain_text("Lần trước còn gửi lớn.tif")
    window.close(run_before_unload=False)
    again.set_input_files("#files", scan)
    send_all(again)
    assert {path.name for path in delivery().iterdir()} == {"khác.jpg", "lớn.tif"}


def test_a_file_that_changes_meanwhile_is_named_and_sent_anew(window: Page, tmp_path: Path) -> None:
    scan = large(tmp_path)
    (tmp_path / "khác.jpg").write_bytes(draw_scan())

    def change(route: Route) -> None:
        if f"offset={CHUNK}&" in route.request.url:
            scan.write_bytes(b"new" * 1_000_000)
        route.continue_()

    window.route("**/file/**", change)
    window.set_input_files("#files", [scan, tmp_path / "khác.jpg"])
    window.click("#send")
    expect(window.locator("#trouble")).to_contain_text("Có 1 tệp chưa gửi được")
    expect(window.locator("#list li").first).to_contain_text("lớn.tif")
    expect(window.locator("#list li").first).to_contain_text("tệp đã thay đổi")
    expect(window.locator("#list")).to_contain_text("đã gửi")  # the other one went on
    window.unroute_all()
    window.set_input_files("#files", scan)
    send_all(window)
    assert (delivery() / scan.name).read_bytes() == b"new" * 1_000_000
    assert (delivery() / "khác.jpg").read_bytes() == draw_scan()


def test_a_file_that_cannot_be_sent_can_be_left_out(window: Page, tmp_path: Path) -> None:
    scan = large(tmp_path)
    (tmp_path / "khác.jpg").write_bytes(draw_scan())

    def remove(route: Route) -> None:
        if f"offset={CHUNK}&" in route.request.url:
            scan.unlink()
        route.continue_()

    window.route("**/file/?name=*", remove)
    window.set_input_files("#files", [scan, tmp_path / "khác.jpg"])
    window.click("#send")
    expect(window.locator("#trouble")).to_contain_text("Có 1 tệp chưa gửi được")
    window.get_by_role("button", name="Bỏ: lớn.tif").click()
    sent = puts(window)
    send_all(window)
    assert sent == []  # the other one is there already
    assert [path.name for path in delivery().iterdir()] == ["khác.jpg"]


def test_two_windows_that_send_the_same_upload_make_one_delivery(
    window: Page, live_server: LiveServer, tmp_path: Path
) -> None:
    scan = large(tmp_path)
    break_at(window, CHUNK, times=1000)
    window.set_input_files("#files", scan)
    window.click("#send")
    expect(window.locator("#trouble")).to_contain_text("mất kết nối")
    windows = [window.context.new_page() for _ in range(2)]
    for page in windows:
        page.goto(f"{live_server.url}/upload/")
        page.get_by_role("link", name="Gửi tiếp").click()
        page.set_input_files("#files", scan)
    for page in windows:
        page.click("#send")
    # One of them finishes it; the other is led to the same page, or told that it is finished.
    ended = re.compile(r"Đã nhận|đã xong")
    for page in windows:
        expect(page.locator("main")).to_contain_text(ended, timeout=15_000)
    assert any(RESULT.search(page.url) for page in windows)
    assert (delivery() / scan.name).read_bytes() == scan.read_bytes()


def test_whoever_is_logged_out_meanwhile_is_told_so(window: Page, tmp_path: Path) -> None:
    scan = large(tmp_path)
    window.set_input_files("#files", scan)
    window.context.clear_cookies()
    window.click("#send")
    expect(window.locator("#trouble")).to_contain_text("Phiên đăng nhập đã hết")


def test_thousands_of_files_are_counted_and_not_all_shown(window: Page, tmp_path: Path) -> None:
    folder = tmp_path / "nhiều"
    folder.mkdir()
    for place in range(260):
        (folder / f"{place}.jpg").write_bytes(b"x")
    window.set_input_files("#folder", folder)
    expect(window.locator("#list li")).to_have_count(200)
    expect(window.locator("#more")).to_have_text("và 60 tệp nữa")
    send_all(window)
    assert len(list((delivery() / "nhiều").iterdir())) == 260


def test_cover_sheets_are_printed_from_typed_codes(
    window: Page, live_server: LiveServer, tmp_path: Path
) -> None:
    window.get_by_role("link", name="In tờ đầu hồ sơ").click()
    window.set_viewport_size(PHONE)
    assert window.evaluate("document.documentElement.scrollWidth <= innerWidth")
    window.fill("#codes", "H12.06-240113-0044\na|b")
    window.select_option("#procedure", "dang_ky_khai_sinh")
    window.get_by_role("button", name="Tạo PDF").click()
    expect(window.get_by_role("alert")).to_contain_text("a|b")
    expect(window.locator("#codes")).to_have_value("H12.06-240113-0044\na|b")
    window.fill("#codes", "H12.06-240113-0044")
    with window.expect_download() as download:
        window.get_by_role("button", name="Tạo PDF").click()
    (page,) = pypdfium2.PdfDocument(download.value.path())
    sheet = page.render(scale=150 / 72).to_numpy()[:, :, ::-1].copy()
    (code,) = read_codes(split_tones(sheet).pale_red, sheet)
    assert code.text == "HOSO1|H12.06-240113-0044|dang_ky_khai_sinh|"
