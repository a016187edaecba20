from pathlib import Path

import numpy as np
import pytest
from making_pages import BODY, SERIF, draw_page, pixels
from PIL import ImageOps

from dossiers.errors import MissingToolError
from ocr.engine import Engine, open_engine
from ocr.tessdata import OWN, choose_traineddata, find_traineddata

MODELS = Path(__file__).parents[2] / "models"


def _line(text: str) -> np.ndarray:
    """The picture of a line, its ink a few pixels away from the edges."""
    drawn = draw_page([((40, 40), text, SERIF)], (1400, 160))
    left, top, right, bottom = ImageOps.invert(drawn).getbbox()
    return pixels(drawn.crop((left - 8, top - 5, right + 8, bottom + 5)))


LINES = [_line(text) for text in BODY]


@pytest.fixture(scope="module", params=["tesserocr", "pytesseract"])
def engine(request: pytest.FixtureRequest) -> Engine:
    return open_engine(request.param, choose_traineddata(OWN, "", MODELS))


def test_both_engines_read_lines_with_places_and_confidence(engine: Engine) -> None:
    lines = engine.read_lines(LINES)
    assert [" ".join(word.text for word in line) for line in lines] == list(BODY)
    assert all(0.5 < word.confidence <= 1 for line in lines for word in line)
    first = lines[0][0].box
    assert 0 <= first.left <= 20
    assert (LINES[0][:, first.left : first.right] < 128).any()


def test_every_line_keeps_its_place_among_others_without_text(engine: Engine) -> None:
    white = np.full((48, 400), 255, np.uint8)
    lines = engine.read_lines([white, LINES[0], white])
    assert [any(word.confidence > 0.3 for word in line) for line in lines] == [False, True, False]
    assert engine.read_lines([]) == ()


def test_our_own_data_can_write_what_stock_data_cannot(engine: Engine) -> None:
    (line,) = engine.read_lines([_line("bệnh kiết lỵ")])
    assert " ".join(word.text for word in line) == "bệnh kiết lỵ"


def test_auto_takes_the_quicker_engine() -> None:
    assert open_engine("auto", find_traineddata("vie")).name.startswith("tesserocr")


def test_missing_language_data_is_told_before_any_page() -> None:
    with pytest.raises(MissingToolError):
        choose_traineddata("no-such-language", "", MODELS)
