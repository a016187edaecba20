"""The screen on which people correct the text of a page, asked without a browser."""

import re
import unicodedata
from html import unescape
from pathlib import Path
from types import ModuleType

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.test import Client

from dossiers.errors import StorageError
from dossiers.messages import message
from pipeline.workshop import Knowledge
from records.divisions import standing_division
from records.holds import hold
from records.models import Document, Event, Page, TextCorrection
from storage.folder import FolderStore
from storage.store import Store
from tests.records.making_corrections import file_scans, line_place, reading_at, retype
from tests.web.making_papers import file_decision
from web import dividing, turning
from web.judging import current_knowledge
from web.roles import Role, give_role

pytestmark = pytest.mark.django_db

NAME = 1
HTMX = {"HX-Request": "true"}


@pytest.fixture
def document(store: Store, tmp_path: Path) -> Document:
    return file_scans(store, tmp_path)


def address(document: Document, act: str = "", number: int = 1) -> str:
    return f"/documents/{document.pk}/pages/{number}/text/{act}"


def sent(document: Document, row: int, value: str, seen: int = 0) -> dict[str, str]:
    """What the form of a line sends."""
    boxes = line_place(document, row)
    place = ";".join(",".join(map(str, box.as_list())) for box in boxes)
    return {"key": str(row + 1), "place": place, "seen": str(seen), "value": value}


def inputs_of(page: str) -> list[str]:
    return [unescape(value) for value in re.findall(r'name="value"[^>]* value="([^"]*)"', page)]


def test_every_line_has_an_input_beside_its_picture(clerk: Client, document: Document) -> None:
    page = clerk.get(address(document)).content.decode()
    assert inputs_of(page) == [line.text for line in reading_at(document).text.lines]
    assert page.count('<use href="#scan"/>') == len(inputs_of(page))
    assert Event.objects.filter(what="viewed", subject=f"document {document.pk}").exists()


def test_a_line_is_corrected_without_scripts(clerk: Client, document: Document) -> None:
    answer = clerk.post(address(document, "line/"), sent(document, NAME, "Nguyễn Đức Hạnh"))
    row = TextCorrection.objects.get()
    assert answer.headers["Location"] == address(document) + f"?after={row.pk}"
    page = clerk.get(answer.headers["Location"]).content.decode()
    assert inputs_of(page)[NAME] == "Nguyễn Đức Hạnh"
    # The line and those above it are done with.
    assert re.findall(r'data-open="(\w+)"', page) == ["no", "no", "yes", "yes"]


def test_with_scripts_the_line_alone_comes_back(clerk: Client, document: Document) -> None:
    form = sent(document, NAME, "Nguyễn Đức Hạnh")
    answer = clerk.post(address(document, "line/"), form, headers=HTMX)
    page = answer.content.decode()
    assert inputs_of(page) == ["Nguyễn Đức Hạnh"]
    assert f'name="seen" value="{TextCorrection.objects.get().pk}"' in page
    assert "hoso:decided" in answer.headers["HX-Trigger-After-Settle"]
    again = clerk.post(
        address(document, "line/"),
        form | {"value": "Nguyễn Thị Hạnh", "seen": str(TextCorrection.objects.get().pk)},
        headers=HTMX,
    )
    assert again.status_code == 200
    assert reading_at(document).text.lines[NAME].text == "Nguyễn Thị Hạnh"


def test_text_with_marks_apart_is_kept_composed(clerk: Client, document: Document) -> None:
    typed = unicodedata.normalize("NFD", "Nguyễn  Đức\u00a0Hạnh")
    clerk.post(address(document, "line/"), sent(document, NAME, typed))
    assert TextCorrection.objects.get().after == "Nguyễn Đức Hạnh"


@pytest.mark.parametrize("typed", ["a\u202eb", "a\u0000b", "a\u200bb", "a\u2066b"])
def test_letters_that_nobody_sees_are_refused_and_what_was_typed_stays(
    typed: str, clerk: Client, document: Document
) -> None:
    for headers in (HTMX, {}):
        form = sent(document, NAME, typed)
        answer = clerk.post(address(document, "line/"), form, headers=headers)
        assert answer.status_code == 422
        assert "Có ký tự ẩn" in answer.content.decode()
        assert typed.replace("\x00", "") in inputs_of(answer.content.decode())[0].replace(
            "\x00", ""
        )
    assert not TextCorrection.objects.exists()


