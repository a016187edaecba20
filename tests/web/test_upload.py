import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from PIL import Image

from records.models import Event
from settings import read_settings
from storage.store import Store
from tests.web.conftest import open_home
from tests.web.making_papers import draw_scan
from web.roles import Role, give_role
from web.upload_box import UploadBox, UploadError, safe_parts

pytestmark = pytest.mark.django_db


@pytest.fixture
def scanner(
    client: Client, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Client:
    open_home(tmp_path / "home", monkeypatch)
    user = get_user_model().objects.create_user("quét")
    give_role(user, Role.SCANNER)
    client.force_login(user)
    return client


def start(client: Client) -> str:
    return str(client.post("/upload/start/").json()["number"])


def put(client: Client, number: str, name: str, content: bytes, offset: int = 0):
    address = f"/upload/{number}/file/"
    return client.put(address, content, query_params={"name": name, "offset": offset})


def finish(client: Client, number: str, sizes: dict[str, int], title: str = "lô"):
    return client.post(
        f"/upload/{number}/finish/",
        json.dumps(sizes),
        content_type="application/json",
        query_params={"title": title},
    )


def test_what_was_sent_lies_in_the_hot_folder_at_once_and_whole(scanner: Client) -> None:
    number, scan = start(scanner), draw_scan()
    assert put(scanner, number, "hồ sơ/trang 1.jpg", scan[:900]).json() == {"size": 900}
    assert not read_settings().inbox.exists()
    put(scanner, number, "hồ sơ/trang 1.jpg", scan[900:], 900)
    assert finish(scanner, number, {"hồ sơ/trang 1.jpg": len(scan)}).status_code == 200
    (delivery,) = read_settings().inbox.iterdir()
    assert delivery.name.startswith("lô 20")
    assert (delivery / "hồ sơ" / "trang 1.jpg").read_bytes() == scan
    assert Event.objects.get(what="uploaded").who == "quét"


def test_a_person_is_told_at_once_what_came_and_what_was_refused(scanner: Client) -> None:
    number, scan = start(scanner), draw_scan()
    put(scanner, number, "a/1.jpg", scan)
    put(scanner, number, "b.docx", b"no scan")
    finish(scanner, number, {"a/1.jpg": len(scan), "b.docx": 7})
    page = scanner.get(f"/upload/{number}/").content.decode()
    assert "mới" in page
    assert "không phải bản quét" in page
    assert "Đang chờ đến lượt" in page


def test_a_lost_connection_goes_on_where_the_desk_is(scanner: Client) -> None:
    number = start(scanner)
    put(scanner, number, "a.pdf", b"12345")
    assert put(scanner, number, "a.pdf", b"45678", 3).json() == {"size": 5}  # came twice
    assert scanner.get(f"/upload/{number}/file/").json() == {"received": {"a.pdf": 5}}
    put(scanner, number, "a.pdf", b"678", 5)
    assert scanner.get(f"/upload/{number}/file/").json() == {"received": {"a.pdf": 8}}


def test_a_chunk_that_comes_twice_at_once_is_written_once(tmp_path: Path) -> None:
    box = UploadBox(tmp_path / "uploads", tmp_path / "inbox", most=2**30)
    number = box.start("ai")
    with ThreadPoolExecutor(4) as threads:
        for place in range(40):
            twice = [
                threads.submit(box.append, number, "ai", "a.pdf", 1000 * place, bytes(1000))
                for _ in range(4)
            ]
            assert {each.result() for each in twice} == {1000 * (place + 1)}
    assert box.received(number, "ai") == {"a.pdf": 40_000}


def test_names_never_meet_and_finishing_twice_is_told_the_same(scanner: Client) -> None:
    for _ in range(2):
        number = start(scanner)
        put(scanner, number, "a/1.jpg", draw_scan())
        for _ in range(2):
            sizes = {"a/1.jpg": len(draw_scan())}
            assert finish(scanner, number, sizes, "ữ" * 80).status_code == 200
    assert len(list(read_settings().inbox.iterdir())) == 2


def test_files_that_somebody_still_writes_are_refused(scanner: Client) -> None:
    assert put(scanner, start(scanner), "a/~WRL0001.tmp", b"x").status_code == 422


def test_an_incomplete_upload_is_no_delivery(scanner: Client) -> None:
    number = start(scanner)
    put(scanner, number, "a.pdf", b"12345")
    answer = finish(scanner, number, {"a.pdf": 9, "b.pdf": 3})
    assert answer.status_code == 422
    assert "a.pdf, b.pdf" in answer.json()["trouble"]
    assert not read_settings().inbox.exists()
    assert finish(scanner, number, {}).status_code == 422


@pytest.mark.parametrize(
    "name",
    ["../a.pdf", "/a.pdf", "a//b.pdf", "a\\b.pdf", "a\x00.pdf", ".a", "x" * 300, "\u202ea.pdf"],
)
def test_names_that_lead_elsewhere_are_refused(name: str, scanner: Client) -> None:
    answer = put(scanner, start(scanner), name, b"x")
    assert answer.status_code == 422
    assert "không dùng được" in answer.json()["trouble"]
    with pytest.raises(UploadError):
        safe_parts(name)


def test_nobody_sees_or_changes_the_upload_of_another_person(scanner: Client) -> None:
    number = start(scanner)
    other = Client()
    user = get_user_model().objects.create_user("khác")
    give_role(user, Role.SCANNER)
    other.force_login(user)
    assert put(other, number, "a.pdf", b"x").status_code == 422
    assert other.get(f"/upload/{number}/file/").status_code == 422
    assert other.get("/upload/../../x/file/").status_code == 404


def test_too_large_chunks_and_senseless_requests_are_refused(scanner: Client) -> None:
    number = start(scanner)
    assert put(scanner, number, "a.pdf", b"x" * (2 * 2**20 + 1)).status_code == 413
    assert scanner.put(f"/upload/{number}/file/?name=a&offset=x", b"").status_code == 400
    answer = scanner.post(f"/upload/{number}/finish/", b"[1]", content_type="application/json")
    assert answer.status_code == 400


def test_an_upload_has_an_end(tmp_path: Path) -> None:
    box = UploadBox(tmp_path / "uploads", tmp_path / "inbox", most=10)
    number = box.start("ai")
    box.append(number, "ai", "a.pdf", 0, b"12345678")
    with pytest.raises(UploadError, match="chia thành nhiều lần"):
        box.append(number, "ai", "b.pdf", 0, b"123")
    assert box.received(number, "ai") == {"a.pdf": 8}


def test_scans_that_came_before_are_told(scanner: Client, tmp_path: Path, store: Store) -> None:
    from pipeline.intake import open_delivery
    from pipeline.version import PIPELINE_VERSION
    from records.ledger import take_in

    folder = tmp_path / "trước"
    folder.mkdir()
    Image.effect_noise((300, 400), 50).save(folder / "1.png")
    take_in(open_delivery(folder, tmp_path), store, PIPELINE_VERSION)
    content = (folder / "1.png").read_bytes()
    number = start(scanner)
    put(scanner, number, "x/1.png", content)
    finish(scanner, number, {"x/1.png": len(content)})
    assert "đã có" in scanner.get(f"/upload/{number}/").content.decode()
    assert list(read_settings().inbox.iterdir())
