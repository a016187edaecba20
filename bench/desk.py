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
OFFICES = 12
RARE, ONE_IN = "so_dinh_danh", 1000
"""A field that is open in one of so many documents that wait: to find it, a queue is searched."""

BATCH = 5000
WAITING = 0.3
"""The share of documents that wait for a person."""


@click.command()
@click.option("--pages", type=int, default=1_000_000, show_default=True)
@click.option("--asked", type=int, default=200, show_default=True, help="Requests of each view.")
@click.option("--home", type=click.Path(file_okay=False), help="Keep the database here.")
@click.option("--report", type=click.Path(file_okay=False, path_type=Path))
def main(pages: int, asked: int, home: str | None, report: Path | None) -> None:
    """Fill a database, ask the desk, tell the times."""
    with tempfile.TemporaryDirectory(prefix="hoso-") as passing:
        os.environ["HOSO_HOME"] = home or passing
        from settings.start import start_django

        start_django()
        started = time.monotonic()
        if not _is_filled():
            fill(pages)
        click.echo(f"{pages} pages in {time.monotonic() - started:.0f} s")
        text = told(pages, measure(asked))
    click.echo(text)
    if report:
        (report / "desk.md").write_text(text, "utf-8")


def _is_filled() -> bool:
    from records.models import Dossier

    return Dossier.objects.exists()


def fill(pages: int) -> None:
    """Invented dossiers, three of ten of whose documents wait."""
    from records.models import Document, Dossier, Field, Office, OpenField, Original, Page

    _make(Office, (Office(code=f"xa-{n}", name=f"Xã {n}") for n in range(1, OFFICES + 1)))
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
    _make(OpenField, (each for row in range(2 * dossiers) for each in _open_fields(row)))


def _make(model: type, rows: Iterator[object]) -> None:
    while batch := list(islice(rows, BATCH)):
        model.objects.bulk_create(batch)  # type: ignore[attr-defined]  # any model


def _dossier(number: int) -> object:
    from django.utils import timezone

    from records.models import Dossier

    return Dossier(
        pk=number + 1,
        office_id=_office(number),
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
    return chance(document, "waits").random() < WAITING


def _document(dossier: int, place: int) -> object:
    from records.models import Document

    number = 2 * dossier + place
    draws, waits = chance(number, "document"), _waits(number)
    doubts = [
        {"key": "review.field_unsure", "values": {"field": key, "value": "x"}}
        for key in _doubted(number)
    ]
    return Document(
        pk=number + 1,
        dossier_id=dossier + 1,
        office_id=_office(dossier),
        kind=draws.choice(KINDS),
        kind_confidence=0.95,
        first_page=0 if place == 0 else 2,
        last_page=1 if place == 0 else PAGES_A_DOSSIER - 1,
        state="in_review" if waits else "recorded",
        doubts=doubts if waits else [],
        least_confidence=draws.random(),
    )


def _office(dossier: int) -> int:
    return dossier % OFFICES + 1


def _doubted(document: int) -> list[str]:
    rare = [RARE] if document % ONE_IN == 0 else []
    return [*chance(document, "doubts").sample(FIELDS, 3), *rare]


def _open_fields(document: int) -> Iterator[object]:
    from records.models import OpenField

    if _waits(document):
        for key in _doubted(document):
            yield OpenField(document_id=document + 1, key=key)


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
        lot=chance(document, "lot", str(place)).random(),
    )


def measure(asked: int) -> dict[str, list[float]]:
    """Milliseconds of every request, by what was asked."""
    from django.contrib.auth.models import User
    from django.test import Client

    from records.models import Office
    from web.roles import Role, give_role
    from web.wsgi import load_for_good

    load_for_good()  # as a server does
    user, _made = User.objects.get_or_create(username="bench")
    give_role(user, Role.REVIEWER)
    user.offices.set(Office.objects.filter(pk=OFFICES))
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    ways: dict[str, Callable[[], str]] = {
        "queue (list)": lambda: "/review/",
        "queue (list of a kind, a common field)": lambda: "/review/?kind=can_cuoc&field=ho_ten",
        "queue (list of a rare field)": lambda: f"/review/?field={RARE}",
        "queue (next of a rare field)": lambda: "/review/next/",
        "queue (list again)": lambda: "/review/",
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
        f"{pages:,} pages, {2 * pages // PAGES_A_DOSSIER:,} documents, three of ten waiting, "
        f"{OFFICES} offices, on SQLite, as a reviewer of one office; "
        f"{len(next(iter(times.values())))} requests of each, one after the other. "
        f"{machine()} Server time in milliseconds, without the network.\n",
        "| view | median | p95 | most |",
        "| --- | --- | --- | --- |",
    ]
    for name, spent in times.items():
        p95 = statistics.quantiles(spent, n=20)[-1]
        lines.append(f"| {name} | {statistics.median(spent):.0f} | {p95:.0f} | {max(spent):.0f} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
