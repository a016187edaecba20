"""What follows from a corrected line: search, PDF, record, and nothing lost."""

import json
import shutil
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction

from dossiers.document import Document as Paper
from dossiers.document import Field, Source
from dossiers.errors import StorageError
from dossiers.geometry import Box
from dossiers.messages import message
from pipeline.redivision import file_anew
from records.divisions import redivide, standing_division
from records.models import AppendOnlyError, Document, Event, Page, TextCorrection
from records.queries import show_dossier
from records.retyping import RetypedMeanwhileError, undo_text
from records.search import search
from records.verify import verify
from settings import read_settings
from settings.workshop import knowledge
from storage.folder import FolderStore
from storage.names import older_record_name, record_name
from storage.store import Store
from tests.records.making_corrections import file_scans, line_place, reading_at, retype
from tests.records.making_scans import DPI, pixels_of, text_of, words_of

pytestmark = pytest.mark.django_db

NAME = 1
"""The line that says Nguyễn Đức Hòa."""


@pytest.fixture
def thu() -> User:
    return User.objects.create_user("thu")


@pytest.fixture
def ba() -> User:
    return User.objects.create_user("ba")


@pytest.fixture
def document(store: Store, tmp_path: Path) -> Document:
    return file_scans(store, tmp_path)


def pdf_of(document: Document, store: Store, to: Path) -> Path:
    document.refresh_from_db()
    with store.local(document.pdf) as path:
        return Path(shutil.copy(path, to / "copy.pdf"))


def record_of(document: Document, store: Store) -> dict[str, list[dict[str, object]]]:
    record: dict[str, list[dict[str, object]]] = json.loads(
        store.get(record_name(document.dossier.key))
    )
    return record


def test_new_words_are_found_and_wrong_ones_no_more(
    document: Document, store: Store, thu: User
) -> None:
    for index in (0, 1):
        retype(document, line_place(document, NAME), "Nguyễn Bá Hạnh", store, thu, index=index)
    for query in ("Nguyễn Bá Hạnh", "nguyen ba hanh"):
        (hit,) = search(query)
        assert "Nguyễn Bá Hạnh" in hit.snippet.text
        assert hit.snippet.marks
    for query in ("Đức", "duc", "Hòa", "hoa"):
        assert search(query) == []


def test_what_was_read_into_a_field_is_found_no_more_where_the_text_was_corrected(
    store: Store, tmp_path: Path, thu: User
) -> None:
    box = Box(60, 100, 228, 120)
    field = Field("ho_ten", "Lò Thị Hặc", "Nguyễn Đức Hòa", 0.9, 0, box, Source.RULE)
    document = file_scans(store, tmp_path, Paper("quyet_dinh", 0.9, 0, 1, (field,)))
    for index in (0, 1):
        retype(document, line_place(document, NAME), "Lò Thị Hặc", store, thu, index=index)
    assert search("duc hoa") == []
    assert len(search("Lò Thị Hặc")) == 1


def test_the_pdf_has_the_new_words_at_their_place(
    document: Document, store: Store, thu: User, tmp_path: Path
) -> None:
    machine = document.pdf
    old = reading_at(document, 1).text.lines[NAME].words[-1].box  # of Hòa
    before = pixels_of(pdf_of(document, store, tmp_path), page=2)
    retype(document, line_place(document, NAME, 1), "Nguyễn Đức Hạnh Phúc", store, thu, index=1)
    pdf = pdf_of(document, store, tmp_path)
    assert "Nguyễn Đức Hạnh Phúc" in text_of(pdf, "-f", "2")
    assert "Hòa" not in text_of(pdf, "-f", "2")
    assert "Nguyễn Đức Hòa" in text_of(pdf, "-l", "1")
    assert (pixels_of(pdf, page=2) == before).all()
    (edges,) = [edges for word, edges in words_of(pdf) if word == "Phúc"]
    assert [edge * DPI / 72 for edge in edges[1::2]] == pytest.approx([old.top, old.bottom], abs=3)
    assert old.left < edges[0] * DPI / 72 < edges[2] * DPI / 72 == pytest.approx(old.right, abs=3)
    assert document.pdf != machine
    with store.local(machine) as kept:
        assert "Nguyễn Đức Hòa" in text_of(kept, "-f", "2")


def test_pdfs_take_turns_and_the_machines_stays(
    document: Document, store: Store, thu: User
) -> None:
    place, names = line_place(document, NAME), [document.pdf]
    for text in ("Một", "Hai", "Ba"):
        retype(document, place, text, store, thu)
        document.refresh_from_db()
        names.append(document.pdf)
    assert names[1] != names[2]
    assert names[3] == names[1]
    assert sorted(store.names("pdfs/")) == sorted(set(names))


