import cv2
import numpy as np
import pytest

from imaging.look import measure_look, seen_from_afar

PAPER = np.full((1100, 800, 3), 245, np.uint8)


def _page(draw: str) -> np.ndarray:
    page = PAPER.copy()
    if draw == "rules":
        for row in range(200, 1000, 100):
            cv2.line(page, (100, row), (700, row + 6), (30, 30, 30), 2)
    elif draw == "columns":
        for column in range(100, 701, 200):
            cv2.line(page, (column, 100), (column, 1000), (30, 30, 30), 2)
    elif draw == "photo":
        page[200:500, 100:350] = np.random.default_rng(1).integers(60, 150, (300, 250, 1))
    elif draw == "color":
        page[200:500, 100:350] = (200, 60, 60)
    return page


def _look(draw: str, rotation: int = 0) -> dict[str, float]:
    page = np.ascontiguousarray(np.rot90(_page(draw), rotation // 90))
    look = measure_look(seen_from_afar(page), rotation)
    return {name: getattr(look, name) for name in look.__slots__}


def test_an_empty_sheet_looks_like_nothing() -> None:
    assert set(_look("").values()) == {0.0}


@pytest.mark.parametrize(
    ("draw", "name", "about"),
    [
        ("rules", "ruled_across", 8 * 600 / 800),
        ("columns", "ruled_down", 4 * 900 / 1100),
        ("photo", "toned", 300 * 250 / (1100 * 800)),
        ("color", "colored", 300 * 250 / (1100 * 800)),
    ],
)
def test_what_is_drawn_is_measured_however_the_page_lies(
    draw: str, name: str, about: float
) -> None:
    for rotation in (0, 90, 180, 270):
        look = _look(draw, rotation)
        most = 2 if name.startswith("ruled") else 1.2
        assert 0.8 * about < look[name] < most * about
    other = {"ruled_across": "ruled_down", "ruled_down": "ruled_across"}.get(name)
    assert other is None or look[other] < 0.2 * look[name]


def test_a_gray_page_has_no_color() -> None:
    assert measure_look(seen_from_afar(_page("color")[:, :, 0]), 0).colored == 0.0
