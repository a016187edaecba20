from functools import cache
from pathlib import Path

import cv2
import numpy as np
import pytest
from making_pages import BODY, SERIF, decision, draw_page, pixels

from ocr.line_box import LineBox
from ocr.line_finder import LineFinder
from ocr.reading_frame import ReadingFrame, lies_sideways, measure_slant

PAGE = pixels(decision())


@cache
def _finder() -> LineFinder:
    return LineFinder(Path(__file__).parents[2] / "models" / "line-finder")


def _tilted(degrees: float) -> np.ndarray:
    height, width = PAGE.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    return cv2.warpAffine(PAGE, matrix, (width, height), borderValue=255)


def _holds(box: LineBox, x: float, y: float) -> bool:
    return box.overlaps(LineBox((x, y), box.angle, 2, 2))


@pytest.mark.parametrize("degrees", [-15.0, -6.3, -1.7, -0.4, 0.0, 0.8, 3.2, 15.0])
def test_the_slant_of_a_page_is_measured_to_a_tenth_of_a_degree(degrees: float) -> None:
    boxes = _finder().find(_tilted(degrees))
    assert measure_slant(boxes, 0) == pytest.approx(degrees, abs=0.1)


@pytest.mark.parametrize("turns", range(4))
def test_every_line_of_a_page_is_found_whichever_way_it_lies(turns: int) -> None:
    scan = np.ascontiguousarray(np.rot90(PAGE, turns))
    boxes = _finder().find(scan)
    assert lies_sideways(boxes) == (turns % 2 == 1)
    frame = ReadingFrame(scan.shape[1], scan.shape[0], (turns * 90) % 360, 0)
    to_scan = frame.to_scan.matrix
    for row in range(20):
        x, y, _ = to_scan @ (600, 650 + 60 * row + 18, 1)
        assert sum(_holds(box, x, y) for box in boxes) == 1, row


def test_lines_in_color_are_found_as_well() -> None:
    scan = np.full((*PAGE.shape, 3), (250, 240, 210), np.uint8)
    scan[PAGE < 128] = (20, 40, 150)
    assert len(_finder().find(scan)) == pytest.approx(len(_finder().find(PAGE)), abs=2)


def test_white_paper_has_no_lines_and_a_tiny_picture_breaks_nothing() -> None:
    assert _finder().find(np.full((700, 500), 255, np.uint8)) == ()
    assert _finder().find(np.full((16, 16), 255, np.uint8)) == ()


def test_a_page_without_long_lines_is_level() -> None:
    assert measure_slant([], 0) == 0
    assert measure_slant([LineBox((5, 5), 30, 10, 9)], 0) == 0


def test_one_short_line_is_found() -> None:
    page = pixels(draw_page([((700, 1000), BODY[0][:9], SERIF)]))
    (box,) = _finder().find(page)
    assert box.center == pytest.approx((780, 1022), abs=25)
