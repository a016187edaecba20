"""What people did with the pages of a reading, when a newer version reads the same scans."""

import json
from pathlib import Path

import pikepdf
import pytest
from django.contrib.auth.models import User

from dossiers.errors import StorageError
from dossiers.messages import message
from records.models import Document as DocumentRow
from records.models import Dossier, Page, TextCorrection
from records.retyping import undo_text
from records.search import search
from records.superseding import replace_older
from records.turning import turn_page
from records.verify import verify
from storage.folder import FolderStore
from storage.names import record_name
from storage.store import Store
from tests.records import making_corrections
from tests.records.making_corrections import file_scans, line_place, reading_at, retype
from tests.records.making_scans import text_of

pytestmark = pytest.mark.django_db

NAME, TYPED = 1, "Lò Thị Hặc"


@pytest.fixture
def who() -> User:
    return User.objects.create_user("một")


@pytest.fixture
def older(store: Store, tmp_path: Path) -> DocumentRow:
    return file_scans(store, tmp_path)


def read_anew(store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch) -> DocumentRow:
    """The same scans under the next version; the older reading stands still."""
    monkeypatch.setattr(making_corrections, "VERSION", "2")
    return file_scans(store, folder)


def test_typed_text_stands_in_the_newer_reading_and_all_that_follows(
    older: DocumentRow, store: Store, tmp_path: Path, who: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    retype(older, line_place(older, NAME), TYPED, store, who)
    retype(older, line_place(older, 0), "chữ đã rút lại", store, who)
    undo_text(older.pk, 0, store, who=who)
    newer = read_anew(store, tmp_path, monkeypatch)
    replace_older(newer.dossier_id, store)
    newer.refresh_from_db()
    assert reading_at(newer).text.lines[NAME].text == TYPED
    assert "chữ đã rút lại" not in reading_at(newer).text.text
    assert [hit.document_id for hit in search(TYPED)] == [newer.pk]
    with store.local(newer.pdf) as path:
        assert TYPED in text_of(path)
    record = json.loads(store.get(record_name(newer.dossier.key)))
    assert TYPED in record["pages"][0]["text"]
    assert record["pages"][0]["text_corrections"][0]["who"] == "một"
    assert not list(verify(store))


def test_what_was_typed_on_the_newer_reading_already_stays(
    older: DocumentRow, store: Store, tmp_path: Path, who: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    retype(older, line_place(older, NAME), "Lò Văn Hặc", store, who)
    newer = read_anew(store, tmp_path, monkeypatch)
    retype(newer, line_place(newer, NAME), TYPED, store, who)
    replace_older(newer.dossier_id, store)
    assert reading_at(newer).text.lines[NAME].text == TYPED


def test_a_turned_page_stays_turned(
    older: DocumentRow, store: Store, tmp_path: Path, who: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = Page.objects.get(dossier=older.dossier, index=1)
    turn_page(page.pk, 180, store, seen=0, who=who)
    newer = read_anew(store, tmp_path, monkeypatch)
    replace_older(newer.dossier_id, store)
    newer.refresh_from_db()
    page = Page.objects.get(dossier=newer.dossier, index=1)
    assert (page.rotation, page.turns.get().who) == (180, who)
    with store.local(newer.pdf) as path, pikepdf.open(path) as pdf:
        assert [int(sheet.obj.get("/Rotate", 0)) for sheet in pdf.pages] == [0, 180]
    record = json.loads(store.get(record_name(newer.dossier.key)))
    assert [told["rotation"] for told in record["pages"]] == [0, 180]


def test_a_store_that_fails_leaves_both_readings_as_they_were(
    older: DocumentRow, store: Store, tmp_path: Path, who: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_store: FolderStore, name: str, *_: object) -> None:
        raise StorageError(message("storage.full", place=name))

    retype(older, line_place(older, NAME), TYPED, store, who)
    newer = read_anew(store, tmp_path, monkeypatch)
    with monkeypatch.context() as broken:
        broken.setattr(FolderStore, "put_file", refuse)
        with pytest.raises(StorageError):
            replace_older(newer.dossier_id, store)
    assert Dossier.objects.filter(replaced_at__isnull=True).count() == 2
    assert TextCorrection.objects.count() == 1
    replace_older(newer.dossier_id, store)
    assert reading_at(newer).text.lines[NAME].text == TYPED
