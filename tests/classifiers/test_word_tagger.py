import numpy as np
import pytest
from making_pages import line, page_text

from classifiers.word_tagger import HEAD_PIECES, TAIL_PIECES, WordTagger
from dossiers.tags import words_of
from dossiers.vocabulary import field_names
from settings.workshop import FIELD_TAGGER

CERTIFICATE = page_text(
    line("GIẤY KHAI SINH", 1000, 600),
    line("Họ, chữ đệm, tên: THÀO THỊ PÀNG", 300, 900),
    line("Ngày, tháng, năm sinh: 03/07/1999", 300, 1000),
    line("Số định danh cá nhân: 011199325873", 300, 1100),
)


@pytest.fixture(scope="module")
def tagger() -> WordTagger:
    return WordTagger(FIELD_TAGGER)


def test_words_of_values_are_marked(tagger: WordTagger) -> None:
    tags = tagger.tag(CERTIFICATE, "giay_khai_sinh", 0)
    words = [word.text for word in words_of(CERTIFICATE)]
    marked = {
        key: [words[place] for place in np.flatnonzero(tags.inside[:, column] > 0.5)]
        for column, key in enumerate(tags.keys)
    }
    assert marked["ho_ten"] == ["THÀO", "THỊ", "PÀNG"]
    assert marked["ngay_sinh"] == ["03/07/1999"]
    assert marked["so_dinh_danh"] == ["011199325873"]
    assert marked["dien_tich"] == []


def test_all_fields_of_the_vocabulary_are_told_apart(tagger: WordTagger) -> None:
    assert set(tagger.keys) == set(field_names())


def test_probabilities_are_such(tagger: WordTagger) -> None:
    tags = tagger.tag(CERTIFICATE, "no_such_kind", 3)
    assert tags.inside.shape == (len(words_of(CERTIFICATE)), len(tags.keys))
    assert np.all(tags.begins <= tags.inside + 1e-6)
    assert np.all(tags.inside.sum(axis=1) <= 1 + 1e-5)


def test_the_middle_of_a_very_long_page_is_passed_over(tagger: WordTagger) -> None:
    rows = [line("một hai ba bốn năm sáu bảy tám chín mười", 300, 100 + 40 * n) for n in range(90)]
    page = page_text(*rows)
    tags = tagger.tag(page, "khac", 0)
    assert len(words_of(page)) > HEAD_PIECES + TAIL_PIECES
    assert len(tags.inside) == len(words_of(page))
    assert np.all(tags.inside[HEAD_PIECES + 100] == 0)


def test_a_page_without_words_has_no_tags(tagger: WordTagger) -> None:
    assert tagger.tag(page_text(), "khac", 0).inside.shape == (0, len(tagger.keys))
