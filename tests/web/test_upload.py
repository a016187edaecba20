import io
import os
import socket
import time
import tracemalloc
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from unicodedata import normalize
from urllib.parse import urlencode, urlsplit

import pytest
from django.conf import settings as django_settings
from django.contrib.auth import get_user_model
from django.test import Client
from PIL import Image
from pytest_django.live_server_helper import LiveServer

from dossiers.messages import message
from pipeline.intake import open_delivery
from pipeline.version import PIPELINE_VERSION
from records.ledger import take_in
from records.models import Delivery, Document, Event, Page
from settings import read_settings
from storage.store import Store
from tests.web.conftest import open_home
from tests.web.making_papers import draw_scan, file_decision
from tests.web.sending_files import await_looks, finish, modes_below, page_of, put, send, start
from web.roles import Role, give_role
from web.upload import tidy_uploads
from web.upload_box import UploadBox

pytestmark = pytest.mark.django_db


@pytest.fixture
def scanner(
    client: Client, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Client]:
    open_home(tmp_path / "home", monkeypatch)
    log_in(client, "quét")
    yield client
    await_looks()


def log_in(client: Client, name: str) -> None:
    user = get_user_model().objects.create_user(name)
    give_role(user, Role.SCANNER)
    client.force_login(user)


def close_only(number: str, size: int) -> None:
    box = UploadBox(read_settings().home / "uploads", 2**30, timedelta(days=7))
    assert box.close(number, "quét", 1, size, "lô")


def inbox() -> list[Path]:
    return sorted(read_settings().inbox.iterdir())


def test_what_was_sent_lies_in_the_hot_folder_whole(scanner: Client) -> None:
    number, scan = start(scanner), draw_scan()
    assert put(scanner, number, "hồ sơ/trang 1.jpg", scan[:900]).json() == {"size": 900}
    assert not read_settings().inbox.exists()
    put(scanner, number, "hồ sơ/trang 1.jpg", scan[900:], 900)
    assert finish(scanner, number, {"hồ sơ/trang 1.jpg": len(scan)}).status_code == 200
    await_looks()
    (delivery,) = inbox()
    assert delivery.name.startswith("lô 20")
    assert (delivery / "hồ sơ" / "trang 1.jpg").read_bytes() == scan
    event = Event.objects.get(what="uploaded")
    assert (event.who, event.details["name"]) == ("quét", delivery.name)


def test_only_the_user_of_the_server_sees_uploads(scanner: Client) -> None:
    put(scanner, start(scanner), "a/1.jpg", draw_scan())
    send(scanner, {"a/1.jpg": draw_scan()})
    uploads = read_settings().home / "uploads"
    assert uploads.stat().st_mode & 0o777 == 0o700
    assert modes_below(uploads) == modes_below(read_settings().inbox) == {0o700}


def test_a_person_is_told_what_came_and_what_was_refused(scanner: Client) -> None:
    number = send(scanner, {"a/1.jpg": draw_scan(), "b.docx": b"no scan", "c.pdf": b""})
    page = page_of(scanner, number)
    assert "hồ sơ mới, đã nhận" in page
    assert "b.docx không phải bản quét" in page
    assert "c.pdf rỗng (0 byte)" in page
    assert "Đang chờ đến lượt" in page
    scanner.cookies[django_settings.LANGUAGE_COOKIE_NAME] = "en"
    page = page_of(scanner, number)
    assert "new, taken in" in page
    assert "c.pdf is empty (0 bytes)" in page


def test_pictures_in_no_folder_are_named_after_the_delivery(scanner: Client) -> None:
    number = send(scanner, {"1.jpg": draw_scan()}, "lô sáng")
    assert page_of(scanner, number).count(f"<bdi>{inbox()[0].name}</bdi>") == 1


def test_scans_that_came_before_are_told_apart(
    scanner: Client, tmp_path: Path, store: Store, transactional_db: None
) -> None:
    folder = tmp_path / "trước"
    folder.mkdir()
    Image.effect_noise((300, 400), 50).save(folder / "1.png")
    take_in(open_delivery(folder, tmp_path), store, PIPELINE_VERSION)
    known = (folder / "1.png").read_bytes()
    number = send(scanner, {"cũ/1.png": known, "mới/1.jpg": draw_scan()})
    page = page_of(scanner, number)
    taken, before = page.split("Đã có từ trước, không làm lại")
    assert "<bdi>mới</bdi>" in taken
    assert "<bdi>cũ</bdi>" in before
    only_known = send(scanner, {"cũ/1.png": known})
    assert "Không có gì mới" in page_of(scanner, only_known)
    assert len(inbox()) == 2


