import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from web.roles import Role, give_role

PASSWORD = "không ai đoán ra"

pytestmark = pytest.mark.django_db


@pytest.fixture
def account(db: None) -> str:
    give_role(get_user_model().objects.create_user("thuky", password=PASSWORD), Role.REVIEWER)
    return "thuky"


@pytest.mark.parametrize("address", ["/login/", "/nothing/", "/static/web/desk.css"])
def test_every_answer_keeps_other_sites_out(address: str, client: Client) -> None:
    headers = client.get(address).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in headers


def test_pages_are_neither_framed_nor_kept(clerk: Client) -> None:
    headers = clerk.get("/").headers
    assert headers["X-Frame-Options"] == "DENY"
    assert "no-store" in headers["Cache-Control"]


def test_login_opens_the_page_that_was_asked_for(client: Client, account: str) -> None:
    entry = {"username": account, "password": PASSWORD, "next": "/review/"}
    answer = client.post("/login/", entry)
    assert answer.headers["Location"] == "/review/"
    assert client.get("/review/").status_code == 200
    cookie = answer.cookies["hoso_session"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_login_does_not_lead_to_another_site(client: Client, account: str) -> None:
    entry = {"username": account, "password": PASSWORD, "next": "https://example.org/"}
    assert client.post("/login/", entry).headers["Location"] == "/"


def test_a_wrong_password_gets_a_sentence_and_no_session(client: Client, account: str) -> None:
    answer = client.post("/login/", {"username": account, "password": "sai"})
    assert "mật khẩu không đúng" in answer.content.decode()
    assert client.get("/").status_code == 302


def test_logging_out_ends_it(clerk: Client) -> None:
    assert clerk.post("/logout/").headers["Location"] == "/login/"
    assert clerk.get("/").status_code == 302


def test_a_forged_form_is_refused_with_a_sentence(account: str) -> None:
    browser = Client(enforce_csrf_checks=True)
    answer = browser.post("/login/", {"username": account, "password": PASSWORD})
    assert answer.status_code == 403
    assert "không còn hiệu lực" in answer.content.decode()
    assert "hoso_session" not in browser.cookies


def test_another_host_name_is_refused(client: Client) -> None:
    answer = client.get("/login/", headers={"Host": "example.org"})
    assert answer.status_code == 400
    assert "Yêu cầu không hợp lệ" in answer.content.decode()
