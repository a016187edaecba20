"""How long the desk takes with many pages in the database: server time of queue and review.

    python -m bench.desk --pages 1000000 --report bench/report

Rows are invented and there are no pictures: what is measured is Django and SQLite.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import click

from bench.machine import machine
from synthesis.chance import chance

PAGES_A_DOSSIER, DOCUMENTS_A_DOSSIER = 5, 2
KINDS = ("quyet_dinh", "cong_van", "giay_khai_sinh", "can_cuoc")
FIELDS = ("so_ky_hieu", "ngay_ban_hanh", "co_quan_ban_hanh", "nguoi_ky", "ho_ten", "trich_yeu")
BATCH = 5000
WAITING = 0.3
"""The share of documents that wait for a person."""


@click.command()
@click.option("--pages", type=int, default=1_000_000, show_default=True)
@click.option("--asked", type=int, default=200, show_default=True, help="Requests of each view.")
@click.option("--report", type=click.Path(file_okay=False, path_type=Path))
def main(pages: int, asked: int, report: Path | None) -> None:
    """Fill a database, ask the desk, tell the times."""
    with tempfile.TemporaryDirectory(prefix="hoso-") as home:
        os.environ["HOSO_HOME"] = home
        from settings.start import start_django

        start_django()
        started = time.monotonic()
        fill(pages)
        click.echo(f"{pages} pages in {time.monotonic() - started:.0f} s")
        text = told(pages, measure(asked))
    click.echo(text)
    if report:
        (report / "desk.md").write_text(text, "utf-8")


def fill(pages: int) -> None:
    """Invented dossiers, a third of whose documents wait."""
    from records.models import Document, Dossier, Field, Original, Page

    original = Original.objects.create(
        sha256="0" * 64, size=1, media="image/jpeg", pages=1, stored_as="x"
    )
    dossiers = pages // PAGES_A_DOSSIER
    _make(Dossier, (_dossier(number) for number in range(dossiers)))
    _make(Page, (_page(row, place, original.pk) for row in range(dossiers) for place in range(5)))
    _make(Document, (_document(row, place) for row in range(dossiers) for place in range(2)))
    _make(
        Field,
        (_field(row, place) for row in range(2 * dossiers) for place in range(len(FIELDS))),
    )


def _make(model: type, rows: Iterator[object]) -> None:
    while batch := list(islice(rows, BATCH)):
        model.objects.bulk_create(batch)  # type: ignore[attr-defined]  # any model


def _dossier(number: int) -> object:
    from django.utils import timezone

    from records.models import Dossier

    return Dossier(
        pk=number + 1,
        name=f"hồ sơ {number}",
        key=f"{number:064x}",
        pipeline_version="bench",
        page_count=PAGES_A_DOSSIER,
        finished_at=timezone.now(),
    )


def _page(dossier: int, place: int, original: int) -> object:
    from records.models import Page

    return Page(
        dossier_id=dossier + 1,
        index=place,
        original_id=original,
        number=place,
        delivered_as="a.pdf",
        state="in_review" if _waits(2 * dossier) else "recorded",
        reading={"width": 1654, "height": 2339},
        text="Ủy ban nhân dân xã Tân Lộc quyết định",
        confidence=0.9,
    )


def _waits(document: int) -> bool:
    return chance(document).random() < WAITING


def _document(dossier: int, place: int) -> object:
    from records.models import Document

    number = 2 * dossier + place
    draws = chance(number)
    waits = draws.random() < WAITING
    doubts = [
        {"key": "review.field_unsure", "values": {"field": key, "value": "x"}}
        for key in draws.sample(FIELDS, 3)
    ]
    return Document(
        pk=number + 1,
        dossier_id=dossier + 1,
        kind=draws.choice(KINDS),
        kind_confidence=0.95,
        first_page=0 if place == 0 else 2,
        last_page=1 if place == 0 else PAGES_A_DOSSIER - 1,
        state="in_review" if waits else "recorded",
        doubts=doubts if waits else [],
        least_confidence=draws.random(),
    )


def _field(document: int, place: int) -> object:
    from records.models import Field

    return Field(
        document_id=document + 1,
        key=FIELDS[place],
        value=f"giá trị {document}",
        raw=f"GIÁ TRỊ {document}",
        confidence=0.9,
        page=0 if document % 2 == 0 else 2,
        box=[200, 300 + 100 * place, 900, 360 + 100 * place],
        source="model",
        lot=chance(document * len(FIELDS) + place).random(),
    )


def measure(asked: int) -> dict[str, list[float]]:
    """Milliseconds of every request, by what was asked."""
    from django.contrib.auth.models import User
    from django.test import Client

    from web.roles import Role, give_role

    user = User.objects.create_user("bench")
    give_role(user, Role.ADMINISTRATOR)
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    ways: dict[str, Callable[[], str]] = {
        "queue (list)": lambda: "/review/",
        "queue (next document)": lambda: "/review/next/",
        "review page": lambda: _next_address(client),
        "bulk check": lambda: "/bulk/?key=nguoi_ky",
        "overview": lambda: "/",
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(asked):
        for name, way in ways.items():
            address = way()
            started = time.perf_counter()
            answer = client.get(address)
            times[name].append(1000 * (time.perf_counter() - started))
            assert answer.status_code in (200, 302), (address, answer.status_code)  # noqa: S101
    return times


def _next_address(client: object) -> str:
    return str(client.get("/review/next/").headers["Location"])  # type: ignore[attr-defined]


def told(pages: int, times: dict[str, list[float]]) -> str:
    """The report."""
    lines = [
        "# The desk with many pages\n",
        f"{pages:,} pages, {2 * pages // PAGES_A_DOSSIER:,} documents, a third of them waiting, "
        f"on SQLite; {len(next(iter(times.values())))} requests of each, one after the other. "
        f"Machine: {machine()}. Server time in milliseconds, without the network.\n",
        "| view | median | p95 | most |",
        "| --- | --- | --- | --- |",
    ]
    for name, spent in times.items():
        p95 = statistics.quantiles(spent, n=20)[-1]
        lines.append(f"| {name} | {statistics.median(spent):.0f} | {p95:.0f} | {max(spent):.0f} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
