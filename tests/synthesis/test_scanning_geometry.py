from dataclasses import replace

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from synthesis.chance import chance
from synthesis.scanning import Scan, Wear, scan
from synthesis.scanning.geometry import bowed, curled, flat_warp

BOXES = np.array(
    [
        [40, 40, 160, 70],
        [220, 60, 380, 72],
        [60, 200, 70, 320],
        [250, 260, 360, 300],
        [45, 480, 385, 500],
        [180, 380, 240, 440],
    ],
    dtype=np.float64,
)
"""Black rectangles on the sheet, points."""
SHEET = (420.0, 595.0)
GEOMETRIES = {
    "flat": Wear(),
    "skewed": Wear(skew=3.5),
    "turned 90": Wear(skew=-1.0, turned=90),
    "turned 180": Wear(skew=1.0, turned=180),
    "turned 270": Wear(skew=0.5, turned=270),
    "cut and bordered": Wear(border_left=-2, border_top=6, border_right=9, outside=20, skew=1),
    "stretched": Wear(stretch=0.01),
    "coarse": Wear(dpi=100, skew=1.2),
    "fine bit": Wear(dpi=300, mode="bit", skew=2),
    "curled left": Wear(device="archive_flatbed", curl=0.6, gutter=-1, skew=0.5),
    "curled right": Wear(device="archive_flatbed", curl=0.6, gutter=1, turned=90),
    "photo": Wear(device="phone", tilt_x=9, tilt_y=-8, margin=0.06, skew=3),
    "bowed photo": Wear(device="phone", tilt_x=-5, tilt_y=8, margin=0.06, bow=0.02, turned=270),
    "photo through an app": Wear(device="phone", tilt_x=5, scan_app=1.0, margin=0.01),
}


def sheet(wear: Wear) -> NDArray[np.uint8]:
    scale = wear.drawing_dpi / 72
    page = np.full((round(SHEET[1] * scale), round(SHEET[0] * scale), 3), 255, dtype=np.uint8)
    for left, top, right, bottom in np.round(BOXES * scale).astype(int):
        page[top:bottom, left:right] = 0
    return page


def ink_on_the_sheet(made: Scan, wear: Wear) -> NDArray[np.bool_]:
    """What is dark in the image, the surroundings of the sheet left out."""
    gray = made.pixels if made.pixels.ndim == 2 else cv2.cvtColor(made.pixels, cv2.COLOR_RGB2GRAY)
    inner = np.array([[8, 8], [412, 8], [412, 587], [8, 587]], dtype=np.float64)
    mask = np.zeros(gray.shape, dtype=np.uint8)
    cv2.fillPoly(mask, [made.warp.points(inner).round().astype(np.int32)], 1)
    return np.asarray((gray < 100) & (mask > 0))


@pytest.mark.parametrize("wear", GEOMETRIES.values(), ids=GEOMETRIES.keys())
def test_mapped_boxes_hold_all_ink_and_no_more_than_it(wear: Wear) -> None:
    made = scan(sheet(wear), wear, chance(1))
    dark = ink_on_the_sheet(made, wear)
    held = np.zeros_like(dark)
    for left, top, right, bottom in made.warp.boxes(BOXES):
        around = np.s_[
            max(0, int(top) - 2) : int(np.ceil(bottom)) + 2,
            max(0, int(left) - 2) : int(np.ceil(right)) + 2,
        ]
        rows, columns = np.nonzero(dark[around])
        found = (
            columns.min() + around[1].start,
            rows.min() + around[0].start,
            columns.max() + 1 + around[1].start,
            rows.max() + 1 + around[0].start,
        )
        assert np.abs(np.array(found) - (left, top, right, bottom)).max() <= 2
        held[around] = True
    assert not (dark & ~held).any()


@pytest.mark.parametrize("wear", GEOMETRIES.values(), ids=GEOMETRIES.keys())
def test_sources_are_the_way_back_of_points(wear: Wear) -> None:
    warp = scan(sheet(wear), wear, chance(1)).warp
    spots = np.array([[30.0, 30.0], [210.0, 300.0], [390.0, 560.0], [100.0, 500.0]])
    columns, rows = warp.sources(72)
    for spot, (x, y) in zip(spots, warp.points(spots), strict=True):
        column, row = int(x), int(y)
        back = np.array([columns[row, column], rows[row, column]]) + 0.5
        assert np.abs(back - spot).max() < 1.5


@pytest.mark.parametrize("bend", [curled(SHEET, 0.8, -1), bowed(SHEET, -0.02, 0.3)])
def test_flattening_is_exactly_the_way_back_of_bending(bend) -> None:
    spots = np.random.default_rng(3).uniform(-30, 600, size=(200, 2))
    assert np.abs(bend.flatten(bend.bend(spots)) - spots).max() < 1e-6


def test_a_positive_skew_lets_lines_climb_to_the_right() -> None:
    (_, y0), (_, y1) = flat_warp(SHEET, 72, 2.0).points(np.array([[50.0, 300.0], [370.0, 300.0]]))
    assert np.degrees(np.arctan2(y0 - y1, 320)) == pytest.approx(2.0, abs=0.01)


def test_the_rotation_told_brings_a_turned_image_upright() -> None:
    for turned in (90, 180, 270):
        wear = Wear(turned=turned)
        lying = scan(sheet(wear), wear, chance(1)).pixels
        assert np.array_equal(np.rot90(lying, -wear.rotation // 90), sheet(wear))


def test_a_box_outside_the_image_has_no_area() -> None:
    wear = Wear(border_left=-20)
    left, _, right, _ = scan(sheet(wear), wear, chance(1)).warp.boxes(
        np.array([[5.0, 100.0, 50.0, 120.0]])
    )[0]
    assert left == right == 0


def test_image_size_follows_paper_resolution_and_borders() -> None:
    wear = Wear(dpi=100)
    assert scan(sheet(wear), wear, chance(1)).pixels.shape == (827, 584, 3)
    wider = replace(wear, border_right=25.4, outside=20)
    made = scan(sheet(wider), wider, chance(1))
    assert made.pixels.shape == (827, 684, 3)
    assert (made.pixels[:, 590:] == 20).all()
