import re
import time

import pytest
from django.contrib.auth.models import User
from django.test import Client

from records.audit import broken_events
from records.models import Event
from tests.web.test_accounts import log_in
from web import refusals
from web.roles import Role, give_role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_hashes")]

PASSWORD = "không ai đoán ra"


@pytest.fixture(autouse=True)
def person(quick_hashes: None) -> User:
    user = User.objects.create_user("thuky", password=PASSWORD)
    give_role(user, Role.REVIEWER)
    return user


def test_a_flood_of_unknown_names_is_one_entry() -> None:
    for number in range(60):
        log_in(Client(), f"không có {number}", "sai", REMOTE_ADDR=f"2001:db8::{number:x}")
    event = Event.objects.get()
    assert event.subject == "unknown users"
    assert event.details == {"address": "2001:db8::0", "times": 1}


def test_what_was_typed_as_a_name_and_is_none_is_not_kept(client: Client) -> None:
    for _again in range(6):
        log_in(client, PASSWORD, "thuky")  # the fields mixed up
    assert set(Event.objects.values_list("what", flat=True)) == {"login_refused", "locked_out"}
    assert "đoán" not in str(list(Event.objects.values()))


def test_guessing_one_account_is_one_entry_a_place_and_one_when_it_locks() -> None:
    for address in ("10.0.0.1", "10.0.0.2"):
        for _again in range(12):
            log_in(Client(), "thuky", "sai", REMOTE_ADDR=address)
    noted = list(Event.objects.order_by("pk").values_list("what", "details__address"))
    assert noted == [
        ("login_refused", "10.0.0.1"),
        ("locked_out", "10.0.0.1"),
        ("login_refused", "10.0.0.2"),
        ("locked_out", "10.0.0.2"),
    ]


def test_how_often_it_was_tried_is_told_by_the_next_entry(client: Client) -> None:
    for _again in range(4):
        log_in(client, "thuky", "sai")
    assert Event.objects.count() == 1
    log_in(client, "thuky", PASSWORD)
    assert Event.objects.order_by("-pk")[0].details == {"refused": 3}
    log_in(client, "thuky", PASSWORD)
    assert Event.objects.order_by("-pk")[0].details == {}


def test_after_a_while_it_is_noted_again_with_all_that_was_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for _again in range(3):
        refusals.note_refusal("login_refused", "thuky", "10.0.0.1")
    later = time.time() + refusals.REPEAT_SECONDS + 1
    monkeypatch.setattr(time, "time", lambda: later)
    for _again in range(2):
        refusals.note_refusal("login_refused", "thuky", "10.0.0.1")
    times = [event.details["times"] for event in Event.objects.order_by("pk")]
    assert times == [1, 3]
    assert refusals.take_count("login_refused", "thuky", "10.0.0.1") == 1


def test_no_number_of_addresses_makes_the_audit_long() -> None:
    for number in range(3 * refusals.MOST_NOTES):
        refusals.note_refusal("login_refused", "thuky", f"2001:db8::{number:x}")
    assert Event.objects.count() == refusals.MOST_NOTES
    assert list(broken_events()) == []


def test_wrong_old_passwords_are_counted_like_wrong_logins(client: Client) -> None:
    log_in(client, "thuky", PASSWORD)
    new = "ba con trâu trắng"
    form = {"old_password": "sai", "new_password1": new, "new_password2": new}
    answers = [client.post("/password/", form).status_code for _again in range(6)]
    assert answers[:4] == [200] * 4
    assert answers[4:] == [429] * 2
    right = {**form, "old_password": PASSWORD}
    assert client.post("/password/", right).status_code == 429
    assert User.objects.get().check_password(PASSWORD)
    assert Event.objects.filter(what="locked_out").count() == 1


def test_unknown_and_known_names_get_the_same_answers() -> None:
    def answers(name: str) -> list[tuple[int, str]]:
        client = Client()
        given = [log_in(client, name, "sai") for _again in range(7)]
        pages = [re.sub(r'value="[^"]*"', "", each.content.decode()) for each in given]
        return [(each.status_code, page) for each, page in zip(given, pages, strict=True)]

    assert answers("thuky") == answers("nobody")


def test_an_account_that_is_closed_answers_like_a_wrong_password(
    client: Client, person: User
) -> None:
    wrong = log_in(client, "thuky", "sai")
    person.is_active = False
    person.save()
    closed = log_in(client, "thuky", PASSWORD)
    assert closed.status_code == wrong.status_code == 200
    assert "mật khẩu không đúng" in closed.content.decode()
