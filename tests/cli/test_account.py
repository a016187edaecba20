import pytest
from click.testing import CliRunner
from django.contrib.auth.models import User

from cli.account import account
from records.models import Event
from tests.web.phones import give_phone
from web.accounts import UnknownAccountError
from web.one_time_codes import has_second_factor, make_recovery_codes, recovery_codes_left

pytestmark = pytest.mark.django_db


def reset(name: str):
    return CliRunner().invoke(account, ["reset-second-factor", name])


def test_a_lost_phone_is_forgotten_and_that_is_noted() -> None:
    user, other = User.objects.create_user("thu ký"), User.objects.create_user("khác")
    for each in (user, other):
        give_phone(each)
        make_recovery_codes(each)
    told = reset("thu ký")
    assert told.exit_code == 0
    assert "thu ký" in told.output
    assert not has_second_factor(user)
    assert recovery_codes_left(user) == 0
    assert has_second_factor(other)
    assert recovery_codes_left(other) == 10
    event = Event.objects.get()
    assert (event.who, event.what, event.subject) == ("hoso", "second_factor_reset", "user thu ký")


def test_where_there_is_none_nothing_is_noted() -> None:
    User.objects.create_user("thu")
    assert "không có gì để bỏ" in reset("thu").output
    assert not Event.objects.exists()


def test_a_name_that_nobody_has_is_told() -> None:
    told = reset("thư")
    assert isinstance(told.exception, UnknownAccountError)
    assert "thư" in str(told.exception)
