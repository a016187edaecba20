from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import IntegrityError

from dossiers.errors import StorageError
from dossiers.page import PageFailure, PageState, Stage
from records.connections import closing_connections
from records.filing import FiledDocument
from records.ledger import (
    Balance,
    balance,
    outcomes,
    record_dossier,
    save_outcome,
    sheets,
    sheets_to_do,
    take_in,
)
from records.models import Delivery, Document, Dossier, Event, Page, Refusal
from storage.store import Store
from tests.records.making_dossiers import (
    REASON,
    VERSION,
    digitize,
    file_papers,
    make_delivery,
    make_refusal,
    make_stream,
    paper,
    read_as,
)

pytestmark = pytest.mark.django_db


def test_every_page_taken_in_is_to_do(store: Store, tmp_path: Path) -> None:
    first, second = make_stream(tmp_path, "a", "12"), make_stream(tmp_path, "b", "3")
    receipt = take_in(make_delivery(first, second), store, VERSION)
    assert [(each.name, each.pages, each.to_do) for each in receipt.tickets] == [
        ("a", 2, 2),
        ("b", 1, 1),
    ]
    assert not any(each.known or each.finished for each in receipt.tickets)
    assert balance() == balance(receipt.delivery_id) == Balance(3, 0, 0, 0, 3)
    assert Delivery.objects.get().ignored == ["Thumbs.db"]


def test_originals_are_stored_and_found_by_their_sheets(store: Store, tmp_path: Path) -> None:
    stream = make_stream(tmp_path, "a", "12")
    ticket = take_in(make_delivery(stream), store, VERSION).tickets[0]
    found = sheets(ticket.dossier_id)
    assert [(each.index, each.number) for each in found] == [(0, 0), (1, 1)]
    original = stream.sheets[0].original
    assert {each.media for each in found} == {"application/pdf"}
    assert store.get(found[0].stored_as) == original.path.read_bytes()


def test_the_same_delivery_twice_makes_no_second_dossier(store: Store, tmp_path: Path) -> None:
    delivery = make_delivery(
        make_stream(tmp_path, "a", "12"), refusals=[make_refusal(tmp_path, "x.pdf")]
    )
    first = take_in(delivery, store, VERSION)
    save_outcome(first.tickets[0].dossier_id, read_as(0, "một"), 0.1)
    second = take_in(delivery, store, VERSION)
    assert second.tickets[0].dossier_id == first.tickets[0].dossier_id
    assert second.tickets[0].known
    assert second.tickets[0].to_do == 1
    assert (Dossier.objects.count(), Page.objects.count(), Refusal.objects.count()) == (1, 2, 1)
    assert balance() == balance(first.delivery_id) == balance(second.delivery_id)
    assert balance() == Balance(3, 0, 0, 1, 2)


def test_equal_scans_under_two_names_are_one_dossier(store: Store, tmp_path: Path) -> None:
    stream = make_stream(tmp_path, "a", "12")
    receipt = take_in(make_delivery(stream, replace(stream, name="bản sao")), store, VERSION)
    assert [each.known for each in receipt.tickets] == [False, True]
    assert [each.name for each in receipt.tickets] == ["a", "bản sao"]
    assert balance(receipt.delivery_id) == Balance(4, 0, 0, 0, 4)
    assert balance() == Balance(2, 0, 0, 0, 2)


def test_another_pipeline_version_makes_another_dossier(store: Store, tmp_path: Path) -> None:
    delivery = make_delivery(make_stream(tmp_path, "a", "1"))
    first = take_in(delivery, store, "1").tickets[0]
    second = take_in(delivery, store, "2").tickets[0]
    assert first.key == second.key
    assert first.dossier_id != second.dossier_id
    assert balance().holds


def test_a_refused_file_is_kept_and_counts_as_one_page_quarantined(
    store: Store, tmp_path: Path
) -> None:
    refusal = make_refusal(tmp_path, "hỏng.pdf")
    receipt = take_in(make_delivery(refusals=[refusal]), store, VERSION)
    assert receipt.refusals == (("hỏng.pdf", REASON),)
    assert balance(receipt.delivery_id) == Balance(1, 0, 0, 1, 0)
    assert store.get(Refusal.objects.get().stored_as) == refusal.path.read_bytes()


