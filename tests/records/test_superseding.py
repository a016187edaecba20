"""The same scans read by a newer version of hoso."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from django.contrib.auth.models import User

from dossiers.messages import message
from dossiers.page import PageState
from records.fields import current_fields
from records.filing import FiledDocument, dossier_key
from records.ledger import balance, record_dossier, save_outcome, take_in
from records.models import Document, Dossier, Office, OpenField, Page
from records.offices import join_office, make_office, reach_of
from records.queue import in_review
from records.rescans import ask_for_scan, open_rescans
from records.revisions import put_record
from records.search import search
from records.superseding import replace_older
from records.verify import verify
from storage.names import older_record_name, pdf_name, record_name
from storage.store import Store
from tests.records.making_dossiers import (
    correct_field,
    make_delivery,
    make_stream,
    paper,
    read_as,
)

pytestmark = pytest.mark.django_db

KEY = "nguoi_ky"


@pytest.fixture
def who() -> User:
    return User.objects.create_user("một")


def read(
    store: Store, folder: Path, version: str, name: str, office: Office | None = None
) -> Document:
    """A page whose signer is doubtful, read by a version as ``name``."""
    document = read_only(store, folder, version, name, office)
    replace_older(document.dossier_id, store)
    return document


def read_only(
    store: Store, folder: Path, version: str, name: str, office: Office | None = None
) -> Document:
    """The same, by a process that died before older readings came to rest."""
    stream = make_stream(folder, "a", ["x"])
    ticket = take_in(make_delivery(stream), store, version, office).tickets[0]
    save_outcome(ticket.dossier_id, read_as(0, f"quyết định {name}"), 0.1)
    doubt = message("review.field_unsure", field=KEY, value=name)
    found = replace(paper(0, 0, "quyet_dinh", **{KEY: name}), doubts=(doubt,))
    key = dossier_key(stream)
    pdf = pdf_name(key, 0, 0, version)
    store.put(pdf, b"%PDF")
    told = {"documents": [{"first_page": 0, "fields": {KEY: {"value": name}}}], "version": version}
    put_record(key, json.dumps(told).encode(), store)
    filed = [FiledDocument(found, True, pdf)]
    record_dossier(ticket.dossier_id, filed, seconds=1.0, cpu_seconds=1.0)
    return Document.objects.get(dossier=ticket.dossier_id)


def test_what_a_person_said_goes_on_and_stands_in_the_record(
    store: Store, tmp_path: Path, who: User
) -> None:
    old = read(store, tmp_path, "1", "Nguyễn Văn Ẩn")
    correct_field(old.pk, KEY, "Nguyễn Văn An", who=who)
    new = read(store, tmp_path, "2", "Nguyễn Văn Ấn")
    assert current_fields(new)[KEY].value == "Nguyễn Văn An"
    record = json.loads(store.get(record_name(new.dossier.key)))
    assert record["version"] == "2"
    assert record["documents"][0]["fields"][KEY]["value"] == "Nguyễn Văn An"
    first = json.loads(store.get(older_record_name(new.dossier.key, 0)))
    assert first["version"] == "1"
    assert not OpenField.objects.exists()


def test_the_older_reading_waits_for_nobody_and_is_not_counted(
    store: Store, tmp_path: Path
) -> None:
    old = read(store, tmp_path, "1", "Nguyễn Văn Ẩn")
    new = read(store, tmp_path, "2", "Nguyễn Văn Ấn")
    assert list(in_review()) == [new]
    assert [hit.document_id for hit in search("quyết định")] == [new.pk]
    assert not Page.objects.filter(dossier=old.dossier, state=PageState.IN_REVIEW).exists()
    assert (balance().taken_in, balance().in_review, balance().recorded) == (1, 1, 0)
    assert balance().holds
    assert list(verify(store)) == []
    assert Document.with_replaced.filter(pk=old.pk).exists()


def test_a_new_scan_that_was_asked_for_is_still_asked_for(
    store: Store, tmp_path: Path, who: User
) -> None:
    old = read(store, tmp_path, "1", "Nguyễn Văn Ẩn")
    ask_for_scan(old.pk, "mờ", who=who)
    new = read(store, tmp_path, "2", "Nguyễn Văn Ấn")
    assert [each.document for each in open_rescans()] == [new]


def test_done_twice_it_changes_nothing(store: Store, tmp_path: Path, who: User) -> None:
    old = read(store, tmp_path, "1", "Nguyễn Văn Ẩn")
    correct_field(old.pk, KEY, "Nguyễn Văn An", who=who)
    new = read(store, tmp_path, "2", "Nguyễn Văn Ấn")
    before = store.get(record_name(new.dossier.key))
    replace_older(new.dossier_id, store)
    assert store.get(record_name(new.dossier.key)) == before
    assert new.corrections.count() == 1


def test_a_first_record_written_twice_is_one(store: Store) -> None:
    put_record("k", b'{"a": 1}', store)
    put_record("k", b'{"a": 1}', store)
    assert not store.exists(older_record_name("k", 0))


def test_an_older_dossier_is_never_put_in_place_of_a_newer(store: Store, tmp_path: Path) -> None:
    old = read(store, tmp_path, "1", "Nguyễn Văn Ẩn")
    read(store, tmp_path, "2", "Nguyễn Văn Ấn")
    replace_older(old.dossier_id, store)
    assert Dossier.objects.filter(replaced_at__isnull=True).count() == 1


def test_what_was_said_of_the_newer_reading_already_stays(
    store: Store, tmp_path: Path, who: User
) -> None:
    old = read(store, tmp_path, "1", "Nguyễn Văn Ẩn")
    correct_field(old.pk, KEY, "Nguyễn Văn An", who=who)
    new = read_only(store, tmp_path, "2", "Nguyễn Văn Ấn")
    correct_field(new.pk, KEY, "Nguyễn Văn Ân", who=who)
    replace_older(new.dossier_id, store)
    assert current_fields(new)[KEY].value == "Nguyễn Văn Ân"


@pytest.mark.parametrize("second", ["xa-b", ""])
def test_it_stays_the_first_offices_whoever_sends_the_scans_again(
    second: str, store: Store, tmp_path: Path, who: User
) -> None:
    first = make_office("xa-a", "Xã A")
    join_office(first, who)
    read(store, tmp_path, "1", "Nguyễn Văn Ẩn", first)
    new = read(store, tmp_path, "2", "Nguyễn Văn Ấn", make_office(second, "B") if second else None)
    assert list(in_review(reach=reach_of(who))) == [new]
    assert not reach_of(User.objects.create_user("lạ")).holds_document(new.pk)


def test_whoever_could_open_the_older_reading_can_open_the_newer(
    store: Store, tmp_path: Path, who: User
) -> None:
    first, second = make_office("xa-a", "Xã A"), make_office("xa-b", "Xã B")
    join_office(second, who)
    read(store, tmp_path, "1", "Nguyễn Văn Ẩn", first)
    take_in(make_delivery(make_stream(tmp_path, "a", ["x"])), store, "1", second)
    new = read(store, tmp_path, "2", "Nguyễn Văn Ấn", first)
    assert reach_of(who).holds_document(new.pk)
    assert reach_of(who).holds_dossier(new.dossier_id)
