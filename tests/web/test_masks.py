from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from records.models import Document
from storage.store import Store
from tests.records.making_dossiers import paper, read_as
from tests.web.making_papers import file_dossier
from web.masks import Mask
from web.roles import Role, give_role

NUMBER = "001099000123"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"số {NUMBER} cấp", "số •••••••••123 cấp"),
        ("CMND 012 345 678", "CMND ••• ••• 678"),
        ("hộ chiếu B1234567", "hộ chiếu •••••567"),
        (f"{NUMBER}_khai_sinh", "•••••••••123_khai_sinh"),
        (f"CMND{NUMBER}x", "CMND•••••••••123x"),
        ("Số: 12/QĐ-UBND ngày 09/03/2026", "Số: 12/QĐ-UBND ngày 09/03/2026"),
        ("H26.32-230112-0012", "H26.32-230112-0012"),
        ("", ""),
    ],
)
def test_numbers_of_persons_are_hidden_and_others_are_not(text: str, shown: str) -> None:
    assert Mask(is_needed=True).text(text, {}) == shown
    assert Mask(is_needed=False).text(text, {}) == text


def test_a_sensitive_value_is_hidden_however_it_looks() -> None:
    fields = {"so_dinh_danh": "AB-12", "dan_toc": "Kinh", "ho_ten": "Nguyễn Văn An"}
    masked = Mask(is_needed=True).text("ab-12 Nguyễn Văn An, Kinh", fields)
    assert masked == "••-•• Nguyễn Văn An, ••••"


@pytest.mark.parametrize("value", [r"12345\q1", r"12345-\1", "1234567\\"])
def test_a_sensitive_value_with_a_backslash_is_hidden(value: str) -> None:
    masked = Mask(is_needed=True).text(f"số {value}", {"so_dinh_danh": value})
    assert masked.startswith("số ••••")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "is_hidden"),
    [(Role.REVIEWER, True), (Role.ARCHIVIST, False), (Role.ADMINISTRATOR, False)],
)
def test_lists_hide_them_from_who_need_not_see_them(
    role: Role, is_hidden: bool, client: Client, store: Store, tmp_path: Path
) -> None:
    found = paper(0, 0, "can_cuoc", so_dinh_danh=NUMBER, trich_yeu=f"về số {NUMBER}")
    file_dossier(store, tmp_path, [read_as(0, f"Căn cước số {NUMBER}")], [found], NUMBER)
    user = get_user_model().objects.create_user("ai")
    give_role(user, role)
    client.force_login(user)
    pages = [client.get(page).content.decode() for page in ("/documents/", "/search/?q=cuoc")]
    if role != Role.ARCHIVIST:
        pages.append(client.get("/review/").content.decode())
    for page in pages:
        assert (NUMBER in page) is not is_hidden
        assert ("•••123" in page) is is_hidden
    assert Document.objects.get().dossier.name == NUMBER