def test_too_much_text_is_refused(clerk: Client, document: Document) -> None:
    form = sent(document, NAME, "a " * 1500)
    answer = clerk.post(address(document, "line/"), form, headers=HTMX)
    assert answer.status_code == 422
    assert "Hãy chọn vùng nhỏ hơn" in answer.content.decode()


def test_whoever_comes_second_is_told_who_was_first(
    clerk: Client, document: Document, store: Store
) -> None:
    ba = User.objects.create_user("ba")
    first = retype(document, line_place(document, NAME), "Nguyễn Đức Hạnh", store, ba)
    assert first is not None
    form = sent(document, NAME, "Nguyễn Đức Hoà")
    answer = clerk.post(address(document, "line/"), form, headers=HTMX)
    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "ba vừa sửa chỗ này thành «Nguyễn Đức Hạnh»" in page
    assert inputs_of(page) == ["Nguyễn Đức Hoà"]
    assert TextCorrection.objects.count() == 1
    # To keep one's own word: the same once more.
    assert f'name="seen" value="{first.pk}"' in page
    clerk.post(address(document, "line/"), form | {"seen": str(first.pk)}, headers=HTMX)
    assert reading_at(document).text.lines[NAME].text == "Nguyễn Đức Hoà"


def test_a_document_that_another_person_holds_is_not_changed(
    clerk: Client, document: Document
) -> None:
    hold(document.pk, User.objects.create_user("ba"), 15)
    assert "ba đang xem giấy tờ này" in clerk.get(address(document)).content.decode()
    form = sent(document, NAME, "khác")
    answer = clerk.post(address(document, "line/"), form, headers=HTMX)
    assert answer.status_code == 422
    assert "ba đang xem giấy tờ này" in answer.content.decode()
    clerk.post(address(document, "undo/"))
    assert not TextCorrection.objects.exists()


def test_a_drawn_box_brings_its_words(clerk: Client, document: Document) -> None:
    box = {"left": 50, "top": 90, "right": 230, "bottom": 190}
    page = clerk.get(address(document, "region/"), box).content.decode()
    assert inputs_of(page) == ["Nguyễn Đức Hòa Số: 01/CT-UBND"]
    (place,) = re.findall(r'name="place" value="([^"]*)"', page)
    assert place == "50,90,230,190"
    form = {"key": "region", "place": place, "seen": "0", "value": "Lò Thị Hặc Số: 02/CT-UBND"}
    answer = clerk.post(address(document, "line/"), form, headers=HTMX)
    assert answer.headers["HX-Redirect"].startswith(address(document) + "?after=")
    lines = [line.text for line in reading_at(document).text.lines]
    assert lines[NAME : NAME + 2] == ["Lò Thị Hặc", "Số: 02/CT-UBND ngày 02 tháng 3"]


def test_a_drawn_box_comes_back_alone_where_something_else_is_typed(
    clerk: Client, document: Document
) -> None:
    form = sent(document, NAME, "Lò Thị Hặc") | {"key": "region", "dirty": "1"}
    answer = clerk.post(address(document, "line/"), form, headers=HTMX)
    assert "HX-Redirect" not in answer.headers
    assert inputs_of(answer.content.decode()) == ["Lò Thị Hặc"]


def test_a_line_that_was_left_out_has_room_below_its_neighbor(
    clerk: Client, document: Document
) -> None:
    page = clerk.get(address(document)).content.decode()
    rooms = re.findall(r'data-box="(\d+) (\d+) (\d+) (\d+)"', page)
    assert len(rooms) == 4
    edges = dict(zip(("left", "top", "right", "bottom"), rooms[NAME], strict=True))
    region = clerk.get(address(document, "region/"), edges).content.decode()
    assert inputs_of(region) == [""]
    (place,) = re.findall(r'name="place" value="([^"]*)"', region)
    form = {"key": "region", "place": place, "seen": "0", "value": "Sinh năm 1990"}
    clerk.post(address(document, "line/"), form)
    lines = [line.text for line in reading_at(document).text.lines]
    assert lines[NAME : NAME + 3] == [
        "Nguyễn Đức Hòa",
        "Sinh năm 1990",
        "Số: 01/CT-UBND ngày 02 tháng 3",
    ]


