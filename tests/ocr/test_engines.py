import numpy as np
import pytest
from making_pages import BODY, SERIF, draw_page, pixels

from dossiers.errors import MissingToolError
from dossiers.geometry import Box
from dossiers.page import Word
from ocr.engine import Engine, open_engine, other_language
from ocr.page_reading import without_specks

PAGE = pixels(draw_page([((100, 100), BODY[0], SERIF), ((100, 170), BODY[1], SERIF)], (1400, 300)))


@pytest.fixture(scope="module", params=["tesserocr", "pytesseract"])
def engine(request: pytest.FixtureRequest) -> Engine:
    return open_engine(request.param, "vie", "")


def test_both_engines_read_vietnamese_with_places_and_confidence(engine: Engine) -> None:
    words = engine.read(PAGE)
    assert " ".join(word.text for word in words) == f"{BODY[0]} {BODY[1]}"
    assert all(0.5 < word.confidence <= 1 for word in words)
    first = words[0].box
    assert 95 <= first.left <= 105
    assert (PAGE[first.top : first.bottom, first.left : first.right] < 128).any()


def test_an_engine_reads_a_single_line(engine: Engine) -> None:
    words = engine.read_line(PAGE[90:155])
    assert " ".join(word.text for word in words) == BODY[0]


def test_a_white_page_has_no_words(engine: Engine) -> None:
    assert engine.read(np.full((400, 400), 255, np.uint8)) == ()


def test_auto_takes_the_quicker_engine() -> None:
    assert open_engine("auto", "vie", "").name.startswith("tesserocr")


def test_missing_language_data_is_told_before_any_page() -> None:
    with pytest.raises(MissingToolError):
        open_engine("auto", "no-such-language", "")


def test_where_one_language_data_is_installed_it_reads_twice() -> None:
    assert other_language("vie", "/nowhere") == "vie"


def test_lone_unsure_marks_are_dirt_and_letters_stay() -> None:
    box = Box(0, 0, 10, 10)
    words = [Word("|", box, 0.3), Word("-", box, 0.9), Word("a", box, 0.1)]
    assert [word.text for word in without_specks(words)] == ["-", "a"]
