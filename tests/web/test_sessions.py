import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from records.models import Event
from settings import REPOSITORY
from storage.store import Store
from tests.web.conftest import open_home
from tests.web.making_papers import file_decision, file_doubtful
from tests.web.sending_files import send
from tests.web.test_accounts import log_in
from web.roles import Role, give_role
from web.sessions import POLLED, RENEWED

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_hashes")]

PASSWORD = "không ai đoán ra"


@pytest.fixture
def person(quick_hashes: None) -> User:
    user = User.objects.create_user("thuky", password=PASSWORD)
    give_role(user, Role.ADMINISTRATOR)
    return user


def let_time_go_by(client: Client, minutes: int) -> None:
    """Make the session older than it is."""
    session = client.session
    session[RENEWED] -= 60 * minutes
    session.save()
    Session.objects.update(expire_date=timezone.now() + timedelta(minutes=120 - minutes))


def minutes_left() -> int:
    left = Session.objects.get().expire_date - timezone.now()
    return round(left.total_seconds() / 60)


def test_a_session_is_renewed_by_what_a_person_does(client: Client, person: User) -> None:
    log_in(client, "thuky", PASSWORD)
    let_time_go_by(client, minutes=110)
    assert minutes_left() == 10
    client.get("/review/")
    assert minutes_left() == 120


def test_a_session_left_alone_ends(client: Client, person: User) -> None:
    log_in(client, "thuky", PASSWORD)
    let_time_go_by(client, minutes=121)
    assert client.get("/").headers["Location"].startswith("/login/")


def test_a_page_that_asks_by_itself_renews_nothing(
    client: Client, person: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_home(tmp_path, monkeypatch)
    log_in(client, "thuky", PASSWORD)
    number = send(client, {"a.pdf": b""})
    let_time_go_by(client, minutes=100)
    asked = {"HX-Request": "true", "HX-Target": "progress"}
    polled = client.get(f"/upload/{number}/", headers=asked)
    assert polled.status_code == 200
    assert polled.templates[0].name == "web/uploaded_progress.html"
    assert minutes_left() == 20
    client.get(f"/upload/{number}/")
    assert minutes_left() == 120


def test_every_page_that_asks_by_itself_is_known() -> None:
    asking = set()
    for template in (REPOSITORY / "web" / "templates").rglob("*.html"):
        for tag in re.findall(r"<\w+ [^>]*hx-trigger=\"[^\"]*every[^>]*>", template.read_text()):
            asking |= set(re.findall(r"hx-get=\"\{% url '(\w+)'", tag))
    assert asking == POLLED


def test_closing_the_browser_ends_the_session(client: Client, person: User) -> None:
    cookie = log_in(client, "thuky", PASSWORD).cookies["hoso_session"]
    assert cookie["max-age"] == ""
    assert cookie["expires"] == ""


def test_a_session_that_was_planted_is_not_the_one_that_is_logged_in(person: User) -> None:
    thief, victim = Client(), Client()
    User.objects.create_user("kẻ gian", password=PASSWORD)
    log_in(thief, "kẻ gian", PASSWORD)
    planted = thief.cookies["hoso_session"].value
    victim.cookies["hoso_session"] = planted
    log_in(victim, "thuky", PASSWORD)
    assert victim.cookies["hoso_session"].value != planted
    assert thief.get("/review/").status_code == 302


def test_a_session_of_the_same_person_gets_another_name_by_a_login(
    client: Client, person: User
) -> None:
    log_in(client, "thuky", PASSWORD)
    before = client.cookies["hoso_session"].value
    log_in(client, "thuky", PASSWORD)
    assert client.cookies["hoso_session"].value != before
    assert not Session.objects.filter(pk=before).exists()


def test_a_new_password_ends_all_other_sessions(client: Client, person: User) -> None:
    elsewhere = Client()
    for each in (client, elsewhere):
        log_in(each, "thuky", PASSWORD)
        assert each.get("/").status_code == 200
    new = "ba con trâu trắng"
    form = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert client.post("/password/", form).status_code == 302
    assert client.get("/").status_code == 200
    assert elsewhere.get("/").headers["Location"].startswith("/login/")
    assert Event.objects.filter(what="password_changed", who="thuky").count() == 1


def test_an_account_that_is_closed_is_out_at_once(client: Client, person: User) -> None:
    log_in(client, "thuky", PASSWORD)
    User.objects.update(is_active=False)
    assert client.get("/").headers["Location"].startswith("/login/")


def test_a_link_logs_nobody_out(client: Client, person: User) -> None:
    log_in(client, "thuky", PASSWORD)
    assert client.get("/logout/").status_code == 405
    assert client.get("/").status_code == 200


def test_pictures_are_noted_once_a_session_and_dossier(
    clerk: Client, store: Store, tmp_path: Path
) -> None:
    one, two = (file_doubtful(store, tmp_path, f"hồ sơ {number}") for number in (1, 2))
    before = Event.objects.order_by("-pk")[0].pk
    for _again in range(3):
        for document in (one, two):
            assert clerk.get(f"/dossiers/{document.dossier.pk}/pages/1.jpg").status_code == 200
    events = Event.objects.filter(pk__gt=before).order_by("pk")
    assert [(event.who, event.what, event.subject) for event in events] == [
        ("thư ký", "viewed", f"dossier {document.dossier.pk}") for document in (one, two)
    ]


def test_another_session_is_noted_again(clerk: Client, store: Store, tmp_path: Path) -> None:
    address = f"/dossiers/{file_decision(store, tmp_path).dossier.pk}/pages/1.jpg"
    clerk.get(address)
    other = Client()
    other.force_login(User.objects.get(username="thư ký"))
    other.get(address)
    assert Event.objects.filter(what="viewed").count() == 2


def test_a_picture_writes_nothing_after_the_first(
    clerk: Client, store: Store, tmp_path: Path
) -> None:
    address = f"/dossiers/{file_decision(store, tmp_path).dossier.pk}/pages/1.jpg"
    clerk.get(address)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert clerk.get(address).status_code == 200
    spoken = {query["sql"].split()[0] for query in queries}
    assert spoken == {"SELECT"}


def test_pictures_that_nobody_may_see_are_not_noted(
    client: Client, store: Store, tmp_path: Path
) -> None:
    user = User.objects.create_user("quét")
    give_role(user, Role.SCANNER)
    client.force_login(user)
    number = file_decision(store, tmp_path).dossier.pk
    assert client.get(f"/dossiers/{number}/pages/1.jpg").status_code == 403
    assert client.get(f"/dossiers/{number}/pages/99.jpg").status_code == 403
    assert not Event.objects.filter(what="viewed").exists()
