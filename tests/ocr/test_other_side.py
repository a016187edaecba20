from pathlib import Path

import numpy as np
import pytest
from making_pages import BODY, SERIF, decision, draw_page, pixels

from ocr.page_reading import Readers, Sight, read_page
from ocr.tessdata import OWN
from pipeline.workers import ReaderChoice

MODELS = Path(__file__).parents[2] / "models"
PAGE = pixels(decision())
BACK = 255 - (255 - PAGE[:, ::-1]) // 3


@pytest.fixture(scope="module")
def readers() -> Readers:
    return ReaderChoice("thorough", "auto", OWN, "", MODELS).open()


@pytest.mark.parametrize("turns", [0, 2])
def test_print_of_the_other_side_is_not_on_this_page(readers: Readers, turns: int) -> None:
    scan = np.ascontiguousarray(np.rot90(BACK, turns))
    assert read_page(Sight(scan), readers).text.lines == ()


def test_what_stands_on_this_side_stays(readers: Readers) -> None:
    note = pixels(draw_page([((200, 2100), BODY[0], SERIF)]))
    page = read_page(Sight(np.minimum(BACK, note)), readers)
    assert [line.text for line in page.text.lines] == [BODY[0]]
