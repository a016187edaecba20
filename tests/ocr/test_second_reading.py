import pytest
from hypothesis import given
from hypothesis import strategies as st
from making_pages import line

from dossiers.page import Word
from ocr.second_reading import vote

WORDS = st.lists(st.sampled_from(["phổ", "phố", "thông", "12", "a", "năm"]), max_size=6)


def _words(text: str, confidence: float = 0.9) -> tuple[Word, ...]:
    return line(text, 0, 0, confidence=confidence).words if text else ()


def _text(words: tuple[Word, ...]) -> str:
    return " ".join(word.text for word in words)


def test_the_word_that_most_readings_agree_on_wins() -> None:
    first = _words("trung học phố thông")
    again = [_words("trung học phổ thông"), _words("trung học phổ thông")]
    assert _text(vote(first, again)) == "trung học phổ thông"


def test_a_word_that_all_agree_on_keeps_its_confidence_and_a_disputed_one_loses_some() -> None:
    merged = vote(_words("học phố"), [_words("học phố"), _words("học phổ")])
    assert merged[0].confidence == pytest.approx(0.9)
    assert merged[1].text == "phố"
    assert merged[1].confidence == pytest.approx(0.6)


def test_words_that_were_torn_apart_are_joined_when_most_say_so() -> None:
    first = _words("Số: 66 0 /TB-UBND")
    again = [_words("Số: 660 /TB-UBND"), _words("Số: 660 /TB-UBND")]
    assert _text(vote(first, again)) == "Số: 660 /TB-UBND"


def test_what_another_reader_does_not_see_stays_unless_it_is_hardly_there() -> None:
    assert _text(vote(_words("Nguyễn Hoà", 0.5), [()])) == "Nguyễn Hoà"
    assert vote(_words("phổ", 0.1), [()]) == ()


@given(WORDS, WORDS, WORDS)
def test_what_comes_out_was_read_by_somebody(
    first: list[str], second: list[str], third: list[str]
) -> None:
    readings = [_words(" ".join(words)) for words in (first, second, third)]
    merged = vote(readings[0], readings[1:])
    assert {word.text for word in merged} <= {*first, *second, *third}


@given(WORDS)
def test_agreement_changes_nothing(words: list[str]) -> None:
    reading = _words(" ".join(words))
    assert _text(vote(reading, [reading, reading])) == " ".join(words)
