import cv2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from making_pages import BODY, SERIF, draw_page, line, pixels

from dossiers.geometry import Box
from dossiers.page import Word
from ocr.engine import open_engine
from ocr.line_images import cut_line
from ocr.second_reading import Readers, read_again, vote

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


def test_a_cut_line_keeps_its_marks_and_not_its_neighbors() -> None:
    # Lines as close as print sets them: tails of the first reach into the band of the second.
    page = pixels(draw_page([((50, 40 + 44 * row), "gỹ Ậỗ phẳng gỹ", SERIF) for row in range(3)]))
    height = 30
    second = line("gỹ Ậỗ phẳng gỹ", 50, 40 + 44 + 8, height)
    picture, box = cut_line(page, second)
    assert box.top < 40 + 44 + 8  # room for stacked marks
    alone = pixels(draw_page([((50, 40 + 44), "gỹ Ậỗ phẳng gỹ", SERIF)]))
    wanted = alone[box.top : box.bottom, box.left : box.right] < 128
    got = picture < 128
    assert (got & wanted).sum() > 0.97 * wanted.sum()
    assert (got & ~wanted).sum() < 0.05 * wanted.sum()


def test_an_unsure_line_is_read_again_and_boxed_on_the_page() -> None:
    page = pixels(draw_page([((100, 900), BODY[0], SERIF)], (1400, 1800)))
    scale = 1.5
    page = cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    misread = line("Thục hiện Nghi định so", 150, 1360, 48, confidence=0.4)
    wide = Word("x", Box(150, 1360, 1900, 1408), 0.1)
    doubtful = type(misread)((*misread.words, wide))
    engine = open_engine("auto", "vie", "")
    (read,) = read_again(page, [doubtful], Readers(engine, engine))
    assert read.text == BODY[0]
    assert 140 < read.box.left < 160
    assert 1340 < read.box.top < 1375
