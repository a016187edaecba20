import numpy as np
import pytest

from dossiers.geometry import Box
from ocr.line_box import LineBox
from ocr.reading_frame import ReadingFrame, measure_slant


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_boxes_of_the_upright_page_lead_back_to_the_scan(rotation: int) -> None:
    scan = np.full((40, 60), 255, np.uint8)
    scan[5:9, 50:57] = 0
    y, x = np.nonzero(np.rot90(scan, -rotation // 90) == 0)
    box = Box(int(x.min()), int(y.min()), int(x.max()) + 1, int(y.max()) + 1)
    frame = ReadingFrame(60, 40, rotation, 0.0)
    assert frame.to_scan.box(box) == Box(50, 5, 57, 9)
    assert frame.size == ((60, 40) if rotation in (0, 180) else (40, 60))


def test_text_that_climbs_is_level_in_the_frame() -> None:
    frame = ReadingFrame(1000, 1400, 0, 3.0)
    to_frame = frame.to_scan.inverse().matrix
    (_, left, _), (_, right, _) = (
        to_frame @ (x, 700 - (x - 500) * np.tan(np.deg2rad(3)), 1) for x in (100, 900)
    )
    assert left == pytest.approx(right, abs=0.01)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_the_slant_is_that_of_the_turned_page(rotation: int) -> None:
    # On the scan the text runs along -rotation; where it climbs by 2 degrees, a little less.
    boxes = [LineBox((100, 100), (-rotation - 2) % 180, 300, 20)] * 3
    assert measure_slant(boxes, rotation) == pytest.approx(2)


def test_a_short_line_askew_does_not_move_the_slant() -> None:
    boxes = [
        LineBox((0, 0), -1, 900, 20),
        LineBox((0, 90), -1, 800, 20),
        LineBox((9, 9), 9, 80, 20),
    ]
    assert measure_slant(boxes, 0) == pytest.approx(1)
