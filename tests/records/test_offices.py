from dataclasses import replace
from pathlib import Path

import pytest
from django.contrib.auth.models import User

from dossiers.errors import UnreadableInputError
from dossiers.messages import Language
from records.ledger import save_outcome, take_in
from records.models import Delivery, Document, Event, Office
from records.offices import (
    EVERYTHING,
    Reach,
    join_office,
    leave_office,
    make_office,
    office_named,
    reach_of,
)
from records.queries import status
from records.queue import Choice, in_review, waiting
from records.search import search
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


def file_for(office: Office | None, store: Store, folder: Path, name: str) -> Document:
    """A dossier of one page that waits."""
    stream = make_stream(folder, name, [name])
    ticket = take_in(make_delivery(stream), store, VERSION, office).tickets[0]
    save_outcome(ticket.dossier_id, read_as(0, f"quyết định {name}"), 0.1)
    file_papers(store, stream, ticket.dossier_id, [paper(0, 0)], in_review=[0])
    return Document.objects.get(dossier=ticket.dossier_id)


@pytest.fixture
def offices() -> tuple[Office, Office]:
    return make_office("xa-a", "Xã A"), make_office("xa-b", "Xã B")


@pytest.fixture
def who(offices: tuple[Office, Office]) -> User:
    """Somebody of the first office."""
    user = User.objects.create_user("một")
    join_office(offices[0], user)
    return user


def test_people_reach_their_offices_dossiers_and_nobodys(
    offices: tuple[Office, Office], who: User, store: Store, tmp_path: Path
) -> None:
    own, other = (file_for(each, store, tmp_path, each.code) for each in offices)
    nobodys = file_for(None, store, tmp_path, "chung")
    reach = reach_of(who)
    assert set(in_review(reach=reach)) == {own, nobodys}
    assert set(waiting(who, reach=reach)) == {own, nobodys}
    assert list(waiting(who, Choice(office=offices[0].pk), reach)) == [own]
    assert {hit.document_id for hit in search("quyết định", reach=reach)} == {own.pk, nobodys.pk}
    assert len(search("quyết định")) == 3
    assert status(reach).documents_in_review == 2
    assert len(status(reach).deliveries) == 2
    held = [reach.holds_document(each.pk) for each in (own, other, nobodys)]
    assert held == [True, False, True]
    assert not reach.holds_dossier(other.dossier_id)
    assert not reach.holds_delivery(Delivery.objects.get(office=offices[1]).pk)
    assert EVERYTHING.holds_document(other.pk)


def test_whoever_left_an_office_sees_nobodys_only(
    offices: tuple[Office, Office], who: User, store: Store, tmp_path: Path
) -> None:
    own = file_for(offices[0], store, tmp_path, "a")
    leave_office(offices[0], who)
    assert reach_of(who) == Reach(frozenset())
    assert not reach_of(who).holds_document(own.pk)
    assert list(in_review(reach=reach_of(who))) == []
    told = Event.objects.filter(what__startswith="office_").values_list("what", flat=True)
    assert list(told) == ["office_named", "office_named", "office_joined", "office_left"]


def test_the_same_scans_of_two_offices_can_be_opened_by_both(
    offices: tuple[Office, Office], who: User, store: Store, tmp_path: Path
) -> None:
    document = file_for(offices[1], store, tmp_path, "a")
    assert not reach_of(who).holds_document(document.pk)
    stream = make_stream(tmp_path, "a", ["a"])
    again = take_in(make_delivery(replace(stream, name="b")), store, VERSION, offices[0])
    assert again.tickets[0].known
    assert reach_of(who).holds_document(document.pk)
    assert reach_of(who).holds_dossier(document.dossier_id)
    assert document not in in_review(reach=reach_of(who))


def test_an_unknown_office_is_told_with_those_that_are_known(
    offices: tuple[Office, Office],
) -> None:
    assert office_named("xa-a") == offices[0]
    with pytest.raises(UnreadableInputError) as error:
        office_named("xa-c")
    assert "xa-a, xa-b" in error.value.reason.say(Language.VIETNAMESE)


def test_an_office_keeps_its_people_under_another_name(
    offices: tuple[Office, Office], who: User
) -> None:
    assert make_office("xa-a", "Phường A") == offices[0]
    assert list(Office.objects.get(code="xa-a").people.all()) == [who]
