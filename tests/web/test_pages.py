from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory
from django.views.defaults import permission_denied

from dossiers.messages import message
from records.ledger import save_outcome, take_in
from records.models import Delivery
from storage.store import Store
from tests.records.making_dossiers import (
    REASON,
    VERSION,
    digitize,
    make_delivery,
    make_stream,
    paper,
    read_as,
)
from tests.web.making_papers import file_decision
from web.views import ROWS_A_PAGE

pytestmark = pytest.mark.django_db

PAGES = (
    ("/", "Mọi trang đang ở đâu", "Where every page is"),
    ("/search/?q=hoa", "Tìm «hoa»", "Search for “hoa”"),
    ("/review/", "ngày hẹn trả gần nhất", "nearest day of return"),
    ("/review/{document}/", "Ghi và sang giấy tờ sau", "Record and go on"),
    ("/documents/", "Mọi giấy tờ", "All documents"),
    ("/documents/?kind=quyet_dinh", "Quyết định", "Decision"),
    ("/deliveries/{delivery}/", "Tệp bị từ chối", "Files refused"),
    ("/dossiers/{dossier}/", "Hồ sơ hồ sơ &lt;1&gt;", "Dossier hồ sơ &lt;1&gt;"),
    ("/documents/{document}/pages/1/", "Các mục", "Fields"),
    ("/documents/{document}/pages/2/", "Trang 2", "Page 2"),
)
FILES = ("/dossiers/{dossier}/pages/1.jpg", "/documents/{document}.pdf", "/documents/{document}/")


def address_in(pattern: str, store: Store, folder: Path) -> str:
    document = file_decision(store, folder)
    delivery = Delivery.objects.get()
    return pattern.format(delivery=delivery.pk, dossier=document.dossier.pk, document=document.pk)


def speak_english(client: Client) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


@pytest.mark.parametrize("pattern", [*(page[0] for page in PAGES), *FILES])
def test_nothing_is_shown_without_a_login(
    pattern: str, client: Client, store: Store, tmp_path: Path
) -> None:
    address = address_in(pattern, store, tmp_path)
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/login/?next=")


@pytest.mark.parametrize(("pattern", "vietnamese", "english"), PAGES)
def test_every_page_speaks_both_languages(
    pattern: str, vietnamese: str, english: str, clerk: Client, store: Store, tmp_path: Path
) -> None:
    address = address_in(pattern, store, tmp_path)
    page = clerk.get(address).content.decode()
    assert '<html lang="vi">' in page
    assert vietnamese in page
    speak_english(clerk)
    page = clerk.get(address).content.decode()
    assert '<html lang="en">' in page
    assert english in page


def test_an_english_browser_in_a_vietnamese_office_is_spoken_to_in_vietnamese(
    client: Client,
) -> None:
    answer = client.get("/login/", headers={"Accept-Language": "en-US,en"})
    assert answer.headers["Content-Language"] == "vi"
    assert "Mật khẩu" in answer.content.decode()


def test_the_language_is_switched_and_kept(client: Client) -> None:
    answer = client.post("/language/", {"language": "en", "next": "/login/"})
    assert answer.headers["Location"] == "/login/"
    assert "Password" in client.get("/login/").content.decode()


def test_the_dashboard_counts_every_page(clerk: Client, store: Store, tmp_path: Path) -> None:
    file_decision(store, tmp_path)  # a page waits, one cannot be opened, one file is refused
    page = clerk.get("/").content.decode()
    assert "<b>3</b> trang đã nhận" in page
    assert "<b>1</b> chờ xem lại" in page
    assert "<b>2</b> cách ly" in page
    assert "1 giấy tờ chờ người xem" in page
    assert "không trang nào bị mất" in page


def test_an_empty_desk_says_how_to_begin(clerk: Client) -> None:
    assert "hoso digitize" in clerk.get("/").content.decode()


def test_search_marks_what_was_looked_for_and_puts_exact_accents_first(
    clerk: Client, store: Store, tmp_path: Path
) -> None:
    digitize(store, make_stream(tmp_path, "a", "1"), ["Nguyễn Thị Hoa"])
    digitize(store, make_stream(tmp_path, "b", "1"), ["Nguyễn Thị Hòa"])
    page = clerk.get("/search/", {"q": "hòa"}).content.decode()
    assert page.index("<mark>Hòa</mark>") < page.index("<mark>Hoa</mark>")