def test_the_last_word_is_taken_back(clerk: Client, document: Document) -> None:
    clerk.post(address(document, "line/"), sent(document, NAME, "Lò Thị Hặc"))
    page = clerk.post(address(document, "undo/"), follow=True).content.decode()
    assert "Đã rút lại «Lò Thị Hặc»" in page
    assert inputs_of(page)[NAME] == "Nguyễn Đức Hòa"
    page = clerk.post(address(document, "undo/"), follow=True).content.decode()
    assert "không có chữ nào bạn sửa" in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"key": "x"},
        {"key": ""},
        {"place": ""},
        {"place": "1,2,3"},
        {"place": "1,2,3,x"},
        {"place": "9,9,3,3"},
        {"place": "1,2,3,99999999"},
        {"place": ";".join(["1,2,3,4"] * 501)},
    ],
)
def test_forms_that_no_page_sends_change_nothing(
    wrong: dict[str, str], clerk: Client, document: Document
) -> None:
    form = sent(document, NAME, "khác") | wrong
    assert clerk.post(address(document, "line/"), form).status_code == 404
    assert not TextCorrection.objects.exists()


@pytest.mark.parametrize(
    "box", [{}, {"left": 5, "top": 5, "right": 5, "bottom": 9}, {"left": 9999, "top": 0}]
)
def test_a_box_that_is_none_brings_nothing(
    box: dict[str, int], clerk: Client, document: Document
) -> None:
    assert clerk.get(address(document, "region/"), box).status_code == 404


def test_other_pages_and_pages_that_were_not_read_have_no_text_to_correct(
    clerk: Client, document: Document
) -> None:
    assert clerk.get(address(document, number=3)).status_code == 404
    assert clerk.get(address(document, number=0)).status_code == 404
    form = sent(document, NAME, "khác")
    Page.objects.filter(index=1).update(reading=None)
    page = clerk.get(address(document, number=2))
    assert page.status_code == 200
    assert "Trang này chưa đọc được" in page.content.decode()
    assert clerk.post(address(document, "line/", 2), form).status_code == 404
    assert clerk.post(address(document, "undo/", 2)).status_code == 404


def test_a_page_in_quarantine_is_shown_without_text(
    clerk: Client, store: Store, tmp_path: Path
) -> None:
    decision = file_decision(store, tmp_path)
    assert clerk.get(address(decision, number=2)).status_code == 200


def test_a_store_that_fails_is_told_and_changes_nothing(
    clerk: Client, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_store: FolderStore, name: str, *_: object) -> None:
        raise StorageError(message("storage.full", place=name))

    monkeypatch.setattr(FolderStore, "put_file", refuse)
    answer = clerk.post(address(document, "line/"), sent(document, NAME, "khác"))
    assert answer.status_code == 503
    assert not TextCorrection.objects.exists()


def test_the_page_of_a_document_leads_reviewers_there_and_shows_what_was_typed(
    clerk: Client, client: Client, document: Document
) -> None:
    clerk.post(address(document, "line/"), sent(document, NAME, "Lò Thị Hặc"))
    page = clerk.get(f"/documents/{document.pk}/pages/1/").content.decode()
    assert address(document) in page
    assert "Lò Thị Hặc" in page
    assert address(document) in clerk.get(f"/review/{document.pk}/").content.decode()
    archivist = get_user_model().objects.create_user("lưu trữ")
    give_role(archivist, Role.ARCHIVIST)
    client.force_login(archivist)
    assert (
        address(document) not in client.get(f"/documents/{document.pk}/pages/1/").content.decode()
    )
    assert client.post(address(document, "line/"), {}).status_code == 403


@pytest.mark.parametrize("room", [dividing, turning])
def test_nobody_types_on_a_document_that_is_being_made_anew(
    room: ModuleType, clerk: Client, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, form, answers = Client(), sent(document, NAME, "Lò Thị Hặc"), []
    user = User.objects.create_user("ba")
    give_role(user, Role.REVIEWER)
    other.force_login(user)

    def meanwhile() -> Knowledge:
        answers.append(other.post(address(document, "line/"), form, headers=HTMX))
        return current_knowledge()

    monkeypatch.setattr(room, "current_knowledge", meanwhile)
    if room is dividing:
        clerk.post(f"/review/{document.pk}/divide/", {"change": "split", "page": 2})
    else:
        turned = {"page": 1, "by": 0, "seen-1": 0, "read": 1}
        clerk.post(f"/review/{document.pk}/turn/", turned)
    assert "thư ký đang xem giấy tờ này" in answers[0].content.decode()
    assert document.pk not in standing_division(document.dossier.pk).documents
