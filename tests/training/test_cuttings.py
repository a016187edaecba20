from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from ocr.line_box import LineBox
from ocr.line_finder import LineFinder
from training.cuttings import _seen_words, _text, cut_samples, page_samples, pen_samples

MODELS = Path(__file__).parents[2] / "models"


@pytest.fixture(scope="module")
def finder() -> LineFinder:
    return LineFinder(MODELS / "line-finder")


def _line(text: str, *words: str) -> dict:
    boxes = [[100 * n, 0, 100 * n + 80, 30] for n in range(len(words))]
    told = [{"text": word, "box": box} for word, box in zip(words, boxes, strict=True)]
    return {"text": text, "aside": False, "words": told}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Số: 23/BC-UBND", ["Số:", "23", "/BC-UBND"]),
        ("Cà Mau, ngày 5", ["Cà", "Mau", ",", "ngày", "5"]),
        ("Họ tên / Full name", ["Họ", "tên", "/", "Full", "name"]),
    ],
)
def test_what_stands_right_behind_a_word_is_not_torn_from_it(text: str, words: list[str]) -> None:
    box = LineBox((250, 15), 0, 500, 30)
    assert _text(list(_seen_words(_line(text, *words), box))) == text


def test_a_pens_figures_behind_a_label_stand_apart_from_it() -> None:
    box = LineBox((250, 15), 0, 500, 30)
    assert _text(list(_seen_words(_line("quyển số03", "quyển", "số", "03"), box))) == "quyển số 03"


def test_the_same_seed_gives_the_same_lines(finder: LineFinder) -> None:
    once, again = (list(islice(cut_samples(finder, 7, "training"), 30)) for _ in range(2))
    assert [text for _, text in once] == [text for _, text in again]
    assert all(np.array_equal(one, two) for (one, _), (two, _) in zip(once, again, strict=True))


def test_lines_have_the_height_that_is_asked_for(finder: LineFinder) -> None:
    page = next(page for page in page_samples(finder, 5, "training", 40) if page)
    written = islice(pen_samples(5, "training", 40), 5)
    assert {pixels.shape[0] for pixels, _ in (*page, *written)} == {40}
