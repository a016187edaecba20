import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import get_resolver, reverse
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from records.models import Event
from settings import Settings, read_settings
from storage.store import Store
from tests.web.making_papers import file_doubtful
from tests.web.phones import code_of, forgive, give_phone, next_code, type_code, wrong_code
from web.accounts import lose_second_factor
from web.one_time_codes import make_recovery_codes
from web.roles import ACCESS, Role, give_role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_hashes")]

PASSWORD = "không ai đoán ra"
CODE_PAGE = "/second-factor/code/"
# Written out here, so that nobody opens one more by the way.
GIVING = {"login", "logout", "language", "second_factor_code"}
ENROLLING = {"login", "logout", "language", "password", "second_factor", "second_factor_enroll"}
VIEWS = sorted(str(pattern.name) for pattern in get_resolver().url_patterns)


@pytest.fixture
def person(quick_hashes: None) -> User:
    user = User.objects.create_user("thuky", password=PASSWORD)
    give_role(user, Role.ADMINISTRATOR)
    return user


@pytest.fixture
def phone(person: User) -> TOTPDevice:
    return give_phone(person)


@pytest.fixture
def everybody_must(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("HOSO_SECOND_FACTOR_FOR", '["administrator"]')
    read_settings.cache_clear()
    yield
    read_settings.cache_clear()


def log_in(client: Client, **more: str):
    return client.post("/login/", {"username": "thuky", "password": PASSWORD, **more})


def enroll(client: Client, user: User) -> list[str]:
    """As a person does; gives the recovery codes."""
    client.post("/second-factor/")
    device = TOTPDevice.objects.get(user=user)
    form = {"password": PASSWORD, "code": code_of(device)}
    page = client.post("/second-factor/enroll/", form).content.decode()
    return re.findall(r"<li>(\d{5}-\d{5})</li>", page)


def noted() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("what", flat=True))


def address_of(view: str, store: Store, folder: Path) -> str:
    document = file_doubtful(store, folder)
    wanted = {"document_id": document.pk, "dossier_id": document.dossier.pk, "delivery_id": 1}
    wanted |= {"number": 1, "key": "nguoi_ky", "rescan_id": 1, "user_id": 1}
    if view.startswith("upload"):
        wanted["number"] = "0" * 32
    pattern = next(each for each in get_resolver().url_patterns if each.name == view)
    return reverse(view, kwargs={name: wanted[name] for name in pattern.pattern.converters})


@pytest.mark.parametrize("view", [view for view in VIEWS if view not in GIVING])
def test_whoever_has_not_given_the_code_gets_no_page(
    view: str, client: Client, phone: TOTPDevice, store: Store, tmp_path: Path
) -> None:
    log_in(client)
    address = address_of(view, store, tmp_path)
    before = Event.objects.count()
    for answer in (client.get(address), client.post(address), client.put(address)):
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith(CODE_PAGE)
        assert answer.content == b""
    assert Event.objects.count() == before


@pytest.mark.parametrize("view", [view for view in VIEWS if view not in ENROLLING])
def test_whoever_must_have_a_second_factor_gets_no_page_before(
    view: str, client: Client, person: User, everybody_must: None, store: Store, tmp_path: Path
) -> None:
    log_in(client)
    address = address_of(view, store, tmp_path)
    for answer in (client.get(address), client.post(address)):
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/second-factor/?next=")


@pytest.mark.parametrize("view", sorted(ENROLLING - {"logout", "language", "second_factor_enroll"}))
def test_what_leads_to_a_second_factor_is_open(
    view: str, client: Client, person: User, everybody_must: None
) -> None:
    log_in(client)
    page = client.get(reverse(view))
    assert page.status_code == 200
    assert "<nav" not in page.content.decode()


def test_an_address_that_is_none_is_refused_as_well(client: Client, phone: TOTPDevice) -> None:
    log_in(client)
    assert client.get("/nothing/").headers["Location"].startswith(CODE_PAGE)


def test_roles_that_need_none_work_without(client: Client, everybody_must: None, db: None) -> None:
    give_role(User.objects.create_user("thuky", password=PASSWORD), Role.REVIEWER)
    log_in(client)
    assert client.get("/review/").status_code == 200


def test_settings_know_the_roles() -> None:
    everybody = tuple(role.value for role in Role)
    assert Settings(second_factor_for=everybody).second_factor_for == everybody