def test_search_finds_nothing_and_says_what_to_try(clerk: Client) -> None:
    page = clerk.get("/search/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "Không tìm thấy" in page
    assert "<script>alert" not in page


def test_a_dossier_tells_why_a_page_failed_and_what_is_doubtful(
    clerk: Client, store: Store, tmp_path: Path
) -> None:
    document = file_decision(store, tmp_path)
    page = clerk.get(f"/dossiers/{document.dossier.pk}/").content.decode()
    assert page.count(REASON.say("vi")) == 2
    assert "09/03/2026" in page
    assert "Khá chắc" in page
    assert "90 %" in page
    assert page.count('loading="lazy"') == 1  # the page that cannot be opened has no picture


def test_a_dossier_tells_which_pages_were_turned(
    clerk: Client, store: Store, tmp_path: Path
) -> None:
    ticket = take_in(make_delivery(make_stream(tmp_path, "a", "12")), store, VERSION).tickets[0]
    save_outcome(ticket.dossier_id, replace(read_as(1, "hai"), rotation=180), 0.1)
    page = clerk.get(f"/dossiers/{ticket.dossier_id}/").content.decode()
    assert message("pages.turned", pages="2").say("vi") in page


def test_a_dossier_that_is_not_done_says_how_to_go_on(
    clerk: Client, store: Store, tmp_path: Path
) -> None:
    stream = make_stream(tmp_path, "a", "12")
    ticket = take_in(make_delivery(stream), store, VERSION).tickets[0]
    page = clerk.get(f"/dossiers/{ticket.dossier_id}/").content.decode()
    assert "chưa số hóa xong" in page
    assert "lazy" not in page


def test_a_document_leads_to_its_first_page(clerk: Client, store: Store, tmp_path: Path) -> None:
    digitize(
        store,
        make_stream(tmp_path, "a", "12"),
        ["một", "hai"],
        paper(0, 0),
        paper(1, 1, "cong_van"),
    )
    second = Delivery.objects.get().dossiers.get().documents.get(kind="cong_van")
    answer = clerk.get(f"/documents/{second.pk}/")
    assert answer.headers["Location"] == f"/documents/{second.pk}/pages/2/"


@pytest.mark.parametrize(
    "address",
    [
        "/nothing/",
        "/dossiers/99/",
        "/deliveries/99/",
        "/documents/99/",
        "/documents/99.pdf",
        "/documents/{document}/pages/0/",
        "/documents/{document}/pages/3/",
        "/documents/?kind=khong_co",
        f"/dossiers/{10**30}/",
    ],
)
def test_what_does_not_exist_is_a_plain_sentence(
    address: str, clerk: Client, store: Store, tmp_path: Path
) -> None:
    answer = clerk.get(address_in(address, store, tmp_path))
    assert answer.status_code == 404
    assert "Không có trang này" in answer.content.decode()


def test_long_lists_come_in_parts_and_keep_their_kind(
    clerk: Client, store: Store, tmp_path: Path
) -> None:
    pages = ROWS_A_PAGE + 1
    papers = [paper(index, index, "cong_van") for index in range(pages)]
    digitize(store, make_stream(tmp_path, "a", "x" * pages), ["một"] * pages, *papers)
    page = clerk.get("/documents/", {"kind": "cong_van"}).content.decode()
    assert page.count('<th scope="row">') == ROWS_A_PAGE
    assert 'href="?kind=cong_van&amp;page=2"' in page
    page = clerk.get("/documents/", {"kind": "cong_van", "page": "2"}).content.decode()
    assert page.count('<th scope="row">') == 1


def test_a_fault_of_the_program_is_owned_up_to(clerk: Client, store: Store, tmp_path: Path) -> None:
    document = file_decision(store, tmp_path)
    document.kind = "khong_co_trong_danh_muc"
    document.save()
    clerk.raise_request_exception = False
    answer = clerk.get(f"/documents/{document.pk}/pages/1/")
    assert answer.status_code == 500
    assert "lỗi của chương trình, không phải của anh chị" in answer.content.decode()


def test_a_page_that_is_not_permitted_says_whom_to_ask(rf: RequestFactory) -> None:
    request = rf.get("/")
    answer = permission_denied(request, PermissionDenied())
    assert answer.status_code == 403
    assert "Hãy nhờ quản trị viên" in answer.content.decode()
