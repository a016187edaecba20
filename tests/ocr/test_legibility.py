import cv2
import numpy as np
import pytest
from making_pages import BODY, SERIF, draw_page, pixels

from ocr.legibility import measure_quality
from ocr.line_box import LineBox

PAGE = pixels(draw_page([((100, 100 + 70 * row), text, SERIF) for row, text in enumerate(BODY)]))
BOXES = [LineBox((650, 122 + 70 * row), 0, 1140, 40) for row in range(len(BODY))]


def test_sharp_black_print_has_full_contrast_and_steep_edges() -> None:
    quality = measure_quality(PAGE, BOXES)
    assert quality is not None
    assert quality.line_height == 40
    assert quality.contrast > 0.95
    assert quality.sharpness > 0.5
    assert quality.cut_lines == 0


@pytest.mark.parametrize("blur", [2.0, 4.0])
def test_a_blurred_page_is_less_sharp(blur: float) -> None:
    blurred = cv2.GaussianBlur(PAGE, None, blur)
    quality = measure_quality(blurred, BOXES)
    assert quality is not None
    assert quality.sharpness < 0.35


def test_a_pale_page_has_little_contrast_and_is_as_sharp() -> None:
    pale = (255 - (255 - PAGE) * 0.3).astype(np.uint8)
    quality = measure_quality(pale, BOXES)
    assert quality is not None
    assert quality.contrast == pytest.approx(0.3, abs=0.03)
    assert quality.sharpness > 0.5


def test_lines_that_go_on_beyond_the_edge_are_counted() -> None:
    cut = PAGE[:, 400:]
    boxes = [LineBox((410, box.center[1]), 0, 820, 40) for box in BOXES]
    quality = measure_quality(cut, boxes)
    assert quality is not None
    assert quality.cut_lines == len(BODY)


def test_a_page_without_lines_has_no_figures() -> None:
    assert measure_quality(PAGE, []) is None
    assert measure_quality(PAGE, [LineBox((10, 10), 0, 12, 10)]) is None
