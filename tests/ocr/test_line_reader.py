from pathlib import Path

import numpy as np
import pytest
from making_pages import BODY, SERIF, draw_page, pixels
from PIL import ImageOps

from dossiers.text import VIETNAMESE_LETTERS
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


def test_lines_of_any_width_are_read_together_each_as_if_it_were_alone(reader: LineReader) -> None:
    lines = [_line(text) for text in (*BODY, "Số: 15/QĐ-UBND")]
    together = reader.read_lines(lines)
    for text, line, words in zip((*BODY, "Số: 15/QĐ-UBND"), lines, together, strict=True):
        assert " ".join(word.text for word in words) == text
        (alone,) = reader.read_lines([line])
        assert [word.text for word in alone] == [word.text for word in words]


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
