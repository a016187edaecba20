from pathlib import Path

import numpy as np
import pytest
from making_pages import BODY, SERIF, draw_page, pixels
from PIL import ImageOps

from dossiers.text import VIETNAMESE_LETTERS
from ocr import line_reader
from ocr.line_reader import LineReader
from storage.weights import read_card

MODEL = Path(__file__).parents[2] / "models" / "line-reader"


@pytest.fixture(scope="module")
def reader() -> LineReader:
    return LineReader(MODEL)


def _line(text: str) -> np.ndarray:
    drawn = draw_page([((40, 40), text, SERIF)], (1500, 160))
    left, top, right, bottom = ImageOps.invert(drawn).getbbox()
    return pixels(drawn.crop((left - 8, top - 6, right + 8, bottom + 6)))


def test_what_a_line_says_does_not_depend_on_those_beside_it(reader: LineReader) -> None:
    texts = ["Điều", "Kính gửi:", "Số: 15/QĐ-UBND", *BODY]
    lines = [_line(text) for text in texts]
    together = reader.read_lines(lines)
    for text, line, words in zip(texts, lines, together, strict=True):
        assert " ".join(word.text for word in words) == text
        (alone,) = reader.read_lines([line])
        for one, other in zip(alone, words, strict=True):
            assert one.text == other.text
            assert one.confidence == pytest.approx(other.confidence, abs=0.1)


def test_words_are_boxed_where_they_stand(reader: LineReader) -> None:
    line = _line("Điều        1")
    first, last = reader.read_lines([line])[0]
    height, width = line.shape
    assert first.box.left < 0.1 * width < first.box.right < 0.6 * width < last.box.left
    assert last.box.right <= width + height / 4


def test_nothing_is_read_where_nothing_is(reader: LineReader) -> None:
    assert reader.read_lines([]) == ()
    assert reader.read_lines([np.full((40, 300), 255, np.uint8)]) == ((),)


def test_it_can_write_every_letter_of_vietnamese() -> None:
    letters = read_card(MODEL)["letters"]
    assert set(letters) >= VIETNAMESE_LETTERS
    assert len(letters) == len(set(letters))


def test_lines_with_slots_are_looked_at_more_often_and_others_are_not(
    reader: LineReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [_line(text) for text in ("Số: 1583/QĐ-UBND", BODY[0])]
    voted = reader.read_lines(lines)
    monkeypatch.setattr(line_reader, "STRETCHED", ())
    once = reader.read_lines(lines)
    figures, body = ([words[number] for words in (voted, once)] for number in (0, 1))
    assert body[0] == body[1]
    assert [word.text for word in figures[0]] == [word.text for word in figures[1]]
    assert [word.confidence for word in figures[0]] != [word.confidence for word in figures[1]]
