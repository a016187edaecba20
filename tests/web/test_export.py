import io
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from openpyxl import load_workbook

from records.models import Document, Event
from records.offices import make_office
from storage.store import Store
from tests.records.making_dossiers import correct_field, paper, read_as
from tests.web.making_papers import file_dossier

pytestmark = pytest.mark.django_db


@pytest.fixture
def documents(store: Store, tmp_path: Path) -> list[Document]:
    """A decision and an identity card."""
    decision = paper(0, 0, "quyet_dinh", so_ky_hieu="=1+1", ngay_ban_hanh="2026-03-09")
    card = paper(1, 1, "can_cuoc", so_dinh_danh="001099000123", ho_ten="Nguyễn Thị Hòa")
    file_dossier(store, tmp_path, [read_as(0, "a"), read_as(1, "b")], [decision, card])
    return list(Document.objects.order_by("pk"))


def table(client: Client, query: str = "") -> list[dict[str, str]]:
    answer = client.get(f"/documents/export.xlsx{query}")
    assert answer.status_code == 200
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    head, *rows = sheet.iter_rows()
    assert all(cell.data_type != "f" for row in rows for cell in row)
    names = [cell.value for cell in head]
    return [dict(zip(names, (cell.value for cell in row), strict=True)) for row in rows]


def test_the_table_tells_the_fields_as_they_stand(clerk: Client, documents: list[Document]) -> None:
    correct_field(documents[1].pk, "ho_ten", "Nguyễn Thị Hoà", who=User.objects.get())
    card, decision = table(clerk)
    assert decision["Số, ký hiệu"] == "=1+1"
    assert decision["Ngày ban hành"] == "09/03/2026"
    assert card["Họ và tên"] == "Nguyễn Thị Hoà"
    assert card["Số định danh"] == "001099000123"
    assert card["Từ trang"] == "2"


def test_an_export_is_noted(clerk: Client, documents: list[Document]) -> None:
    assert len(table(clerk, "?kind=can_cuoc")) == 1
    event = Event.objects.get(what="exported")
    assert (event.who, event.subject, event.details) == ("thư ký", "can_cuoc", {"documents": 1})


def test_other_offices_are_left_out(clerk: Client, documents: list[Document]) -> None:
    documents[0].office = make_office("xa-a", "Xã A")
    documents[0].save()
    assert [row["Loại giấy tờ"] for row in table(clerk)] == ["Căn cước / căn cước công dân"]


@pytest.mark.parametrize("unwritable", ["\ufffe", "\uffff", "\x0b"])
def test_a_letter_that_xml_does_not_know_is_left_out(
    unwritable: str, clerk: Client, documents: list[Document]
) -> None:
    who = User.objects.create_user("ai")
    correct_field(documents[1].pk, "ho_ten", f"Nguyễn{unwritable} Thị Hoà", who=who)
    assert "Nguyễn Thị Hoà" in str(table(clerk))


def test_a_table_that_is_cut_says_so(
    clerk: Client, documents: list[Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "giấy tờ mới nhất" not in clerk.get("/documents/").content.decode()
    monkeypatch.setattr("web.export.MOST_ROWS", 1)
    assert "Chỉ 1 giấy tờ mới nhất" in clerk.get("/documents/").content.decode()
    assert len(table(clerk)) == 1
