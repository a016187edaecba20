from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from making_pages import BODY, SERIF, SERIF_BOLD, decision, draw_page, pixels

from dossiers.geometry import Box
from dossiers.page import Word
from ocr.page_reading import Readers, Sight, find_lines, read_page
from ocr.tessdata import OWN
from ocr.way_up import find_rotation
from pipeline.workers import ReaderChoice

MODELS = Path(__file__).parents[2] / "models"
CARD = [
    ((300, 300), "CĂN CƯỚC CÔNG DÂN", SERIF_BOLD),
    ((300, 360), "Số: 001099012345", SERIF),
    ((300, 420), "Họ và tên: NGUYỄN VĂN ẢNH", SERIF),
]


@pytest.fixture(scope="module")
def readers() -> Readers:
    return ReaderChoice("thorough", "auto", OWN, "", MODELS).open()


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize("texts", [CARD, CARD[1:2]], ids=["card", "one line"])
def test_short_pages_are_set_upright(readers: Readers, texts: list, turns: int) -> None:
    scan = np.ascontiguousarray(np.rot90(pixels(draw_page(texts)), turns))
    boxes = readers.finder.find(scan)
    assert find_rotation(scan, boxes, readers.first) == 90 * turns


def test_a_page_upside_down_is_read_in_order(readers: Readers) -> None:
    page = read_page(Sight(np.ascontiguousarray(pixels(decision())[::-1, ::-1])), readers)
    assert page.frame.rotation == 180
    lines = [line.text for line in page.text.lines]
    assert lines[:3] == ["ỦY BAN NHÂN DÂN", "XÃ PHÚ THỊNH", "Số: 15/QĐ-UBND"]
    assert list(BODY) == lines[-len(BODY) :]


def test_blocks_side_by_side_are_boxes_of_their_own(readers: Readers) -> None:
    boxes = readers.finder.find(pixels(decision()))
    assert not any(box.length > 1300 for box in boxes)


def test_a_white_page_has_no_text_and_lies_as_it_is(readers: Readers) -> None:
    page = read_page(Sight(np.full((900, 600), 255, np.uint8)), readers)
    assert (page.text.lines, page.frame.rotation, page.frame.slant) == ((), 0, 0)


def test_red_print_is_read_and_print_under_a_red_seal_too(readers: Readers) -> None:
    print_ = pixels(draw_page([((300, 300), BODY[0], SERIF)], (1654, 700)))
    title = pixels(draw_page([((500, 150), "GIẤY CHỨNG NHẬN", SERIF_BOLD)], (1654, 700)))
    seal = np.full(print_.shape, 255, np.uint8)
    cv2.circle(seal, (700, 330), 110, 70, -1)
    pale_red = print_
    all_ink = np.minimum(np.minimum(print_, title), seal)
    page = read_page(Sight(pale_red, all_ink), readers)
    assert [line.text for line in page.text.lines] == ["GIẤY CHỨNG NHẬN", BODY[0]]


def test_a_line_seen_on_both_pictures_is_one_line(readers: Readers) -> None:
    page = pixels(decision())
    both = find_lines(Sight(page, page.copy()), readers.finder)
    assert len(both) == len(readers.finder.find(page))


class Stubborn:
    """A reader that says the same of every line."""

    name = "stubborn"

    def __init__(self, text: str, confidence: float) -> None:
        self._word = Word(text, Box(0, 0, 9, 9), confidence)

    def read_lines(self, lines: Sequence[np.ndarray]) -> tuple[tuple[Word, ...], ...]:
        return tuple((self._word,) for _ in lines)


def test_an_unsure_line_is_read_again_and_the_surer_reading_stays(readers: Readers) -> None:
    page = Sight(pixels(draw_page(CARD[1:2])))
    sure = replace(readers, first=Stubborn("phố", 0.3), other=Stubborn("phổ", 0.9))
    assert read_page(page, sure).text.text == "phổ"
    not_asked = replace(readers, first=Stubborn("phố", 0.85), other=Stubborn("phổ", 0.9))
    assert read_page(page, not_asked).text.text == "phố"
    alone = replace(readers, first=Stubborn("phố", 0.3), other=None)
    assert read_page(page, alone).text.text == "phố"


def test_what_a_pen_filled_into_a_header_is_not_put_to_the_vote(readers: Readers) -> None:
    page = Sight(pixels(draw_page(CARD[1:2])))
    number = "Số: 15/QĐ-UBND"
    asked = replace(readers, first=Stubborn(number, 0.3), other=Stubborn("phổ", 0.9))
    assert read_page(page, asked).text.text == number


def test_words_are_boxed_where_they_stand(readers: Readers) -> None:
    page = read_page(Sight(pixels(decision())), readers)
    title = next(line for line in page.text.lines if line.text == "QUYẾT ĐỊNH")
    box = page.text.to_scan.box(title.box)
    assert np.abs(np.subtract(box.as_list(), [720, 425, 960, 465])).max() < 25