def test_the_code_opens_the_page_that_was_asked_for(client: Client, phone: TOTPDevice) -> None:
    asked = log_in(client, next="/review/").headers["Location"]
    page = client.get(asked)
    assert page.headers["Location"] == f"{CODE_PAGE}?next=/review/"
    shown = client.get(page.headers["Location"]).content.decode()
    assert 'name="next" value="/review/"' in shown
    assert "<nav" not in shown
    assert type_code(client, code_of(phone), next="/review/").headers["Location"] == "/review/"
    assert client.get("/review/").status_code == 200
    assert noted()[-2:] == ["logged_in", "code_given"]


def test_the_code_leads_to_no_other_site(client: Client, phone: TOTPDevice) -> None:
    log_in(client)
    answer = type_code(client, code_of(phone), next="https://example.org/")
    assert answer.headers["Location"] == "/"


def test_a_wrong_password_does_not_tell_who_has_a_phone(client: Client, phone: TOTPDevice) -> None:
    give_role(User.objects.create_user("khác", password=PASSWORD), Role.REVIEWER)
    pages = [
        client.post("/login/", {"username": name, "password": "sai"}).content.decode()
        for name in ("thuky", "khác", "không có")
    ]
    alike = {re.sub(r'value="[^"]*"', "", page) for page in pages}
    assert len(alike) == 1


@pytest.mark.parametrize("typed", ["{}", " {} ", "{0:.3} {0:.3}"])
def test_a_used_code_is_refused(typed: str, client: Client, phone: TOTPDevice) -> None:
    log_in(client)
    code = code_of(phone)
    assert type_code(client, code).status_code == 302
    client.post("/logout/")
    log_in(client)
    answer = type_code(client, typed.format(code))
    assert answer.status_code == 422
    assert "đã dùng rồi" in answer.content.decode()
    assert client.get("/").status_code == 302


def test_a_code_may_be_typed_in_groups(client: Client, phone: TOTPDevice) -> None:
    log_in(client)
    code = code_of(phone)
    assert type_code(client, f"{code[:3]} {code[3:]}").status_code == 302
    assert client.get("/").status_code == 200


def test_guessing_is_slowed_down_and_noted_once(
    client: Client, person: User, phone: TOTPDevice
) -> None:
    log_in(client)
    assert "đã dùng rồi" in type_code(client, wrong_code(phone)).content.decode()
    TOTPDevice.objects.update(throttling_failure_count=8)  # as after eight, two minutes
    told = type_code(client, code_of(phone))  # right, but too soon
    assert told.status_code == 422
    assert re.search(r"phải chờ đến \d\d:\d\d:\d\d", told.content.decode())
    for _again in range(5):
        type_code(client, wrong_code(phone))
    assert noted().count("code_refused") == 1
    forgive(person)
    assert type_code(client, code_of(phone)).status_code == 302


@pytest.mark.parametrize(
    "code", ["", "abcdef", "12345", "1234567", "-12345", "１２３４５６", "0" * 500]
)
def test_what_is_no_code_is_refused_with_a_sentence(
    code: str, client: Client, phone: TOTPDevice
) -> None:
    log_in(client)
    answer = type_code(client, code)
    assert answer.status_code == 422
    assert "Mã không đúng" in answer.content.decode()


def test_the_code_of_another_person_does_not_count(client: Client, phone: TOTPDevice) -> None:
    other = give_phone(User.objects.create_user("khác"))
    log_in(client)
    assert type_code(client, code_of(other)).status_code == 422


def test_every_login_asks_again_even_on_top_of_another(client: Client, phone: TOTPDevice) -> None:
    log_in(client)
    type_code(client, code_of(phone))
    assert client.get("/").status_code == 200
    log_in(client)
    assert client.get("/").headers["Location"].startswith(CODE_PAGE)


def test_a_half_open_session_that_somebody_knows_is_not_opened(
    client: Client, phone: TOTPDevice
) -> None:
    log_in(client)
    known = client.cookies["hoso_session"].value
    type_code(client, code_of(phone))
    assert client.get("/").status_code == 200
    thief = Client()
    thief.cookies["hoso_session"] = known
    assert thief.get("/").headers["Location"].startswith("/login/")