def test_the_record_tells_the_text_and_who_typed_it(
    document: Document, store: Store, thu: User
) -> None:
    key = document.dossier.key
    retype(document, line_place(document, NAME), "Nguyễn Đức Hạnh", store, thu)
    page, other = record_of(document, store)["pages"]
    assert "Nguyễn Đức Hạnh" in str(page["text"])
    assert "Hòa" not in str(page["text"])
    (told,) = page["text_corrections"]  # type: ignore[misc]  # a list
    assert (told["who"], told["before"], told["after"]) == (  # type: ignore[index]
        "thu",
        "Nguyễn Đức Hòa",
        "Nguyễn Đức Hạnh",
    )
    assert "Hòa" in str(other["text"])
    older = json.loads(store.get(older_record_name(key, 0)))
    assert "Hòa" in older["pages"][0]["text"]
    assert "Nguyễn Đức Hạnh" in show_dossier(document.dossier.pk).pages[0].text
    assert list(verify(store)) == []


def test_what_the_machine_read_is_not_overwritten(
    document: Document, store: Store, thu: User
) -> None:
    before = Page.objects.values("reading", "text", "confidence").get(
        dossier=document.dossier, index=0
    )
    retype(document, line_place(document, NAME), "khác", store, thu)
    after = Page.objects.values("reading", "text", "confidence").get(
        dossier=document.dossier, index=0
    )
    assert after == before


def test_the_same_words_are_no_correction(document: Document, store: Store, thu: User) -> None:
    before = store.get(record_name(document.dossier.key))
    assert retype(document, line_place(document, NAME), "  Nguyễn Đức  Hòa", store, thu) is None
    assert not TextCorrection.objects.exists()
    assert store.get(record_name(document.dossier.key)) == before


def test_a_correction_is_taken_back_and_both_rows_stay(
    document: Document, store: Store, thu: User, tmp_path: Path
) -> None:
    place = line_place(document, NAME)
    retype(document, place, "Một", store, thu)
    second = retype(document, place, "Hai", store, thu)
    assert undo_text(document.pk, 0, store, who=thu) == second
    assert reading_at(document).text.lines[NAME].text == "Một"
    undo_text(document.pk, 0, store, who=thu)
    assert reading_at(document).text == reading_at(document, 1).text
    assert undo_text(document.pk, 0, store, who=thu) is None
    assert TextCorrection.objects.count() == 4
    assert "Nguyễn Đức Hòa" in text_of(pdf_of(document, store, tmp_path), "-l", "1")
    assert search("Hai") == []
    assert record_of(document, store)["pages"][0]["text_corrections"] == []
    assert list(verify(store)) == []


def test_an_emptied_line_comes_back(document: Document, store: Store, thu: User) -> None:
    retype(document, line_place(document, NAME), "", store, thu)
    assert "Hòa" not in reading_at(document).text.text
    undo_text(document.pk, 0, store, who=thu)
    assert reading_at(document).text.lines[NAME].text == "Nguyễn Đức Hòa"


def test_whoever_comes_second_is_told_and_writes_nothing(
    document: Document, store: Store, thu: User, ba: User
) -> None:
    place, name = line_place(document, NAME), record_name(document.dossier.key)
    first = retype(document, place, "Nguyễn Đức Hạnh", store, thu, seen=0)
    before = store.get(name)
    with pytest.raises(RetypedMeanwhileError) as told:
        retype(document, place, "Nguyễn Đức Hoà", store, ba, seen=0)
    assert told.value.correction == first
    assert TextCorrection.objects.count() == 1
    assert store.get(name) == before
    assert first is not None
    retype(document, place, "Nguyễn Đức Hoà", store, ba, seen=first.pk)
    assert reading_at(document).text.lines[NAME].text == "Nguyễn Đức Hoà"


def test_a_line_corrected_meanwhile_does_not_bar_its_neighbors(
    document: Document, store: Store, thu: User, ba: User
) -> None:
    other = line_place(document, NAME + 1)
    retype(document, line_place(document, NAME), "khác hẳn và dài hơn nhiều", store, thu, seen=0)
    assert retype(document, other, "Số: 02/CT-UBND", store, ba, seen=0) is not None


