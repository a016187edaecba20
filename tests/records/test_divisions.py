from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction

from dossiers.document import Document as Part
from records.divisions import divide_dossier, divided_dossiers
from records.models import Dossier, Event
from storage.store import Store
from tests.records.making_dossiers import digitize, make_stream

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> User:
    return User.objects.create_user("thu")


@pytest.fixture
def dossier(store: Store, tmp_path: Path) -> Dossier:
    texts = ["Đơn đề nghị", "trang hai", "Quyết định"]
    digitize(store, make_stream(tmp_path, "a", texts), texts)
    return Dossier.objects.get()


def _parts(*spans: tuple[str, int, int]) -> list[Part]:
    return [Part(kind, 1.0, first, last) for kind, first, last in spans]


def test_the_newest_word_on_a_dossier_counts(dossier: Dossier, clerk: User) -> None:
    divide_dossier(dossier.pk, _parts(("khac", 0, 2)), who=clerk)
    right = _parts(("don_de_nghi", 0, 1), ("quyet_dinh", 2, 2))
    divide_dossier(dossier.pk, right, who=clerk)
    (divided,) = divided_dossiers()
    assert divided.key == dossier.key
    assert list(divided.parts) == right
    assert [page.index for page in divided.outcomes] == [0, 1, 2]
    assert Event.objects.filter(who="thu", what="divided").count() == 2


@pytest.mark.parametrize(
    "spans",
    [
        [("khac", 0, 1)],
        [("khac", 0, 1), ("khac", 1, 2)],
        [("khac", 0, 3)],
        [("hoa_don", 0, 2)],
    ],
)
def test_a_division_that_loses_a_page_or_names_no_kind_is_refused(
    dossier: Dossier, clerk: User, spans: list[tuple[str, int, int]]
) -> None:
    with pytest.raises(ValueError, match=r"pages|hoa_don"):
        divide_dossier(dossier.pk, _parts(*spans), who=clerk)
    assert list(divided_dossiers()) == []


@pytest.mark.parametrize(
    "sql", ["UPDATE records_division SET parts = '[]'", "DELETE FROM records_division"]
)
def test_the_database_refuses_to_change_what_was_said(
    dossier: Dossier, clerk: User, sql: str
) -> None:
    divide_dossier(dossier.pk, _parts(("khac", 0, 2)), who=clerk)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
