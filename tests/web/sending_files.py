"""Uploads as upload.js sends them."""

import threading
from collections.abc import Mapping
from pathlib import Path

from django.http import HttpResponse
from django.test import Client

from tests.web.making_papers import draw_scan
from web.upload_box import Chunk, UploadBox
from web.upload_looks import look

SECOND = 1_700_000_000_000
"""When files were last changed, in milliseconds."""


def start(client: Client) -> str:
    return str(client.post("/upload/start/").json()["number"])


def put(
    client: Client,
    number: str,
    name: str,
    content: bytes,
    offset: int = 0,
    modified: int = SECOND,
) -> HttpResponse:
    told = {"name": name, "offset": str(offset), "modified": str(modified)}
    return client.put(f"/upload/{number}/file/", content, query_params=told)


def finish(client: Client, number: str, sizes: Mapping[str, int], title: str = "lô"):
    told = {"files": len(sizes), "size": sum(sizes.values()), "title": title}
    return client.post(f"/upload/{number}/finish/", told)


def await_looks() -> None:
    """Wait until nobody looks at any upload."""
    for thread in threading.enumerate():
        if thread.name == "look":
            thread.join()


def send(client: Client, files: Mapping[str, bytes], title: str = "lô") -> str:
    """All of an upload, looked at; gives its number."""
    number = start(client)
    for name, content in files.items():
        assert put(client, number, name, content).status_code == 200
    sizes = {name: len(content) for name, content in files.items()}
    assert finish(client, number, sizes, title).status_code == 200
    await_looks()
    return number


def page_of(client: Client, number: str) -> str:
    return client.get(f"/upload/{number}/").content.decode()


def modes_below(folder: Path) -> set[int]:
    """Who may do what with the folders that lie directly in one."""
    return {path.stat().st_mode & 0o777 for path in folder.iterdir() if path.is_dir()}


def begin_upload(box: UploadBox, owner: str) -> str:
    """An upload that broke off."""
    number = box.start(owner)
    box.append(number, owner, Chunk("hồ sơ 8/trang 1.jpg", 0, SECOND, b"x" * 1000))
    return number


def send_upload(box: UploadBox, owner: str, inbox: Path) -> str:
    """An upload of which a scan is taken and a file refused, looked at."""
    number, scan = box.start(owner), draw_scan()
    box.append(number, owner, Chunk("hồ sơ 7/trang 1.jpg", 0, SECOND, scan))
    box.append(number, owner, Chunk("ghi chú.docx", 0, SECOND, b"no scan"))
    box.close(number, owner, 2, len(scan) + 7, "lô sáng")
    inbox.mkdir(exist_ok=True)
    look(box.folder(number, owner), inbox)
    return number
