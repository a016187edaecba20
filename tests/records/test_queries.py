from dataclasses import replace
from pathlib import Path

import pytest

from dossiers.messages import message
from dossiers.page import PageFailure, PageState, Stage
from records.ledger import Balance, save_outcome, take_in
from records.models import Document, Dossier
from records.queries import find_dossiers, show_document, show_dossier, status
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


def test_an_empty_ledger_has_a_status() -> None:
    assert status().balance == Balance(0, 0, 0, 0, 0)
    assert status().deliveries == ()


def test_the_status_counts_per_delivery_kind_and_review(store: Store, tmp_path: Path) -> None:
    stream = make_stream(tmp_path, "a", "12")
    refusal = make_refusal(tmp_path, "x.pdf")
    ticket = take_in(make_delivery(stream, refusals=[refusal]), store, VERSION).tickets[0]
    save_outcome(ticket.dossier_id, read_as(0, "một"), 0.1)
    save_outcome(ticket.dossier_id, read_as(1, "hai"), 0.1)
    file_papers(store, stream, ticket.dossier_id, [paper(0, 0), paper(1, 1, "can_cuoc")], [1])
    digitize(store, make_stream(tmp_path, "b", "1"), ["ba"], paper(0, 0, "can_cuoc"))
    now = status()
    assert now.balance == Balance(4, 2, 1, 1, 0)
    assert [each.balance for each in now.deliveries] == [
        Balance(1, 1, 0, 0, 0),
        Balance(3, 1, 1, 1, 0),
    ]
    assert list(now.documents_by_kind.items()) == [("can_cuoc", 2), ("khac", 1)]
    assert now.documents_in_review == 1


def test_a_dossier_is_shown_with_its_pages_and_documents(store: Store, tmp_path: Path) -> None:
    stream = make_stream(tmp_path, "hồ sơ", "12")
    ticket = take_in(make_delivery(stream), store, VERSION).tickets[0]
    save_outcome(ticket.dossier_id, read_as(0, "một"), 0.1)
    save_outcome(ticket.dossier_id, PageFailure(1, Stage.READ, REASON), 0.1)
    found = paper(0, 1, "quyet_dinh", so_ky_hieu="1/QĐ")
    file_papers(store, stream, ticket.dossier_id, [found], in_review=[0])
    view = show_dossier(ticket.dossier_id)
    assert (view.name, view.key) == ("hồ sơ", ticket.key)
    assert [(each.text, each.reason) for each in view.pages] == [("một", None), ("", REASON)]
    assert [each.delivered_as for each in view.pages] == ["hồ sơ.pdf"] * 2
    (document,) = view.documents
    assert document.paper == found
    assert document.state == PageState.IN_REVIEW
    assert show_document(document.id) == document


def test_pages_that_were_turned_are_told(store: Store, tmp_path: Path) -> None:
    ticket = take_in(make_delivery(make_stream(tmp_path, "a", "123")), store, VERSION).tickets[0]
    save_outcome(ticket.dossier_id, read_as(0, "một"), 0.1)
    assert show_dossier(ticket.dossier_id).turned is None
    for index, rotation in ((1, 180), (2, 90)):
        save_outcome(ticket.dossier_id, replace(read_as(index, "hai"), rotation=rotation), 0.1)
    assert show_dossier(ticket.dossier_id).turned == message("pages.turned", pages="2, 3")


def test_what_does_not_exist_is_not_shown() -> None:
    with pytest.raises(Dossier.DoesNotExist):
        show_dossier(1)
    with pytest.raises(Document.DoesNotExist):
        show_document(1)


def test_a_dossier_is_found_by_number_name_and_key(store: Store, tmp_path: Path) -> None:
    ticket = digitize(store, make_stream(tmp_path, "hồ sơ", "1"), ["một"])
    for name in (str(ticket.dossier_id), "hồ sơ", ticket.key, ticket.key[:12]):
        assert find_dossiers(name) == [ticket.dossier_id]
    assert find_dossiers(ticket.key[:4]) == []
    assert find_dossiers("hồ") == []
