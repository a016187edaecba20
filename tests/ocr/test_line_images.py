import cv2
import numpy as np
import pytest
from making_pages import SERIF, draw_page, pixels

from dossiers.geometry import Box
from ocr.line_box import LineBox
from ocr.line_images import Cut, cut_line, has_more_ink

# Every tone and vowel mark of Vietnamese.
MARKED = "ắằẳẵặ ấầẩẫậ ếềểễệ ốồổỗộ ớờởỡợ ứừửữự íìỉĩị ýỳỷỹỵ Ẳ Ẩ Ể Ổ Ở Ử Ỉ Ỷ đĐ"


def _spots(gray: np.ndarray) -> int:
    count, _, sizes, _ = cv2.connectedComponentsWithStats((gray < 150).astype(np.uint8))
    return sum(int(area) > 2 for *_, area in sizes[1:count])


@pytest.mark.parametrize("degrees", [0.0, 1.3, -2.0])
def test_no_mark_of_a_letter_is_lost_when_a_line_is_cut(degrees: float) -> None:
    page = pixels(draw_page([((60, 60), MARKED, SERIF)], (1200, 160)))
    matrix = cv2.getRotationMatrix2D((600, 80), degrees, 1)
    scan = cv2.warpAffine(page, matrix, (1200, 160), flags=cv2.INTER_CUBIC, borderValue=255)
    x, y = matrix @ (580, 80, 1)
    cut = cut_line(scan, LineBox((x, y), -degrees, 1050, 42), Cut(tall=64))
    assert _spots(cut.pixels) >= _spots(page)


def test_a_cut_line_leads_back_to_the_scan() -> None:
    scan = np.full((100, 300), 255, np.uint8)
    scan[40:60, 120:160] = 0
    cut = cut_line(scan, LineBox((150, 50), 180, 200, 30), Cut(0, 0, 0, 60))
    y, x = np.nonzero(cut.pixels < 128)
    found = Box(int(x.min()), int(y.min()), int(x.max()) + 1, int(y.max()) + 1)
    back = cut.to_scan.box(found)
    assert np.abs(np.subtract(back.as_list(), [120, 40, 160, 60])).max() <= 1
    assert (cut.top, cut.bottom) == (0, 60)


def test_a_box_over_the_edge_is_filled_up_with_paper() -> None:
    cut = cut_line(np.zeros((40, 40), np.uint8), LineBox((0, 20), 0, 40, 20), Cut(0, 0, 0, 20))
    assert (cut.pixels[:, :18] == 255).all()
    assert (cut.pixels[:, 22:] == 0).all()


def test_red_print_has_more_ink_where_red_is_dark() -> None:
    pale, dark = np.full((40, 200), 250, np.uint8), np.full((40, 200), 250, np.uint8)
    dark[15:25, 20:180] = 60
    box = LineBox((100, 20), 0, 190, 24)
    assert has_more_ink(dark, pale, box)
    assert not has_more_ink(dark, dark, box)
