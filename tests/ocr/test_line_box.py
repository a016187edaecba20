import pytest

from ocr.line_box import LineBox

LONG = LineBox((100, 50), 2.0, 80, 10)


@pytest.mark.parametrize(("page", "angle"), [(0, 2), (180, 182), (-180, -178), (-360, -358)])
def test_a_long_box_keeps_its_slant_and_takes_the_direction_of_the_page(
    page: float, angle: float
) -> None:
    read = LONG.read_along(page)
    assert (read.angle - angle) % 360 == pytest.approx(0)
    assert (read.length, read.height) == (80, 10)


@pytest.mark.parametrize("page", [90, -90, 270])
def test_a_box_across_the_page_is_read_along_its_height(page: float) -> None:
    read = LONG.read_along(page)
    assert (read.length, read.height) == pytest.approx((10, 80), rel=0.5)
    assert abs((read.angle - page + 180) % 360 - 180) < 5


def test_a_short_box_takes_the_slant_of_the_page_and_holds_what_it_held() -> None:
    read = LineBox((10, 10), 40, 12, 10).read_along(1)
    assert read.angle == 1
    assert read.length >= 12
    assert read.height >= 10


def test_boxes_overlap_when_the_middle_of_one_lies_in_the_other() -> None:
    assert LONG.overlaps(LineBox((130, 51), 0, 10, 4))
    assert LineBox((130, 51), 0, 10, 4).overlaps(LONG)
    assert not LONG.overlaps(LineBox((100, 70), 0, 80, 10))
