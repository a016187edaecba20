"""Many reviewers at once on a served desk: no error, no lost word, how long answers take.

    python -m bench.reviewers --people 20 --minutes 5 --report bench/report

The server is ``hoso serve`` in a process of its own, on SQLite; papers are invented.
"""

import hashlib
import io
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

import click
import httpx
from PIL import Image

from bench.machine import machine
from dossiers.delivery import Delivery, Original, ScanStream, Sheet
from dossiers.document import Document, Field, Source
from dossiers.geometry import Box
from dossiers.messages import message
from dossiers.page import Line, PageReading, PageText, Word

KEYS = ("so_ky_hieu", "co_quan_ban_hanh", "nguoi_ky", "chuc_vu_nguoi_ky", "trich_yeu")
WIDTH, HEIGHT = 1654, 2339
PAPERS_A_PERSON_MINUTE = 15

_FORM = re.compile(
    r'<li id="field-(\w+)" class="[^"]*" data-open="yes".*?name="seen" value="(\d+)"'
    r'.*?name="value"[^>]* value="([^"]*)"',
    re.DOTALL,
)
_PICTURE = re.compile(r'href="(/dossiers/\d+/pages/\d+\.jpg)"')


@dataclass
class Outcome:
    """What one reviewer saw: milliseconds by request, words taken, answers that failed."""

    times: dict[str, list[float]] = field(default_factory=dict)
    taken: list[tuple[int, str, str]] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


@click.command()
@click.option("--people", type=int, default=20, show_default=True)
@click.option("--minutes", type=float, default=5.0, show_default=True)
@click.option("--pause", type=float, default=1.0, show_default=True, help="Seconds before a key.")
@click.option("--report", type=click.Path(file_okay=False, path_type=Path))
def main(people: int, minutes: float, pause: float, report: Path | None) -> None:
    """Fill a desk, let reviewers work, prove what they said."""
    with tempfile.TemporaryDirectory(prefix="hoso-") as home:
        os.environ["HOSO_HOME"] = home
        from settings.start import start_django

        start_django()
        fill(round(people * minutes * PAPERS_A_PERSON_MINUTE), Path(home))
        passwords = accounts(people)
        with served() as address:
            ends = time.monotonic() + 60 * minutes
            with ThreadPoolExecutor(people) as threads:
                works = [threads.submit(work, address, *each, pause, ends) for each in passwords]
            outcomes = [each.result() for each in works]
        text = told(outcomes, people, minutes, pause, *lost(outcomes))
    click.echo(text)
    if report:
        (report / "reviewers.md").write_text(text, "utf-8")


def fill(papers: int, folder: Path) -> None:
    """Dossiers of one page, every field of which is doubtful."""
    from records import ledger
    from records.filing import FiledDocument
    from settings import read_settings
    from settings.workshop import open_settings_store
    from storage.names import image_name, pdf_name, record_name

    store, picture = open_settings_store(read_settings()), _picture()
    streams = tuple(_stream(folder, number) for number in range(papers))
    receipt = ledger.take_in(Delivery("lô", "bench", streams), store, "bench")
    for number, ticket in enumerate(receipt.tickets):
        ledger.save_outcome(ticket.dossier_id, _reading(), 0.0)
        found, name = _paper(number), pdf_name(ticket.key, 0, 0, "quyet_dinh")
        store.put(image_name(ticket.key, 0), picture)
        store.put(name, b"%PDF")
        store.put(record_name(ticket.key), _RECORD)
        filed = [FiledDocument(found, True, name)]
        ledger.record_dossier(ticket.dossier_id, filed, seconds=0.0, cpu_seconds=0.0)


_RECORD = b'{"documents": [{"first_page": 0, "state": "in_review"}], "pages": []}'


