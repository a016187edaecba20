import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from records.models import Event
from records.offices import make_office
from web.roles import Role, give_role, roles_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(client: Client) -> Client:
    """A browser of an administrator."""
    user = User.objects.create_user("gốc")
    give_role(user, Role.ADMINISTRATOR)
    client.force_login(user)
    return client


def password_in(page: str) -> str:
    found = re.search(r"Mật khẩu của \S+: (\S+)", page)
    assert found
    return found[1]


def test_a_new_account_can_log_in_with_the_password_that_was_shown(chief: Client) -> None:
    office = make_office("xa-a", "Xã A")
    form = {"name": "lan", "role": ["reviewer", "scanner"], "office": [office.pk]}
    page = chief.post("/people/new/", form).content.decode()
    user = User.objects.get(username="lan")
    assert user.check_password(password_in(page))
    assert roles_of(user) == {Role.REVIEWER, Role.SCANNER}
    assert list(user.offices.all()) == [office]
    assert password_in(page) not in chief.get("/people/").content.decode()
    assert Event.objects.filter(what="account_made", who="gốc").exists()


def test_a_name_in_letters_of_full_width_is_that_of_plain_letters(chief: Client) -> None:
    form = {"name": "ｌａｎ", "role": ["reviewer"]}
    page = chief.post("/people/new/", form).content.decode()
    assert User.objects.get(username="lan").check_password(password_in(page))
    assert chief.post("/people/new/", form).status_code == 422


@pytest.mark.parametrize(
    ("name", "roles", "why"),
    [
        ("a b", ["reviewer"], "không có dấu cách"),
        ("", ["reviewer"], "không có dấu cách"),
        ("<b>", ["reviewer"], "không có dấu cách"),
        ("lan", [], "ít nhất một vai trò"),
        ("lan", ["gốc"], "ít nhất một vai trò"),
        ("gốc", ["reviewer"], "Đã có tài khoản"),
        ("hoso", ["reviewer"], "Đã có tài khoản"),
        ("HoSo", ["reviewer"], "Đã có tài khoản"),
    ],
)
def test_what_cannot_be_an_account_is_told(
    name: str, roles: list[str], why: str, chief: Client
) -> None:
    answer = chief.post("/people/new/", {"name": name, "role": roles})
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert User.objects.count() == 1


def test_roles_and_offices_are_changed_and_noted(chief: Client) -> None:
    user = User.objects.create_user("lan")
    give_role(user, Role.SCANNER)
    office = make_office("xa-a", "Xã A")
    form = {"role": ["archivist"], "office": [office.pk], "active": "1"}
    chief.post(f"/people/{user.pk}/", form)
    assert roles_of(User.objects.get(pk=user.pk)) == {Role.ARCHIVIST}
    details = Event.objects.get(what="account_changed").details
    assert details == {"roles": "archivist", "offices": "xa-a", "active": True}


def test_a_closed_account_is_out_at_once(chief: Client) -> None:
    user = User.objects.create_user("lan")
    give_role(user, Role.REVIEWER)
    other = Client()
    other.force_login(user)
    assert other.get("/review/").status_code == 200
    chief.post(f"/people/{user.pk}/", {"role": ["reviewer"]})
    assert other.get("/review/").headers["Location"].startswith("/login/")


def test_a_new_password_ends_the_sessions_of_the_old_one(chief: Client) -> None:
    user = User.objects.create_user("lan")
    give_role(user, Role.REVIEWER)
    other = Client()
    other.force_login(user)
    page = chief.post(f"/people/{user.pk}/password/").content.decode()
    assert other.get("/review/").status_code == 302
    assert User.objects.get(pk=user.pk).check_password(password_in(page))


@pytest.mark.parametrize("form", [{"role": ["reviewer"], "active": "1"}, {"role": "administrator"}])
def test_an_administrator_does_not_shut_themselves_out(form: dict[str, str], chief: Client) -> None:
    user = User.objects.get()
    told = chief.post(f"/people/{user.pk}/", form, follow=True).content.decode()
    assert "Không tự bỏ quyền quản trị" in told
    assert roles_of(User.objects.get()) == {Role.ADMINISTRATOR}
    assert User.objects.get().is_active
