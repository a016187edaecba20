import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from synthesis.chance import chance
from synthesis.scanner import Wear, scan


def sheet() -> NDArray[np.uint8]:
    """White paper with a black bar across the upper part."""
    page = np.full((1200, 900, 3), 255, dtype=np.uint8)
    page[200:230, 150:750] = 20
    return page


def ink(pixels: NDArray[np.uint8]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    gray = pixels if pixels.ndim == 2 else pixels.min(axis=2)
    return np.nonzero(gray < 128)


def test_a_scan_has_the_resolution_asked_for() -> None:
    assert scan(sheet(), Wear(dpi=150), chance(1)).shape == (600, 450, 3)
    assert scan(sheet(), Wear(dpi=100, gray=True), chance(1)).shape == (400, 300)


@pytest.mark.parametrize(("turned", "shape"), [(90, (450, 600)), (180, (600, 450))])
def test_the_rotation_told_brings_a_turned_scan_upright(
    turned: int, shape: tuple[int, int]
) -> None:
    wear = Wear(turned=turned, grain=0, specks=0, shade=0)
    lying = scan(sheet(), wear, chance(1))
    assert lying.shape[:2] == shape
    upright = np.rot90(lying, -wear.rotation // 90)
    rows, _ = ink(upright)
    assert rows.max() < upright.shape[0] / 2


def test_a_positive_slant_lets_lines_climb_to_the_right() -> None:
    rows, columns = ink(scan(sheet(), Wear(slant=2.0, grain=0, specks=0), chance(1)))
    climb, _ = np.polyfit(columns, -rows, 1)
    assert np.degrees(np.arctan(climb)) == pytest.approx(2.0, abs=0.2)


def test_one_bit_is_black_and_white_only_and_keeps_the_ink() -> None:
    pixels = scan(sheet(), Wear(dpi=300, one_bit=True, grain=6), chance(1))
    assert set(np.unique(pixels)) == {0, 255}
    assert (pixels[205:225, 200:700] == 0).mean() > 0.95


def test_stamp_ink_soaks_through_mirrored_and_toner_hardly_does() -> None:
    back = np.full((1200, 900, 3), 255, dtype=np.uint8)
    cv2.circle(back, (250, 800), 100, (210, 40, 50), -1)
    back[200:300, 100:800] = 20
    blank = np.full_like(back, 255)
    pixels = scan(blank, Wear(through=0.4, grain=0, specks=0, shade=0), chance(1), back)
    stamp = pixels[350:450, 275:375].astype(int)
    assert (stamp[..., 0] - stamp[..., 1]).mean() > 20
    assert pixels[100:150, 50:400].mean() > 240
    assert ink(pixels)[0].size == 0


def test_more_specks_leave_more_dirt() -> None:
    few, many = (
        (scan(sheet(), Wear(specks=count, grain=0), chance(1)) < 200).sum() for count in (0, 400)
    )
    assert many > few


def test_the_same_draws_give_the_same_scan() -> None:
    assert np.array_equal(
        scan(sheet(), Wear(slant=1), chance(4)), scan(sheet(), Wear(slant=1), chance(4))
    )
