import pytest
from django.contrib.auth import authenticate

from records.models import Event
from web.accounts import has_accounts, make_account

pytestmark = pytest.mark.django_db


def test_a_new_account_can_log_in_and_is_noted() -> None:
    assert not has_accounts()
    password = make_account("thuky")
    assert authenticate(username="thuky", password=password) is not None
    assert has_accounts()
    assert Event.objects.get().subject == "user thuky"


def test_an_account_that_exists_keeps_its_password() -> None:
    password = make_account("thuky")
    assert make_account("thuky") is None
    assert authenticate(username="thuky", password=password) is not None


def test_passwords_are_not_alike() -> None:
    assert make_account("một") != make_account("hai")