def test_a_file_that_cannot_be_read_is_refused_without_bytes(store: Store, tmp_path: Path) -> None:
    unread = replace(make_refusal(tmp_path, "x.pdf"), sha256="", size=0, path=tmp_path / "gone")
    take_in(make_delivery(refusals=[unread]), store, VERSION)
    take_in(make_delivery(refusals=[unread]), store, VERSION)
    assert list(store.names()) == []
    assert balance() == Balance(1, 0, 0, 1, 0)
    elsewhere = replace(make_delivery(refusals=[unread]), source="inbox/lô 2")
    take_in(elsewhere, store, VERSION)
    assert balance() == Balance(2, 0, 0, 2, 0)


def test_nothing_is_written_down_when_the_store_fails(store: Store, tmp_path: Path) -> None:
    stream = make_stream(tmp_path, "a", "1")
    stream.sheets[0].original.path.unlink()
    with pytest.raises(StorageError):
        take_in(make_delivery(stream), store, VERSION)
    assert not Delivery.objects.exists()
    assert balance() == Balance(0, 0, 0, 0, 0)


def test_a_reading_is_kept_whole_and_its_page_stays_to_do(store: Store, tmp_path: Path) -> None:
    ticket = take_in(make_delivery(make_stream(tmp_path, "a", "12")), store, VERSION).tickets[0]
    reading = read_as(1, "Số: 01/CT-UBND\nchỉ thị")
    save_outcome(ticket.dossier_id, reading, 0.25)
    assert outcomes(ticket.dossier_id) == (reading,)
    assert [each.index for each in sheets_to_do(ticket.dossier_id)] == [0]
    page = Page.objects.get(index=1)
    assert (page.text, page.blank, page.cpu_seconds) == (reading.text.text, False, 0.25)
    assert balance().to_do == 2


@pytest.mark.parametrize(
    ("stage", "state"),
    [
        (Stage.TAKE_IN, PageState.QUARANTINED),
        (Stage.RASTERIZE, PageState.QUARANTINED),
        (Stage.CLEAN, PageState.IN_REVIEW),
        (Stage.READ, PageState.IN_REVIEW),
        (Stage.RECORD, PageState.IN_REVIEW),
    ],
)
def test_only_a_page_that_cannot_be_opened_is_quarantined(
    store: Store, tmp_path: Path, stage: Stage, state: PageState
) -> None:
    ticket = take_in(make_delivery(make_stream(tmp_path, "a", "1")), store, VERSION).tickets[0]
    failure = PageFailure(0, stage, REASON)
    save_outcome(ticket.dossier_id, failure, 0.1)
    assert Page.objects.get().state == state
    assert outcomes(ticket.dossier_id) == (failure,)
    assert sheets_to_do(ticket.dossier_id) == ()
    assert balance().to_do == 0
    assert balance().holds


def test_the_first_outcome_of_a_page_stays(store: Store, tmp_path: Path) -> None:
    ticket = take_in(make_delivery(make_stream(tmp_path, "a", "1")), store, VERSION).tickets[0]
    save_outcome(ticket.dossier_id, read_as(0, "một"), 0.1)
    save_outcome(ticket.dossier_id, read_as(0, "hai"), 0.1)
    save_outcome(ticket.dossier_id, PageFailure(0, Stage.READ, REASON), 0.1)
    assert outcomes(ticket.dossier_id) == (read_as(0, "một"),)


def test_a_page_that_never_came_has_no_outcome(store: Store, tmp_path: Path) -> None:
    ticket = take_in(make_delivery(make_stream(tmp_path, "a", "1")), store, VERSION).tickets[0]
    with pytest.raises(Page.DoesNotExist):
        save_outcome(ticket.dossier_id, read_as(7, "một"), 0.1)


