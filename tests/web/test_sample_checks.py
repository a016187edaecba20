import json
from pathlib import Path

import pytest
from django.test import Client

from dossiers.page import PageState
from records.models import Correction, Document
from records.samples import lot_of, sampled_documents
from settings import read_settings
from storage.names import record_name
from storage.store import Store
from tests.web.making_papers import file_doubtful
from tests.web.test_review_station import decide

pytestmark = pytest.mark.django_db


@pytest.fixture
def recorded(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Document:
    monkeypatch.setenv("HOSO_SAMPLE_RATE", "1")
    read_settings.cache_clear()
    document = file_doubtful(store, tmp_path)
    Document.objects.update(state=PageState.RECORDED)
    told = {"documents": [{"first_page": 0, "fields": {}}], "pages": []}
    store.put(record_name(document.dossier.key), json.dumps(told).encode())
    return document


def test_lots_are_spread_evenly_and_always_the_same() -> None:
    lots = [lot_of("k", page, "ho_ten") for page in range(2000)]
    assert lots == [lot_of("k", page, "ho_ten") for page in range(2000)]
    assert 0.08 < sum(lot < 0.1 for lot in lots) / 2000 < 0.12
    assert all(0 <= lot < 1 for lot in lots)


def test_a_rate_draws_fields_that_nobody_looked_at(clerk: Client, recorded: Document) -> None:
    assert list(sampled_documents("nguoi_ky", 1.0)) == [recorded]
    assert list(sampled_documents("nguoi_ky", 0.0)) == []
    page = clerk.get("/samples/", {"key": "nguoi_ky"}).content.decode()
    assert "Nguyễn Văn An" in page
    form = {"key": "nguoi_ky", "sample": "1", "shown": f"{recorded.pk}.nguoi_ky.0"}
    clerk.post("/bulk/confirm/", form)
    assert Correction.objects.get().verdict == "confirmed"
    assert list(sampled_documents("nguoi_ky", 1.0)) == []


def test_an_error_that_a_sample_finds_corrects_the_delivered_record(
    clerk: Client, recorded: Document, store: Store
) -> None:
    decide(clerk, recorded, "nguoi_ky", value="Nguyễn Văn Ân")
    record = json.loads(store.get(record_name(recorded.dossier.key)))
    assert record["documents"][0]["fields"]["nguoi_ky"]["value"] == "Nguyễn Văn Ân"
    assert record["documents"][0]["state"] == "recorded"
    assert Document.objects.get().state == PageState.RECORDED


def test_rates_may_differ_by_field(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOSO_SAMPLE_RATE_BY", '{"so_dinh_danh": 0.5}')
    read_settings.cache_clear()
    assert read_settings().sampled("so_dinh_danh") == 0.5
    assert read_settings().sampled("ho_ten") == 0.01
    read_settings.cache_clear()