def test_sessions_that_were_open_when_it_was_turned_on_ask_for_the_code(
    client: Client, person: User
) -> None:
    elsewhere = Client()
    log_in(elsewhere)
    log_in(client)
    assert elsewhere.get("/").status_code == 200
    enroll(client, person)
    assert client.get("/").status_code == 200
    assert elsewhere.get("/").headers["Location"].startswith(CODE_PAGE)


def test_a_phone_is_enrolled_and_recovery_codes_are_shown_once(
    client: Client, person: User, everybody_must: None
) -> None:
    log_in(client)
    client.post("/second-factor/")
    device = TOTPDevice.objects.get(user=person)
    page = client.get("/second-factor/enroll/").content.decode()
    assert '<path class="qrline"' in page
    assert " style=" not in page
    secret = re.search(r'class="secret">([A-Z2-7 ]+)<', page)
    assert secret
    assert secret[1].replace(" ", "") in device.config_url
    made = enroll(client, person)
    assert len(set(made)) == 10
    assert client.get("/").status_code == 200
    again = client.get("/second-factor/enroll/", follow=True).content.decode()
    assert "Còn 10 trong 10" in again
    assert made[0] not in again
    assert noted()[-2:] == ["second_factor_on", "recovery_codes_made"]


@pytest.mark.parametrize("wrong", ["password", "code"])
def test_nobody_is_enrolled_without_password_and_code(
    wrong: str, client: Client, person: User
) -> None:
    log_in(client)
    client.post("/second-factor/")
    device = TOTPDevice.objects.get(user=person)
    form = {"password": PASSWORD, "code": code_of(device)}
    form[wrong] = wrong_code(device)
    answer = client.post("/second-factor/enroll/", form)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert not TOTPDevice.objects.filter(confirmed=True).exists()
    assert not StaticDevice.objects.exists()


def test_a_second_phone_does_not_take_the_place_of_the_first(
    client: Client, phone: TOTPDevice
) -> None:
    log_in(client)
    type_code(client, code_of(phone))
    client.post("/second-factor/")
    assert TOTPDevice.objects.get() == phone


def test_a_recovery_code_lets_in_once(client: Client, person: User, phone: TOTPDevice) -> None:
    code = make_recovery_codes(person)[3]
    log_in(client)
    assert type_code(client, code).headers["Location"] == "/second-factor/"
    assert "Còn 9 trong 10" in client.get("/second-factor/").content.decode()
    client.post("/logout/")
    log_in(client)
    assert type_code(client, code).status_code == 422


def test_wrong_codes_of_the_phone_do_not_slow_recovery_codes_down(
    client: Client, person: User, phone: TOTPDevice
) -> None:
    code = make_recovery_codes(person)[0]
    log_in(client)
    type_code(client, wrong_code(phone))
    assert type_code(client, code).status_code == 302


def test_new_recovery_codes_make_the_old_ones_worthless(
    client: Client, person: User, phone: TOTPDevice
) -> None:
    old = make_recovery_codes(person)[0]
    log_in(client)
    type_code(client, code_of(phone))
    assert client.post("/second-factor/recovery/", {"code": wrong_code(phone)}).status_code == 422
    forgive(person)
    page = client.post("/second-factor/recovery/", {"code": next_code(phone)})
    assert len(re.findall(r"<li>\d{5}-\d{5}</li>", page.content.decode())) == 10
    client.post("/logout/")
    log_in(client)
    assert type_code(client, old).status_code == 422


def test_it_is_taken_off_with_a_code_and_not_without(
    client: Client, person: User, phone: TOTPDevice
) -> None:
    make_recovery_codes(person)
    log_in(client)
    type_code(client, code_of(phone))
    assert client.post("/second-factor/off/", {"code": wrong_code(phone)}).status_code == 422
    assert TOTPDevice.objects.exists()
    forgive(person)
    assert client.post("/second-factor/off/", {"code": next_code(phone)}).status_code == 302
    assert not TOTPDevice.objects.exists()
    assert not StaticDevice.objects.exists()
    assert noted()[-1] == "second_factor_off"
    assert client.get("/").status_code == 200


def test_whoever_lost_the_phone_comes_in_by_password_after_a_reset(
    client: Client, phone: TOTPDevice
) -> None:
    assert lose_second_factor("thuky")
    log_in(client)
    assert client.get("/").status_code == 200


def test_every_view_of_it_is_for_everybody() -> None:
    views = [view for view in ACCESS if view.startswith("second_factor")]
    assert len(views) == 5
    assert all(ACCESS[view] == frozenset(Role) for view in views)
