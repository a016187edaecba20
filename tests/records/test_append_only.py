from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction

from dossiers.document import Source
from records.audit import HOSO, note_event
from records.models import AppendOnlyError, Correction, Document, Event
from records.queries import show_document
from storage.store import Store
from tests.records.making_dossiers import correct_field, digitize, make_stream, paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> User:
    return User.objects.create_user("thu")


@pytest.fixture
def document(store: Store, tmp_path: Path) -> Document:
    found = paper(0, 0, ho_ten="Nguyễn Văn A")
    digitize(store, make_stream(tmp_path, "a", "1"), ["Nguyễn Văn A"], found)
    return Document.objects.get()


def test_a_correction_stands_beside_what_the_machine_said(document: Document, clerk: User) -> None:
    correct_field(document.pk, "ho_ten", "Nguye\u0302\u0303n Văn B", who=clerk, note="xem giấy")
    correct_field(document.pk, "ho_ten", "Nguyễn Văn C", who=clerk)
    assert document.fields.get().value == "Nguyễn Văn A"
    rows = Correction.objects.values_list("before", "after", "who__username", "note")
    assert list(rows) == [
        ("Nguyễn Văn A", "Nguyễn Văn B", "thu", "xem giấy"),
        ("Nguyễn Văn B", "Nguyễn Văn C", "thu", ""),
    ]
    field = show_document(document.pk).paper.fields[0]
    assert (field.value, field.source, field.confidence) == ("Nguyễn Văn C", Source.PERSON, 1.0)
    assert field.box.as_list() == [10, 20, 30, 40]
    assert Event.objects.filter(who="thu", what="corrected").count() == 2


def test_a_person_can_add_what_the_machine_did_not_see(document: Document, clerk: User) -> None:
    correct_field(document.pk, "ngay_sinh", "1990", who=clerk)
    values = {each.key: each.value for each in show_document(document.pk).paper.fields}
    assert values == {"ho_ten": "Nguyễn Văn A", "ngay_sinh": "1990"}


def test_models_refuse_to_change_what_is_appended(document: Document, clerk: User) -> None:
    correct_field(document.pk, "ho_ten", "B", who=clerk)
    for row in (Correction.objects.get(), Event.objects.first()):
        assert row is not None
        with pytest.raises(AppendOnlyError):
            row.save()
        with pytest.raises(AppendOnlyError):
            row.delete()


@pytest.mark.parametrize("table", ["records_correction", "records_event"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id + 1", "DELETE FROM {}"])
def test_the_database_refuses_to_change_what_is_appended(
    document: Document, clerk: User, table: str, statement: str
) -> None:
    correct_field(document.pk, "ho_ten", "B", who=clerk)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table))
    assert Correction.objects.count() == 1


def test_querysets_cannot_go_around() -> None:
    note_event(HOSO, "tested", "nothing")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Event.objects.update(who="somebody else")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Event.objects.all().delete()
    assert Event.objects.get().who == HOSO