def test_progress_counts_pages_and_no_refused_files(
    scanner: Client, tmp_path: Path, store: Store, transactional_db: None
) -> None:
    number = send(scanner, {"a.jpg": draw_scan(), "ghi chú.docx": b"no scan"})
    take_in(open_delivery(inbox()[0], tmp_path), store, PIPELINE_VERSION)
    assert "0 trong 1 trang đã xong" in page_of(scanner, number)


def test_pages_that_should_be_scanned_again_are_named_with_their_cure(
    scanner: Client, store: Store, tmp_path: Path
) -> None:
    number = send(scanner, {"a/1.jpg": draw_scan()})
    document = file_decision(store, tmp_path)  # its second page does not open
    blurred = message("page.blurred")
    told = [{"key": blurred.key, "values": {}}]
    Document.objects.filter(pk=document.pk).update(at_counter=True)
    page = Page.objects.get(dossier=document.dossier, index=0)
    page.reading["doubts"] = told
    page.save(update_fields=["reading"])
    Page.objects.filter(dossier=document.dossier, index=1).update(state="quarantined")
    Delivery.objects.update(name=inbox()[0].name)
    shown = page_of(scanner, number)
    _before, again = shown.split("Nên quét lại khi giấy còn ở đây")
    assert "trang 1" in again
    assert "Ảnh bị nhòe" in again
    assert "trang 2" in again
    assert "Không đọc hoặc ghi được a.pdf" in again


def test_where_all_pages_are_good_that_is_said(
    scanner: Client, store: Store, tmp_path: Path
) -> None:
    number = send(scanner, {"a/1.jpg": draw_scan()})
    file_decision(store, tmp_path)
    Page.objects.update(state="recorded")
    Delivery.objects.update(name=inbox()[0].name)
    assert "Không có trang nào cần quét lại" in page_of(scanner, number)


def test_a_zip_bomb_is_refused_with_its_reason(scanner: Client) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("1.tif", bytes(200 * 2**20))
    number = send(scanner, {"bom.zip": packed.getvalue()})
    assert "bom.zip bung ra quá lớn" in page_of(scanner, number)
    assert not list((read_settings().home / "uploads" / number).glob("work"))


def test_what_holds_nothing_at_all_waits_for_nothing(scanner: Client) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("Thumbs.db", b"x")
    page = page_of(scanner, send(scanner, {"a.zip": packed.getvalue()}))
    assert "tệp bị từ chối" in page
    assert "Đang chờ đến lượt" not in page


def test_a_lost_connection_goes_on_where_the_desk_is(scanner: Client) -> None:
    number = start(scanner)
    put(scanner, number, "a.pdf", b"12345")
    assert put(scanner, number, "a.pdf", b"45678", 3).json() == {"size": 5}  # came twice
    received = scanner.get(f"/upload/{number}/file/").json()["received"]
    assert received == {"a.pdf": {"size": 5, "modified": 1_700_000_000_000}}
    assert put(scanner, number, "a.pdf", b"678", 5).json() == {"size": 8}


