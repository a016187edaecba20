import cv2
import numpy as np
import pytest
from making_pages import SERIF, decision, draw_page, pixels

from dossiers.geometry import Box
from imaging.marks import has_seal, measure_ink
from imaging.scale import reading_scale, resize
from imaging.straight import measure_slant, straighten
from imaging.tone import flatten_light, lighten_red
from imaging.upright import rank_turns, turn, turn_back

PAGE = pixels(decision())


def _tilted(degrees: float) -> np.ndarray:
    height, width = PAGE.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    return cv2.warpAffine(PAGE, matrix, (width, height), borderValue=255)


@pytest.mark.parametrize("degrees", [-6.0, -1.7, -0.4, 0.0, 0.8, 3.2])
def test_the_slant_of_a_page_is_measured_to_a_tenth_of_a_degree(degrees: float) -> None:
    assert measure_slant(_tilted(degrees)) == pytest.approx(degrees, abs=0.11)


def test_a_page_without_ink_is_level() -> None:
    assert measure_slant(np.full((500, 400), 255, np.uint8)) == 0.0


def test_a_straightened_page_is_level_and_its_boxes_lead_back() -> None:
    tilted = _tilted(2.0)
    level, to_tilted = straighten(tilted, measure_slant(tilted))
    assert measure_slant(level) == pytest.approx(0.0, abs=0.1)
    title = Box(700, 400, 960, 470)  # QUYẾT ĐỊNH on the level page
    found = to_tilted.box(title)
    assert (tilted[found.top : found.bottom, found.left : found.right] < 128).sum() > 1000


@pytest.mark.parametrize("lies", [0, 90, 180, 270])
def test_a_page_of_text_is_set_upright_by_its_ink(lies: int) -> None:
    scan = turn(PAGE, lies)
    assert rank_turns(scan)[0] == (360 - lies) % 360


@pytest.mark.parametrize("lies", [90, 180])
def test_a_tilted_page_is_set_upright_too(lies: int) -> None:
    assert rank_turns(turn(_tilted(3.0), lies))[0] == (360 - lies) % 360


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_boxes_of_a_turned_page_lead_back_to_the_scan(rotation: int) -> None:
    scan = np.full((40, 60), 255, np.uint8)
    scan[5:9, 50:57] = 0
    turned = turn(scan, rotation)
    y, x = np.nonzero(turned == 0)
    box = Box(int(x.min()), int(y.min()), int(x.max()) + 1, int(y.max()) + 1)
    assert turn_back(60, 40, rotation).box(box) == Box(50, 5, 57, 9)


def test_red_ink_becomes_pale_and_black_stays() -> None:
    rgb = np.full((30, 30, 3), 255, np.uint8)
    rgb[:10] = (210, 40, 50)
    rgb[20:] = 0
    gray = lighten_red(rgb)
    assert gray[5, 5] > 200
    assert gray[25, 5] == 0


def test_a_shadow_is_divided_out_and_the_text_stays() -> None:
    shade = np.linspace(0.45, 1.0, PAGE.shape[1])
    flat = flatten_light((PAGE * shade).astype(np.uint8))
    assert np.median(flat[:, :200]) > 245
    assert ((flat < 128) & (PAGE < 64)).sum() > 0.9 * (PAGE < 64).sum()


def test_a_one_bit_scan_is_left_as_it_is() -> None:
    binary = np.where(PAGE < 128, 0, 255).astype(np.uint8)
    assert flatten_light(binary) is binary


def test_dust_and_black_borders_are_no_ink_and_text_is() -> None:
    random = np.random.default_rng(7)
    dusty = np.full(PAGE.shape, 250, np.uint8)
    dusty[random.integers(0, 2339, 300), random.integers(0, 1654, 300)] = 0
    dusty[:30] = 0  # the black border of the scanner
    assert measure_ink(dusty).is_none
    assert not measure_ink(PAGE).is_little


def test_what_shows_through_from_the_back_is_no_ink() -> None:
    through = 255 - ((255 - PAGE[:, ::-1]) // 5)
    assert measure_ink(flatten_light(through.astype(np.uint8))).is_none


def test_a_short_line_is_little_ink_but_not_none() -> None:
    ink = measure_ink(pixels(draw_page([((700, 1000), "Số: 27/GP", SERIF)])))
    assert ink.is_little
    assert not ink.is_none


def test_huge_letters_and_photographs_are_not_little() -> None:
    page = np.full(PAGE.shape, 255, np.uint8)
    page[900:1300, 300:1200] = 60
    assert not measure_ink(page).is_little


def test_a_red_ring_is_a_seal_and_black_print_is_not() -> None:
    rgb = cv2.cvtColor(PAGE, cv2.COLOR_GRAY2RGB)
    assert not has_seal(rgb)
    cv2.circle(rgb, (1200, 1900), 140, (200, 30, 40), 12)
    assert has_seal(rgb)
    assert not has_seal(PAGE)


@pytest.mark.parametrize(
    ("width", "height", "dpi", "scale"),
    [
        (2480, 3508, 300.0, 1.0),
        (830, 1170, 100.0, 3.0),
        (4960, 7016, 600.0, 0.5),
        (3000, 4000, 72.0, 3507 / 4000),  # a phone photo with a made-up resolution
        (1654, 2339, None, 3507 / 2339),
        (300, 200, None, 4.0),  # never more than this
    ],
)
def test_pages_are_read_at_300_dpi(
    width: int, height: int, dpi: float | None, scale: float
) -> None:
    expected = 1.0 if abs(scale - 1) < 0.15 else scale
    assert reading_scale(width, height, dpi) == pytest.approx(expected, rel=0.01)


def test_boxes_of_an_enlarged_page_lead_back() -> None:
    larger, back = resize(PAGE, 2.0)
    assert larger.shape == (2 * PAGE.shape[0], 2 * PAGE.shape[1])
    assert back.box(Box(20, 40, 60, 80)) == Box(10, 20, 30, 40)
