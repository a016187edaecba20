from making_pages import line, page_text, reading

from bench.truth import TrueWord
from bench.word_claims import judge_words
from dossiers.geometry import Box


def _words(text: str, aside: bool = False) -> list[TrueWord]:
    return [TrueWord(word.text, word.box, aside) for word in line(text, 100, 100).words]


def _judge(read: str, truth: list[TrueWord]) -> list[bool]:
    page = reading(page_text(line(read, 100, 100, confidence=0.7)))
    claims = list(judge_words(page, truth))
    assert all(confidence == 0.7 for confidence, _ in claims)
    return [right for _, right in claims]


def test_a_word_is_right_where_it_stands_and_as_it_is_written() -> None:
    assert _judge("Số 12 ngày", _words("Số 12 ngày")) == [True, True, True]
    assert _judge("Số 17 ngay", _words("Số 12 ngày")) == [True, False, False]


def test_a_word_that_is_not_on_the_page_is_wrong_and_one_elsewhere_too() -> None:
    far = [TrueWord("ngày", Box(900, 900, 950, 940), False)]
    assert _judge("ngày", far) == [False]


def test_words_over_a_seal_do_not_count() -> None:
    assert _judge("Số 12", _words("CÔNG AN", aside=True)) == []
