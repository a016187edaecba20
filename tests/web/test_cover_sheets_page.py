import io
from pathlib import Path
from unicodedata import normalize

import openpyxl
import pypdfium2
import pytest
from click.testing import CliRunner
from django.conf import settings as django_settings
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from cli.covers import covers as covers_command
from dossiers.errors import UnreadableInputError
from dossiers.expected import Expected, read_cover_payload
from dossiers.messages import Language
from imaging.codes import read_codes
from imaging.tone import split_tones
from records.models import Event
from web.roles import SCANNERS, Role, give_role

pytestmark = pytest.mark.django_db

LIST = "Mã hồ sơ;Thủ tục;Số tờ\nH12.06-240113-0044;dang_ky_khai_sinh;5\nHộp 3 – hồ sơ 17;;\n"


@pytest.fixture
def scanner(client: Client) -> Client:
    user = get_user_model().objects.create_user("quét")
    give_role(user, Role.SCANNER)
    client.force_login(user)
    return client


def file_of(content: str, name: str = "bảng.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode())


def announced_by(answer: HttpResponse) -> list[Expected | None]:
    """What the codes on the sheets of a PDF say."""
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    found = []
    for page in pypdfium2.PdfDocument(answer.content):
        sheet = page.render(scale=150 / 72).to_numpy()[:, :, ::-1].copy()
        (code,) = read_codes(split_tones(sheet).pale_red, sheet)
        found.append(read_cover_payload(code.text))
    return found


def test_typed_codes_become_sheets_that_can_be_read(scanner: Client) -> None:
    typed = {
        "codes": normalize("NFD", "H12.06-240113-0044\r\n\r\n  Hộp 3 – hồ sơ 17 \r\n"),
        "procedure": "dang_ky_khai_sinh",
        "sheets": "5",
    }
    answer = scanner.post("/covers/", typed)
    assert announced_by(answer) == [
        Expected("H12.06-240113-0044", "dang_ky_khai_sinh", 5),
        Expected("Hộp 3 – hồ sơ 17", "dang_ky_khai_sinh", 5),
    ]
    event = Event.objects.get(what="printed")
    assert event.who == "quét"
    assert event.details == {
        "count": 2,
        "first": "H12.06-240113-0044",
        "last": "Hộp 3 – hồ sơ 17",
    }


def test_lists_become_sheets_as_on_the_command_line(scanner: Client) -> None:
    wanted = [Expected("H12.06-240113-0044", "dang_ky_khai_sinh", 5), Expected("Hộp 3 – hồ sơ 17")]
    assert announced_by(scanner.post("/covers/", {"list": file_of(LIST)})) == wanted
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in LIST.splitlines():
        book.active.append(row.split(";"))
    written = io.BytesIO()
    book.save(written)
    workbook = SimpleUploadedFile("BẢNG.XLSX", written.getvalue())
    assert announced_by(scanner.post("/covers/", {"list": workbook})) == wanted


@pytest.mark.parametrize(
    "content",
    [
        LIST.replace("dang_ky_khai_sinh", "khai_sinh"),
        LIST.replace(";5", ";năm"),
        LIST + "H12.06-240113-0044;;\n",
        "Tên;Ngày\nA;B\n",
        "Mã hồ sơ\n",
        "Mã hồ sơ\na|b\n",
        "",
        "PK\x03\x04\x00",
    ],
)
@pytest.mark.parametrize("language", Language)
def test_errors_in_a_list_are_told_as_on_the_command_line(
    content: str, language: Language, scanner: Client, tmp_path: Path
) -> None:
    scanner.cookies[django_settings.LANGUAGE_COOKIE_NAME] = language.value
    (tmp_path / "bảng.csv").write_text(content, encoding="utf-8")
    arguments = [str(tmp_path / "bảng.csv"), "--out", str(tmp_path / "out.pdf")]
    with pytest.raises(UnreadableInputError) as caught:
        CliRunner().invoke(covers_command, arguments, catch_exceptions=False)
    answer = scanner.post("/covers/", {"list": file_of(content), "sheets": "7"})
    assert answer.status_code == 422
    assert answer.context["trouble"] == caught.value.reason.say(language)
    assert 'value="7"' in answer.content.decode()
    assert not Event.objects.filter(what="printed").exists()


def test_what_was_typed_is_kept_and_its_line_is_named(scanner: Client) -> None:
    typed = {"codes": "H12\n\na|b <i>", "procedure": "dang_ky_khai_sinh", "sheets": "3"}
    answer = scanner.post("/covers/", typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "dòng 3" in answer.context["trouble"]
    assert "a|b" in answer.context["trouble"]
    assert "H12\n\na|b &lt;i&gt;</textarea>" in page
    assert '<option value="dang_ky_khai_sinh" selected>' in page
    assert 'value="3"' in page


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({}, "không có hồ sơ nào"),
        ({"codes": "  \n "}, "không có hồ sơ nào"),
        ({"codes": "a\na"}, "hai lần"),
        ({"codes": "a", "sheets": "0"}, "so_to"),
        ({"codes": "a", "sheets": "1.5"}, "so_to"),
        ({"codes": "a", "procedure": "không có"}, "không có"),
        ({"codes": "a\u202eb"}, "ma_ho_so"),
        ({"codes": "a" * 201}, "ma_ho_so"),
        ({"codes": "\n".join(map(str, range(1001)))}, "không quá 1000"),
    ],
)
def test_what_cannot_be_printed_is_said(typed: dict[str, str], told: str, scanner: Client) -> None:
    answer = scanner.post("/covers/", typed)
    assert answer.status_code == 422
    assert told in answer.context["trouble"]


def test_a_list_and_codes_at_once_are_no_wish(scanner: Client) -> None:
    answer = scanner.post("/covers/", {"list": file_of(LIST), "codes": "H12"})
    assert answer.status_code == 422
    assert ">\nH12</textarea>" in answer.content.decode()


@pytest.mark.parametrize("role", [*Role, None])
def test_those_who_scan_print_sheets_and_nobody_else(role: Role | None, client: Client) -> None:
    user = get_user_model().objects.create_user("ai")
    if role:
        give_role(user, role)
    client.force_login(user)
    answer = client.post("/covers/", {"codes": "H12"})
    assert answer.status_code == (200 if role in SCANNERS else 403)
    home = client.get("/").content.decode() if role else ""
    assert ('href="/covers/"' in home) is (role in SCANNERS)