def test_half_a_chunk_is_kept_and_the_rest_comes_after_it(
    scanner: Client, live_server: LiveServer
) -> None:
    number, scan = start(scanner), draw_scan()
    place, query = urlsplit(live_server.url), {"name": "1.jpg", "offset": 0, "modified": 7}
    cookie = scanner.cookies[django_settings.SESSION_COOKIE_NAME].value
    csrf = "c" * 32
    head = (
        f"PUT /upload/{number}/file/?{urlencode(query)} HTTP/1.1\r\nHost: {place.netloc}\r\n"
        f"Cookie: {django_settings.SESSION_COOKIE_NAME}={cookie}; "
        f"{django_settings.CSRF_COOKIE_NAME}={csrf}\r\nX-CSRFToken: {csrf}\r\n"
        f"Content-Length: {len(scan)}\r\n\r\n"
    )
    assert place.hostname
    with socket.create_connection((place.hostname, place.port or 80)) as line:
        line.sendall(head.encode() + scan[: len(scan) // 2])
        line.shutdown(socket.SHUT_WR)  # the cable is pulled
        line.recv(1000)
    had = scanner.get(f"/upload/{number}/file/").json()["received"].get("1.jpg", {"size": 0})
    assert had["size"] == len(scan) // 2
    put(scanner, number, "1.jpg", scan[had["size"] :], had["size"], 7)
    finish(scanner, number, {"1.jpg": len(scan)})
    await_looks()
    assert (inbox()[0] / "1.jpg").read_bytes() == scan


def test_a_file_that_was_changed_begins_anew(scanner: Client) -> None:
    number = start(scanner)
    put(scanner, number, "a.pdf", b"12345", modified=1)
    # It goes on with other content: nothing is mixed, and the browser is led to its beginning.
    assert put(scanner, number, "a.pdf", b"678", 5, modified=2).json() == {"size": 0}
    assert put(scanner, number, "a.pdf", b"abc", modified=2).json() == {"size": 3}
    finish(scanner, number, {"a.pdf": 3})
    await_looks()
    assert (inbox()[0] / "a.pdf").read_bytes() == b"abc"


def test_a_file_can_be_taken_out_again(scanner: Client) -> None:
    number = start(scanner)
    put(scanner, number, "a.pdf", b"12345")
    put(scanner, number, "b.pdf", b"123")
    assert scanner.delete(f"/upload/{number}/file/?name=a.pdf").status_code == 200
    assert list(scanner.get(f"/upload/{number}/file/").json()["received"]) == ["b.pdf"]
    assert scanner.delete(f"/upload/{number}/file/?name=../owner").status_code == 422


def test_names_never_meet_and_finishing_twice_hands_over_once(scanner: Client) -> None:
    sizes = {"a/1.jpg": len(draw_scan())}
    for _ in range(2):
        number = start(scanner)
        put(scanner, number, "a/1.jpg", draw_scan())
        for _ in range(3):
            assert finish(scanner, number, sizes, "ữ" * 80).status_code == 200
        await_looks()
        assert finish(scanner, number, sizes, "ữ" * 80).status_code == 200
        await_looks()
    assert len(inbox()) == 2
    assert Event.objects.filter(what="uploaded").count() == 2


def test_two_windows_can_send_the_same_upload(scanner: Client) -> None:
    number, scan = start(scanner), draw_scan()
    for offset in (0, 0, 1000, 1000):
        put(scanner, number, "1.jpg", scan[offset : offset + 1000], offset)
    put(scanner, number, "1.jpg", scan[2000:], 2000)
    assert put(scanner, number, "1.jpg", scan[2000:], 2000).json() == {"size": len(scan)}
    sizes = {"1.jpg": len(scan)}
    assert finish(scanner, number, sizes).status_code == 200
    assert put(scanner, number, "1.jpg", b"more", len(scan)).status_code == 422
    assert finish(scanner, number, sizes).status_code == 200
    await_looks()
    assert (inbox()[0] / "1.jpg").read_bytes() == scan


def test_an_incomplete_upload_is_no_delivery(scanner: Client) -> None:
    number = start(scanner)
    assert finish(scanner, number, {}).status_code == 422
    put(scanner, number, "a.pdf", b"12345")
    for sizes in ({"a.pdf": 9}, {"a.pdf": 5, "b.pdf": 0}, {}):
        answer = finish(scanner, number, sizes)
        assert answer.status_code == 422
        assert "Chưa nhận đủ" in answer.json()["trouble"]
    assert not read_settings().inbox.exists()
    assert put(scanner, number, "a.pdf", b"6789", 5).json() == {"size": 9}


@pytest.mark.parametrize(
    "name",
    [
        "../a.pdf",
        "/a.pdf",
        "a//b.pdf",
        "a\\b.pdf",
        "a\x00.pdf",
        "a\n.pdf",
        ".a",
        "x" * 300,
        "\u202efdp.exe",
        "a/~WRL0001.tmp",
        "/".join("a" * 20),
    ],
)
def test_names_that_lead_elsewhere_or_deceive_are_refused(name: str, scanner: Client) -> None:
    answer = put(scanner, start(scanner), name, b"x")
    assert answer.status_code == 422
    assert "không dùng được" in answer.json()["trouble"]
    assert answer.json()["trouble"].isprintable()


def test_names_in_pieces_are_put_together(scanner: Client) -> None:
    name = normalize("NFD", "Hồ sơ số 1/ảnh.jpg")
    number = send(scanner, {name: draw_scan()})
    assert normalize("NFC", name) != name
    assert (inbox()[0] / normalize("NFC", name)).exists()
    assert normalize("NFC", "Hồ sơ số 1") in page_of(scanner, number)


def test_names_from_the_other_side_of_the_world_are_taken(scanner: Client) -> None:
    number = send(scanner, {"ملف/١.jpg": draw_scan()})
    assert "<bdi>ملف</bdi>" in page_of(scanner, number)


def test_nobody_sees_or_changes_the_upload_of_another_person(scanner: Client) -> None:
    number = start(scanner)
    put(scanner, number, "a.pdf", b"x")
    other = Client()
    log_in(other, "khác")
    assert put(other, number, "a.pdf", b"x").status_code == 422
    assert other.get(f"/upload/{number}/file/").status_code == 422
    assert finish(other, number, {"a.pdf": 1}).status_code == 422
    assert other.get(f"/upload/{number}/").status_code == 404
    assert other.post(f"/upload/{number}/drop/").status_code == 404
    assert other.get("/upload/../../x/file/").status_code == 404
    assert "Gửi tiếp</a>" not in other.get("/upload/").content.decode()
    assert "Gửi tiếp</a>" in scanner.get("/upload/").content.decode()


def test_too_large_chunks_and_senseless_requests_are_refused(scanner: Client) -> None:
    number = start(scanner)
    assert put(scanner, number, "a.pdf", b"x" * (2 * 2**20 + 1)).status_code == 413
    for query in ("name=a&offset=x&modified=1", "name=a&offset=0", "name=a&offset=²&modified=1"):
        assert scanner.put(f"/upload/{number}/file/?{query}", b"").status_code == 400
    for told in ({}, {"files": "1", "size": "x"}, {"files": "-1", "size": "1"}):
        assert scanner.post(f"/upload/{number}/finish/", told).status_code == 400


def test_what_broke_off_is_shown_gone_on_with_or_discarded(scanner: Client) -> None:
    number = start(scanner)
    put(scanner, number, "hồ sơ 7/1.jpg", b"12345")
    page = scanner.get("/upload/").content.decode()
    assert "trong 7 ngày vẫn gửi tiếp được" in page
    assert "hồ sơ 7" in page
    assert f'data-number="{number}"' in scanner.get(f"/upload/?go_on={number}").content.decode()
    assert scanner.post(f"/upload/{number}/drop/").status_code == 302
    assert "hồ sơ 7" not in scanner.get("/upload/").content.decode()
    assert not (read_settings().home / "uploads" / number).exists()
    assert Event.objects.get(what="upload_dropped").who == "quét"


def test_what_is_sent_can_be_found_again_and_not_discarded(scanner: Client) -> None:
    number = send(scanner, {"a/1.jpg": draw_scan()}, "lô chiều")
    page = scanner.get("/upload/").content.decode()
    assert "lô chiều" in page
    assert f"/upload/{number}/" in page
    assert scanner.post(f"/upload/{number}/drop/").status_code == 404
    assert "lô chiều" in page_of(scanner, number)


def test_a_server_that_begins_looks_at_what_the_last_one_left(scanner: Client) -> None:
    number = start(scanner)
    put(scanner, number, "a/1.jpg", draw_scan())
    close_only(number, len(draw_scan()))  # and there the server died
    assert not read_settings().inbox.exists()
    tidy_uploads()
    await_looks()
    assert len(inbox()) == 1
    assert "hồ sơ mới, đã nhận" in page_of(scanner, number)


def test_the_page_asks_again_until_the_outcome_is_there(scanner: Client) -> None:
    number = start(scanner)
    put(scanner, number, "a/1.jpg", draw_scan())
    close_only(number, len(draw_scan()))
    page = page_of(scanner, number)  # which begins to look, too
    assert "đang xem xét" in page
    await_looks()
    part = scanner.get(f"/upload/{number}/", headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div id="outcome">')
    assert "every 2s" not in part
    headers = {"HX-Request": "true", "HX-Target": "progress"}
    part = scanner.get(f"/upload/{number}/", headers=headers).content.decode()
    assert part.lstrip().startswith('<section class="card" id="progress"')


def test_a_hot_folder_that_is_not_there_is_told_and_waited_for(
    scanner: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOSO_HOT_FOLDER", str(tmp_path / "mạng"))
    read_settings.cache_clear()
    number = send(scanner, {"a/1.jpg": draw_scan()})
    assert "Không có thư mục nóng" in page_of(scanner, number)
    (tmp_path / "mạng").mkdir()
    tidy_uploads()
    await_looks()
    assert "hồ sơ mới, đã nhận" in page_of(scanner, number)
    assert len(inbox()) == 1


@pytest.mark.slow
def test_three_gigabytes_are_counted_and_never_held_in_memory(scanner: Client) -> None:
    number = start(scanner)
    put(scanner, number, "lớn.tif", b"II*\x00")
    path = read_settings().home / "uploads" / number / "files" / "lớn.tif"
    size = 3 * 2**30
    with path.open("r+b") as file:
        file.truncate(size)  # a hole: as if so much had come
    stamp = 1_700_000_000_000 * 1_000_000
    os.utime(path, ns=(time.time_ns(), stamp))
    tracemalloc.start()
    last = b"\x01" * (2 * 2**20)
    assert put(scanner, number, "lớn.tif", last, size).json() == {"size": size + len(last)}
    assert finish(scanner, number, {"lớn.tif": size + len(last)}).status_code == 200
    await_looks()
    assert tracemalloc.get_traced_memory()[1] < 50 * 2**20
    tracemalloc.stop()
    assert (inbox()[0] / "lớn.tif").stat().st_size == size + len(last)
    assert "lớn.tif" in page_of(scanner, number)
