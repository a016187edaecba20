"""Fields that several people type without seeing each other's entries."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.contrib.auth.models import User

from dossiers.messages import message
from records.corrections import EntriesDifferError, Word, decide, undo
from records.entries import Turn, turn_of
from records.fields import current_fields, standing, words_of_people
from records.ledger import save_outcome, take_in
from records.models import Document, OpenField, Verdict
from records.open_fields import open_keys
from records.queue import waiting
from records.reviewed import reviewed_values
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

KEY = "so_dinh_danh"


@pytest.fixture
def people() -> list[User]:
    return [User.objects.create_user(name) for name in ("một", "hai", "ba")]


@pytest.fixture
def document(store: Store, tmp_path: Path) -> Document:
    """One paper whose number is doubtful."""
    stream = make_stream(tmp_path, "a", ["x"])
    ticket = take_in(make_delivery(stream), store, VERSION).tickets[0]
    save_outcome(ticket.dossier_id, read_as(0, "trang"), 0.1)
    doubt = message("review.field_unsure", field=KEY, value="1")
    found = replace(paper(0, 0, "can_cuoc", **{KEY: "001"}), doubts=(doubt,))
    file_papers(store, stream, ticket.dossier_id, [found], in_review=[0])
    return Document.objects.get()


def enter(document: Document, who: User, value: str, verdict: Verdict = Verdict.CHANGED) -> None:
    decide(document.pk, Word(KEY, verdict, value, is_entry=True), who=who)


def turns(document: Document, people: list[User]) -> list[Turn]:
    words = words_of_people(fresh(document)).get(KEY, ())
    return [turn_of(words, who.pk) for who in people]


def fresh(document: Document) -> Document:
    return Document.objects.get(pk=document.pk)


def test_one_entry_settles_nothing_and_is_not_the_value(
    document: Document, people: list[User]
) -> None:
    enter(document, people[0], "002")
    assert turns(document, people) == [Turn.DONE, Turn.SECOND, Turn.SECOND]
    assert current_fields(fresh(document))[KEY].value == "001"
    assert open_keys(fresh(document)) == [KEY]
    assert document not in waiting(people[0])
    assert document in waiting(people[1])
    assert reviewed_values() == []


def test_two_entries_that_agree_settle_it(document: Document, people: list[User]) -> None:
    enter(document, people[0], "002")
    enter(document, people[1], "002")
    assert current_fields(fresh(document))[KEY].value == "002"
    assert open_keys(fresh(document)) == []
    assert not OpenField.objects.exists()
    assert [each.right for each in reviewed_values()] == [False]


def test_a_third_person_decides_between_two(document: Document, people: list[User]) -> None:
    enter(document, people[0], "002")
    enter(document, people[1], "003")
    assert turns(document, people) == [Turn.DONE, Turn.DONE, Turn.THIRD]
    assert document not in waiting(people[0])
    assert document not in waiting(people[1])
    assert document in waiting(people[2])
    enter(document, people[2], "003")
    assert standing(fresh(document))[KEY].who == people[2]
    assert open_keys(fresh(document)) == []


def test_a_person_does_not_agree_with_themselves(document: Document, people: list[User]) -> None:
    enter(document, people[0], "002")
    enter(document, people[0], "002")
    assert turns(document, people) == [Turn.DONE, Turn.SECOND, Turn.SECOND]


def test_an_entry_is_taken_back_by_its_person(document: Document, people: list[User]) -> None:
    enter(document, people[0], "002")
    assert undo(document.pk, who=people[1]) == ""
    assert undo(document.pk, who=people[0]) == KEY
    assert turns(document, people) == [Turn.FIRST] * 3
    assert document in waiting(people[0])


def test_nobody_tries_until_two_entries_agree(document: Document, people: list[User]) -> None:
    enter(document, people[0], "002")
    enter(document, people[1], "003")
    for who in people[:2]:
        with pytest.raises(EntriesDifferError):
            enter(document, who, "002")
        assert undo(document.pk, who=who) == ""
    assert turns(document, people)[2] == Turn.THIRD


def test_illegible_and_absent_do_not_agree(document: Document, people: list[User]) -> None:
    enter(document, people[0], "", Verdict.ILLEGIBLE)
    enter(document, people[1], "", Verdict.ABSENT)
    assert turns(document, people)[2] == Turn.THIRD
    enter(document, people[2], "", Verdict.ILLEGIBLE)
    assert current_fields(fresh(document))[KEY].value == ""


def test_a_word_that_is_no_entry_counts_at_once(document: Document, people: list[User]) -> None:
    enter(document, people[0], "002")
    decide(document.pk, Word(KEY, Verdict.CHANGED, "004"), who=people[1])
    assert current_fields(fresh(document))[KEY].value == "004"
