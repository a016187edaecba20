from pathlib import Path

import pytest
from django.db import connection

from records.models import Delivery, Document, Page
from records.verify import verify
from storage.names import record_name
from storage.store import Store
from tests.records.making_dossiers import (
    VERSION,
    digitize,
    make_delivery,
    make_refusal,
    make_stream,
    paper,
    take_in,
)

pytestmark = pytest.mark.django_db

TEXTS = ["một", "hai", "ba"]


@pytest.fixture(autouse=True)
def recorded(store: Store, tmp_path: Path) -> str:
    stream = make_stream(tmp_path, "a", TEXTS)
    ticket = digitize(store, stream, TEXTS, paper(0, 1), paper(2, 2, "quyet_dinh"))
    refusal = make_refusal(tmp_path, "hỏng.pdf")
    take_in(make_delivery(make_stream(tmp_path, "b", ["x"]), refusals=[refusal]), store, VERSION)
    return ticket.key


def findings(store: Store) -> list[str]:
    return [finding.key for finding in verify(store)]


def path_of(store: Store, prefix: str) -> Path:
    with store.local(next(iter(store.names(prefix)))) as path:
        return path


def test_nothing_is_found_when_nothing_is_lost(store: Store) -> None:
    assert findings(store) == []


def test_a_page_lost_from_the_ledger_is_found(store: Store) -> None:
    Page.objects.filter(index=1).delete()
    assert findings(store) == ["ledger.unbalanced", "ledger.page_gap"]


def test_a_delivery_that_counts_more_than_it_has_is_found(store: Store) -> None:
    Delivery.objects.filter(name="lô 1").update(pages=99)
    assert set(findings(store)) == {"ledger.unbalanced"}


def test_a_missing_original_is_found(store: Store) -> None:
    for name in list(store.names("originals/")):
        with store.local(name) as path:
            path.unlink()
    # Two files that were read and one that was refused.
    assert findings(store) == ["ledger.original_missing"] * 3


def test_a_changed_original_is_found_even_at_the_same_size(store: Store) -> None:
    path = path_of(store, "originals/")
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    assert findings(store) == ["ledger.original_changed"]


def test_a_missing_record_or_pdf_is_found(store: Store, recorded: str) -> None:
    path_of(store, record_name(recorded)).unlink()
    path_of(store, "pdfs/").unlink()
    assert findings(store) == ["ledger.result_missing"] * 2


def test_documents_that_overlap_or_leave_a_page_out_are_found(store: Store) -> None:
    Document.objects.filter(kind="quyet_dinh").update(first_page=1)
    assert findings(store) == ["ledger.overlap"]
    Document.objects.filter(kind="khac").update(last_page=0)
    Document.objects.filter(kind="quyet_dinh").update(first_page=2)
    assert findings(store) == ["ledger.left_out"]
    Document.objects.filter(kind="quyet_dinh").update(first_page=1, last_page=1)
    assert findings(store) == ["ledger.left_out"]


def test_a_document_missing_from_the_index_is_found(store: Store) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM records_search")
    assert findings(store) == ["ledger.not_indexed"] * 2