def test_a_recorded_dossier_has_its_pages_settled(store: Store, tmp_path: Path) -> None:
    stream = make_stream(tmp_path, "a", "1234")
    ticket = take_in(make_delivery(stream), store, VERSION).tickets[0]
    for index in range(3):
        save_outcome(ticket.dossier_id, read_as(index, "một"), 0.1)
    save_outcome(ticket.dossier_id, PageFailure(3, Stage.RASTERIZE, REASON), 0.1)
    papers = [paper(0, 0, "quyet_dinh", so_ky_hieu="01/QĐ-UBND"), paper(1, 1), paper(2, 3)]
    file_papers(store, stream, ticket.dossier_id, papers, in_review=[1])
    states = Page.objects.order_by("index").values_list("state", flat=True)
    assert list(states) == ["recorded", "in_review", "recorded", "quarantined"]
    assert balance() == Balance(4, 2, 1, 1, 0)
    dossier = Dossier.objects.get()
    assert dossier.finished_at is not None
    assert (dossier.seconds, dossier.cpu_seconds) == (2.0, 1.0)
    field = Document.objects.get(kind="quyet_dinh").fields.get()
    assert (field.value, field.raw, field.box, field.source) == (
        "01/QĐ-UBND",
        "01/QĐ-UBND",
        [10, 20, 30, 40],
        "rule",
    )
    assert list(Event.objects.values_list("what", flat=True)) == ["taken_in", "recorded"]
    again = take_in(make_delivery(stream), store, VERSION).tickets[0]
    assert again.finished
    assert again.to_do == 0


def test_recording_twice_changes_nothing(store: Store, tmp_path: Path) -> None:
    stream = make_stream(tmp_path, "a", "1")
    ticket = digitize(store, stream, ["một"])
    file_papers(store, stream, ticket.dossier_id, [paper(0, 0, "can_cuoc")])
    assert Document.objects.get().kind == "khac"
    assert Event.objects.filter(what="recorded").count() == 1


@pytest.mark.parametrize("ends", [[(0, 0)], [(1, 1)], [(0, 1), (1, 1)], [(1, 1), (0, 0)], []])
def test_documents_must_cover_every_page_once(
    store: Store, tmp_path: Path, ends: list[tuple[int, int]]
) -> None:
    stream = make_stream(tmp_path, "a", "12")
    ticket = take_in(make_delivery(stream), store, VERSION).tickets[0]
    for index in range(2):
        save_outcome(ticket.dossier_id, read_as(index, "một"), 0.1)
    filed = [FiledDocument(paper(first, last), False, "") for first, last in ends]
    with pytest.raises(ValueError, match="cover"):
        record_dossier(ticket.dossier_id, filed, seconds=1, cpu_seconds=1)
    assert not Document.objects.exists()


def test_a_dossier_with_a_page_to_do_cannot_be_recorded(store: Store, tmp_path: Path) -> None:
    ticket = take_in(make_delivery(make_stream(tmp_path, "a", "12")), store, VERSION).tickets[0]
    save_outcome(ticket.dossier_id, read_as(0, "một"), 0.1)
    filed = [FiledDocument(paper(0, 1), False, "")]
    with pytest.raises(ValueError, match="no outcome of 1 pages"):
        record_dossier(ticket.dossier_id, filed, seconds=1, cpu_seconds=1)
    assert Dossier.objects.get().finished_at is None


def test_a_lost_page_breaks_the_balance(store: Store, tmp_path: Path) -> None:
    receipt = take_in(make_delivery(make_stream(tmp_path, "a", "12")), store, VERSION)
    Page.objects.filter(index=1).delete()
    assert not balance(receipt.delivery_id).holds
    assert not balance().holds


def test_the_database_itself_keeps_dossiers_apart(store: Store, tmp_path: Path) -> None:
    take_in(make_delivery(make_stream(tmp_path, "a", "1")), store, VERSION)
    known = Dossier.objects.get()
    with pytest.raises(IntegrityError):
        Dossier.objects.create(name="b", key=known.key, pipeline_version=VERSION, page_count=1)


@pytest.mark.django_db(transaction=True)
def test_threads_can_save_and_take_in_at_the_same_time(store: Store, tmp_path: Path) -> None:
    delivery = make_delivery(make_stream(tmp_path, "a", "12345678"))

    def digitize_page(index: int) -> None:
        with closing_connections():
            ticket = take_in(delivery, store, VERSION).tickets[0]
            save_outcome(ticket.dossier_id, read_as(index, f"trang {index}"), 0.1)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(digitize_page, range(8)))
    dossier = Dossier.objects.get()
    assert [each.index for each in outcomes(dossier.pk)] == list(range(8))
    assert balance().holds
