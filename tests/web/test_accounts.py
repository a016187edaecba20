import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from records.models import Event
from web.accounts import has_accounts, make_account

pytestmark = pytest.mark.django_db


def test_a_new_account_can_log_in_and_is_noted() -> None:
    assert not has_accounts()
    password = make_account("thuky")
    assert get_user_model().objects.get(username="thuky").check_password(password)
    assert has_accounts()
    assert Event.objects.get().subject == "user thuky"


def test_an_account_that_exists_keeps_its_password() -> None:
    password = make_account("thuky")
    assert make_account("thuky") is None
    assert get_user_model().objects.get(username="thuky").check_password(password)


def test_passwords_are_not_alike() -> None:
    assert make_account("một") != make_account("hai")


def log_in(client: Client, name: str, password: str, **more: str):
    return client.post("/login/", {"username": name, "password": password}, **more)


def test_whoever_guesses_passwords_waits_and_others_do_not(client: Client) -> None:
    password, other = make_account("thuky"), make_account("khác")
    for _ in range(5):
        answer = log_in(client, "thuky", "sai")
    assert answer.status_code == 429
    assert "chờ 15 phút" in answer.content.decode()
    assert log_in(client, "thuky", password or "").status_code == 429
    assert log_in(client, "khác", other or "").status_code == 302
    elsewhere = log_in(Client(), "thuky", password or "", REMOTE_ADDR="10.0.0.9")
    assert elsewhere.status_code == 302
    assert Event.objects.filter(what="locked_out", subject="user thuky").exists()


def test_comings_and_goings_are_noted_and_passwords_are_not(client: Client) -> None:
    password = make_account("thuky")
    log_in(client, "thuky", "bí mật sai")
    log_in(client, "thuky", password or "")
    client.post("/logout/")
    noted = list(Event.objects.order_by("pk").values_list("what", flat=True))
    assert noted == ["account_made", "login_refused", "logged_in", "logged_out"]
    assert "bí mật" not in str(list(Event.objects.values()))


@pytest.mark.parametrize("new", ["ngắn", "password1234", "123456789012", "thukythukythuky"])
def test_weak_passwords_are_refused(new: str, client: Client) -> None:
    password = make_account("thukythukythuky")
    log_in(client, "thukythukythuky", password or "")
    form = {"old_password": password, "new_password1": new, "new_password2": new}
    assert 'role="alert"' in client.post("/password/", form).content.decode()


def test_a_person_changes_the_password(client: Client) -> None:
    password = make_account("thuky")
    log_in(client, "thuky", password or "")
    new = "ba con trâu trắng"
    form = {"old_password": password, "new_password1": new, "new_password2": new}
    assert client.post("/password/", form).headers["Location"] == "/"
    assert log_in(Client(), "thuky", new).status_code == 302