def _picture() -> bytes:
    written = io.BytesIO()
    Image.effect_noise((WIDTH // 2, HEIGHT // 2), 40).save(written, "JPEG", quality=60)
    return written.getvalue()


def _stream(folder: Path, number: int) -> ScanStream:
    path = folder / f"{number}.pdf"
    path.write_bytes(f"%PDF {number}".encode())
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    original = Original(path.name, path, sha256, path.stat().st_size, "application/pdf", 1)
    return ScanStream(f"hồ sơ {number}", (Sheet(original, 0),))


def _reading() -> PageReading:
    words = tuple(Word(f"từ{n}", Box(100, 100, 200, 140), 0.9) for n in range(200))
    text = PageText(WIDTH, HEIGHT, (Line(words),), "bench")
    return PageReading(0, WIDTH, HEIGHT, 0, 0.0, blank=False, has_seal=False, text=text)


def _paper(number: int) -> Document:
    fields = tuple(
        Field(
            key, f"giá trị {number}", "", 0.5, 0, Box(200, 300 * n, 900, 300 * n + 60), Source.MODEL
        )
        for n, key in enumerate(KEYS, start=1)
    )
    doubts = tuple(message("review.field_unsure", field=key, value="?") for key in KEYS)
    return Document("quyet_dinh", 0.95, 0, 0, fields, doubts)


def accounts(people: int) -> list[tuple[str, str]]:
    """Reviewers, and their passwords."""
    from web.accounts import make_account
    from web.roles import Role

    names = [f"nguoi-{number}" for number in range(people)]
    return [(name, make_account(name, Role.REVIEWER) or "") for name in names]


@contextmanager
def served() -> Iterator[str]:
    """The desk as an office runs it; gives its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "cli.hoso", "serve", "--host", "127.0.0.1"]
    server = subprocess.Popen([*command, "--port", str(port)])
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address)
        yield address
    finally:
        server.terminate()
        server.wait()


def _wait_for(address: str) -> None:
    for _ in range(100):
        try:
            httpx.get(f"{address}/login/").raise_for_status()
        except httpx.TransportError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(address)


def work(address: str, name: str, password: str, pause: float, ends: float) -> Outcome:
    """One reviewer: a document after the other, one field after the other."""
    outcome = Outcome()
    with httpx.Client(base_url=address, timeout=60, follow_redirects=True) as browser:
        _log_in(browser, name, password)
        number = 0
        while time.monotonic() < ends:
            page = _timed(outcome, "review page", browser.get, "/review/next/")
            document = re.search(r"/review/(\d+)/", str(page.url))
            if document is None:
                break
            if shown := _PICTURE.search(page.text):
                _timed(outcome, "picture", browser.get, shown[1])
            token = _token(page.text)
            for key, seen, value in _FORM.findall(page.text):
                time.sleep(pause)
                number += 1
                typed = unescape(value) if number % 3 else f"{unescape(value)} {name} {number}"
                form = {"value": typed, "seen": seen, "csrfmiddlewaretoken": token}
                where = f"/review/{document[1]}/{key}/"
                answer = _timed(outcome, "a field", browser.post, where, data=form)
                if answer.status_code == httpx.codes.OK:
                    outcome.taken.append((int(document[1]), key, typed))
    return outcome


def _log_in(browser: httpx.Client, name: str, password: str) -> None:
    token = _token(browser.get("/login/").text)
    form = {"username": name, "password": password, "csrfmiddlewaretoken": token}
    browser.post("/login/", data=form).raise_for_status()


def _token(page: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    return found[1] if found else ""


def _timed(outcome: Outcome, what: str, ask, *args, **kwargs) -> httpx.Response:  # type: ignore[no-untyped-def]  # of httpx
    started = time.perf_counter()
    answer: httpx.Response = ask(*args, **kwargs)
    outcome.times.setdefault(what, []).append(1000 * (time.perf_counter() - started))
    if answer.is_error:
        outcome.failed.append(f"{what}: {answer.status_code}")
    return answer


def lost(outcomes: Sequence[Outcome]) -> tuple[int, int]:
    """Words that were taken and do not stand, and problems that ``hoso verify`` tells."""
    from records.fields import standing
    from records.models import Document as Row
    from records.verify import verify
    from settings import read_settings
    from settings.workshop import open_settings_store

    missing = 0
    for number, key, typed in (each for outcome in outcomes for each in outcome.taken):
        word = standing(Row.objects.get(pk=number)).get(key)
        missing += word is None or word.after != typed
    return missing, len(list(verify(open_settings_store(read_settings()))))


def told(  # noqa: PLR0913  # a report
    outcomes: Sequence[Outcome],
    people: int,
    minutes: float,
    pause: float,
    missing: int,
    problems: int,
) -> str:
    """The report."""
    words = sum(len(each.taken) for each in outcomes)
    failed = [each for outcome in outcomes for each in outcome.failed]
    lines = [
        "# Reviewers at once\n",
        f"{people} reviewers for {minutes:g} minutes, {pause:g} s before every key, `hoso serve` "
        f"on SQLite; the reviewers run on the same machine. {machine()}\n",
        f"- words that were taken: {words}",
        f"- of these lost or written over: {missing}",
        f"- answers that failed: {len(failed)} {sorted(set(failed)) or ''}",
        f"- problems that `hoso verify` tells: {problems}\n",
        "| request | number | median ms | p95 ms | most ms |",
        "| --- | --- | --- | --- | --- |",
    ]
    for what in ("review page", "picture", "a field"):
        spent = [each for outcome in outcomes for each in outcome.times.get(what, ())]
        p95 = statistics.quantiles(spent, n=20)[-1]
        middle = statistics.median(spent)
        lines.append(f"| {what} | {len(spent)} | {middle:.0f} | {p95:.0f} | {max(spent):.0f} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
