import unicodedata
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossiers.text import fold
from records.models import Document
from records.search import search
from records.search_text import spell_folded, spell_written, written_tokens
from storage.store import Store
from tests.records.making_dossiers import correct_field, digitize, make_stream, paper

pytestmark = pytest.mark.django_db

PAPERS = (
    ("Ông: Nguyễn Đức Hòa\nSố định danh: 001099012345", "can_cuoc", {"ho_ten": "Nguyễn Đức Hòa"}),
    ("ỦY BAN NHÂN DÂN\nSố: 01/CT-UBND\nVề việc thúy sản", "chi_thi", {"so_ky_hieu": "01/CT-UBND"}),
    ("Bà nguyen duc Mạnh\nMã hồ sơ H18.29-240226-0045", "giay_tiep_nhan_ho_so", {}),
    ("Số: 101/CT-UBND\nSố: 01/KH-UBND", "ke_hoach", {"so_dinh_danh": "012345678"}),
)


@pytest.fixture(autouse=True)
def four_papers(store: Store, tmp_path: Path) -> None:
    texts = [text for text, _, _ in PAPERS]
    papers = [paper(page, page, kind, **values) for page, (_, kind, values) in enumerate(PAPERS)]
    digitize(store, make_stream(tmp_path, "Hồ sơ số 7", texts), texts, *papers)


def kinds(query: str) -> list[str]:
    return [hit.kind for hit in search(query)]


def test_a_name_is_found_with_and_without_marks() -> None:
    assert "can_cuoc" in kinds("nguyen duc")
    assert kinds("nguyễn đức hòa") == ["can_cuoc"]
    assert kinds("NGUYỄN ĐỨC") == ["can_cuoc", "giay_tiep_nhan_ho_so"]


def test_the_very_marks_come_first() -> None:
    assert kinds("nguyen duc") == ["giay_tiep_nhan_ho_so", "can_cuoc"]
    assert kinds("Nguyễn Đức") == ["can_cuoc", "giay_tiep_nhan_ho_so"]


def test_marks_stored_apart_are_the_same_marks() -> None:
    assert kinds(unicodedata.normalize("NFD", "Nguyễn Đức Hòa")) == ["can_cuoc"]


@pytest.mark.parametrize(
    "query", ["nguyễn đức hòa", "nguyễn đức hoà", "Hoà", "HÒA", "thúy", "thuý"]
)
def test_old_and_new_places_of_tones_find_each_other(query: str) -> None:
    assert len(search(query)) == 1
    assert search(query)[0].snippet.marks


@pytest.mark.parametrize("query", ["01/CT-UBND", "01/ct-ubnd", "Số 01/CT-UBND", "01/CT-UB"])
def test_a_number_with_its_notation_is_found_in_one_piece(query: str) -> None:
    assert kinds(query) == ["chi_thi"]


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("H18.29-240226-0045", "giay_tiep_nhan_ho_so"),
        ("h18.29-240226", "giay_tiep_nhan_ho_so"),
        ("001099012345", "can_cuoc"),
        ("0010990", "can_cuoc"),
        ("012345678", "ke_hoach"),
    ],
)
def test_codes_and_numbers_are_found(query: str, kind: str) -> None:
    assert kinds(query) == [kind]


def test_only_the_last_word_may_be_unfinished() -> None:
    assert kinds("nguyễn đức ho")[0] == "can_cuoc"
    assert kinds("nguy đức hòa") == []


def test_every_word_must_stand_in_the_document() -> None:
    assert kinds("nguyễn ubnd") == []


def test_the_name_of_the_dossier_finds_its_documents() -> None:
    assert len(search("hồ sơ số 7")) == len(PAPERS)
    assert len(search("hồ sơ số 7", limit=2)) == 2


def test_a_snippet_is_as_printed_with_its_marks() -> None:
    (hit,) = search("ct-ubnd 01/ct-ubnd")
    assert hit.snippet.text == "ỦY BAN NHÂN DÂN Số: 01/CT-UBND Về việc thúy sản"
    marked = {hit.snippet.text[start:end] for start, end in hit.snippet.marks}
    assert marked == {"CT-UBND", "01/CT-UBND"}
    assert (hit.snippet.page, hit.dossier_name) == (1, "Hồ sơ số 7")
    assert hit.fields == {"so_ky_hieu": "01/CT-UBND"}


def test_a_long_page_is_cut_around_the_match(store: Store, tmp_path: Path) -> None:
    text = " ".join(f"chữ{place}" for place in range(500))
    digitize(store, make_stream(tmp_path, "dài", "12"), ["", text], paper(0, 1))
    (hit,) = search("chữ250")
    assert hit.snippet.page == 1
    assert "chữ250" in hit.snippet.text
    assert len(hit.snippet.text.split()) < 40


def test_a_correction_is_found_at_once() -> None:
    document = Document.objects.get(kind="can_cuoc")
    correct_field(document.pk, "ho_ten", "Lò Thị Hặc", who=User.objects.create_user("thu"))
    assert kinds("lò thị hặc") == ["can_cuoc"]
    assert search("lo thi hac")[0].fields["ho_ten"] == "Lò Thị Hặc"


@pytest.mark.parametrize(
    "query",
    [
        *("", "   ", '"', '""', "*", "AND", "NOT", "a AND", "written:", "folded : x", "("),
        *("NEAR(a b)", "'; DROP TABLE records_document; --", "^a", "-a", "a-", "{x}:y", "%"),
        *("\x00", "ng*en", "😀"),
    ],
)
def test_nothing_that_a_person_types_is_an_error(query: str) -> None:
    search(query)
    assert Document.objects.count() == len(PAPERS)


def test_words_of_the_query_language_are_words() -> None:
    assert kinds("nguyễn OR ubnd") == []
    assert kinds("nguyễn NOT ubnd") == []


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=30))
def test_any_text_can_be_searched(query: str) -> None:
    search(query)


@given(st.text(alphabet="hoaòóỏõọảãạáàuyúùýỳthnqđĐÒÝ ", max_size=20))
def test_both_spellings_have_the_same_tokens(text: str) -> None:
    for token in written_tokens(text):
        assert spell_written(token) == token
        assert spell_folded(token) == fold(token)
        assert written_tokens(spell_folded(token)) == [spell_folded(token)]
