from datetime import date, timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from records.holds import hold, let_go
from records.ledger import save_outcome, take_in
from records.models import Document, Hold
from records.queue import waiting
from storage.store import Store
from tests.records.making_dossiers import (
    VERSION,
    file_papers,
    make_delivery,
    make_stream,
    paper,
    read_as,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> tuple[User, User]:
    return User.objects.create_user("một"), User.objects.create_user("hai")


@pytest.fixture
def documents(store: Store, tmp_path: Path) -> list[Document]:
    """Four documents of one page that wait."""
    stream = make_stream(tmp_path, "a", "1234")
    ticket = take_in(make_delivery(stream), store, VERSION).tickets[0]
    for index in range(4):
        save_outcome(ticket.dossier_id, read_as(index, f"trang {index}"), 0.1)
    papers = [paper(index, index) for index in range(4)]
    file_papers(store, stream, ticket.dossier_id, papers, in_review=range(4))
    return list(Document.objects.order_by("first_page"))


def test_what_cannot_wait_comes_first(documents: list[Document], people: tuple[User, User]) -> None:
    unsure, promised, sooner, at_counter = documents
    Document.objects.filter(pk=unsure.pk).update(least_confidence=0.1)
    Document.objects.filter(pk=promised.pk).update(promised_on=date(2026, 12, 1))
    Document.objects.filter(pk=sooner.pk).update(promised_on=date(2026, 11, 30))
    Document.objects.filter(pk=at_counter.pk).update(at_counter=True)
    assert list(waiting(people[0])) == [at_counter, sooner, promised, unsure]


def test_a_document_belongs_to_one_person_until_it_is_left_alone(
    documents: list[Document], people: tuple[User, User]
) -> None:
    one, other = people
    assert hold(documents[0].pk, one, 15) is None
    assert hold(documents[0].pk, other, 15) == one
    assert documents[0] in waiting(one)
    assert documents[0] not in waiting(other)
    Hold.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert documents[0] in waiting(other)
    assert hold(documents[0].pk, other, 15) is None


def test_nobody_gives_back_what_another_person_has(
    documents: list[Document], people: tuple[User, User]
) -> None:
    one, other = people
    hold(documents[0].pk, one, 15)
    let_go(documents[0].pk, other)
    assert hold(documents[0].pk, other, 15) == one
