import pytest
from django.db import connection

from records.append_only import allow
from records.audit import broken_events, note_event
from records.models import Event

pytestmark = pytest.mark.django_db


def _raw(sql: str) -> None:
    """As somebody would who can open the file and takes the triggers away first."""
    with connection.cursor() as cursor:
        for action in ("UPDATE", "DELETE"):
            cursor.execute(str(allow("records_event", action).sql))
        cursor.execute(sql)


@pytest.fixture
def events() -> list[Event]:
    for number in range(4):
        note_event("thu", "viewed", f"document {number}", page=number)
    return list(Event.objects.order_by("pk"))


def test_a_chain_that_nobody_touched_holds(events: list[Event]) -> None:
    assert list(broken_events()) == []
    assert len({event.chain for event in events}) == len(events)


@pytest.mark.parametrize(
    "change",
    ["who = 'ai'", "what = 'x'", "details = '{}'", "\"when\" = '2020-01-01 00:00:00'"],
)
def test_a_changed_entry_is_found(change: str, events: list[Event]) -> None:
    _raw(f"UPDATE records_event SET {change} WHERE id = {events[1].pk}")  # noqa: S608  # a test
    assert [event.pk for event in broken_events()] == [events[1].pk]


def test_an_entry_that_was_taken_out_is_found(events: list[Event]) -> None:
    _raw(f"DELETE FROM records_event WHERE id = {events[1].pk}")  # noqa: S608  # a test
    assert [event.pk for event in broken_events()] == [events[2].pk]
