import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from dossiers.text import VIETNAMESE_LETTERS, compose, fold, squeeze

VIETNAMESE = st.text(alphabet=sorted(VIETNAMESE_LETTERS) + list(" -/0123456789"))


@given(VIETNAMESE)
def test_fold_does_not_care_how_accents_are_stored(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(compose(text))
    assert fold(text).isascii()


@given(VIETNAMESE)
def test_fold_keeps_the_length_of_composed_text(text: str) -> None:
    assert len(fold(compose(text))) == len(compose(text))


def test_fold_drops_case_marks_and_the_bar_of_the_d() -> None:
    assert fold("Nguyễn ĐỨC Hoà") == "nguyen duc hoa"


def test_all_vietnamese_letters_are_known() -> None:
    assert len(VIETNAMESE_LETTERS) == 2 * (12 * 6 + 17)
    assert "ỵ" in VIETNAMESE_LETTERS
    assert "w" not in VIETNAMESE_LETTERS


def test_squeeze_leaves_one_space() -> None:
    assert squeeze("  a \n\t b ") == "a b"