def test_an_emptied_or_taken_back_line_was_changed_meanwhile(
    document: Document, store: Store, thu: User, ba: User
) -> None:
    place = line_place(document, NAME)
    first = retype(document, place, "", store, thu, seen=0)
    assert first is not None
    with pytest.raises(RetypedMeanwhileError):
        retype(document, place, "Nguyễn Đức Hạnh", store, ba, seen=0)
    undo_text(document.pk, 0, store, who=thu)
    with pytest.raises(RetypedMeanwhileError) as told:
        retype(document, place, "Nguyễn Đức Hạnh", store, ba, seen=first.pk)
    assert told.value.correction is None


def test_nobody_takes_back_what_another_person_typed_over(
    document: Document, store: Store, thu: User, ba: User
) -> None:
    place = line_place(document, NAME)
    retype(document, place, "Một", store, thu)
    retype(document, place, "Hai", store, ba)
    assert undo_text(document.pk, 0, store, who=thu) is None
    assert reading_at(document).text.lines[NAME].text == "Hai"


def test_a_dossier_that_is_divided_otherwise_keeps_what_was_typed(
    document: Document, store: Store, thu: User, tmp_path: Path
) -> None:
    retype(document, line_place(document, NAME, 1), "Lò Thị Hặc", store, thu, index=1)
    parts = [Paper("quyet_dinh", 1.0, 0, 0), Paper("khac", 1.0, 1, 1)]
    filed = file_anew(document.dossier.pk, parts, knowledge(read_settings(), []), store)
    seen = standing_division(document.dossier.pk).documents
    redivide(document.dossier.pk, parts, filed, store, seen=seen, who=thu)
    second = Document.objects.get(first_page=1)
    pdf = pdf_of(second, store, tmp_path)
    assert "Lò Thị Hặc" in text_of(pdf)
    assert "Hòa" not in text_of(pdf)
    assert [hit.document_id for hit in search("Lò Thị Hặc")] == [second.pk]
    assert "Lò Thị Hặc" in str(record_of(second, store)["pages"][1]["text"])
    retype(second, line_place(second, NAME, 1), "Lò Thị Hạc", store, thu, index=1)
    assert "Lò Thị Hạc" in text_of(pdf_of(second, store, tmp_path))
    assert list(verify(store)) == []


class FullStore(FolderStore):
    """Takes no more of what its name begins with."""

    refused = "none"

    def put(self, name: str, content: bytes) -> None:
        self._check(name)
        super().put(name, content)

    def put_file(self, name: str, path: Path) -> None:
        self._check(name)
        super().put_file(name, path)

    def _check(self, name: str) -> None:
        if name.startswith(self.refused):
            raise StorageError(message("storage.full", place=name))


@pytest.mark.parametrize("refused", ["pdfs/", "records/"])
def test_a_store_that_fails_takes_the_word_back(
    refused: str, document: Document, tmp_path: Path, thu: User
) -> None:
    store = FullStore(tmp_path / "store")
    name, machine = record_name(document.dossier.key), document.pdf
    before = store.get(name)
    store.refused = refused
    with pytest.raises(StorageError):
        retype(document, line_place(document, NAME), "Nguyễn Bá Hạnh", store, thu)
    document.refresh_from_db()
    assert document.pdf == machine
    assert "Nguyễn Đức Hòa" in text_of(pdf_of(document, store, tmp_path))
    assert store.get(name) == before
    assert not TextCorrection.objects.exists()
    assert not Event.objects.filter(what="text_corrected").exists()
    assert search("Hạnh") == []
    assert list(verify(store)) == []


def test_who_corrected_what_is_told_in_the_audit(
    document: Document, store: Store, thu: User
) -> None:
    row = retype(document, line_place(document, NAME, 1), "khác", store, thu, index=1)
    undo_text(document.pk, 1, store, who=thu)
    assert row is not None
    told = Event.objects.filter(what="text_corrected", who="thu").order_by("pk")
    assert [event.details["page"] for event in told] == [2, 2]
    assert told[1].details["undoes"] == row.pk


@pytest.mark.parametrize(
    "sql", ["UPDATE records_textcorrection SET after = ''", "DELETE FROM records_textcorrection"]
)
def test_the_database_refuses_to_change_what_was_typed(
    sql: str, document: Document, store: Store, thu: User
) -> None:
    row = retype(document, line_place(document, NAME), "khác", store, thu)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert row is not None
    with pytest.raises(AppendOnlyError):
        row.save()


def test_only_pages_of_the_document_that_were_read_are_corrected(
    document: Document, store: Store, thu: User
) -> None:
    with pytest.raises(Page.DoesNotExist):
        retype(document, [Box(0, 0, 9, 9)], "khác", store, thu, index=2)
    Page.objects.filter(index=1).update(reading=None)
    with pytest.raises(Page.DoesNotExist):
        retype(document, [Box(0, 0, 9, 9)], "khác", store, thu, index=1)
