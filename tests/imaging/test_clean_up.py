import cv2
import numpy as np
import pytest
from making_pages import SERIF, decision, draw_page, pixels

from dossiers.geometry import Box
from imaging.marks import has_little_ink, has_seal, ink_share
from imaging.tone import flatten_light, lighten_red, split_tones
from imaging.upright import turn_back

PAGE = pixels(decision())


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_boxes_of_a_turned_page_lead_back_to_the_scan(rotation: int) -> None:
    scan = np.full((40, 60), 255, np.uint8)
    scan[5:9, 50:57] = 0
    turned = np.rot90(scan, -rotation // 90)
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


def test_a_scan_with_red_ink_has_two_tones_and_one_without_has_one() -> None:
    rgb = cv2.cvtColor(PAGE, cv2.COLOR_GRAY2RGB)
    assert split_tones(rgb).all_ink is None
    rgb[700:740, 500:900] = (200, 30, 40)
    tones = split_tones(rgb)
    assert tones.all_ink is not None
    assert np.median(tones.pale_red[700:740, 500:900]) > 180
    assert np.median(tones.all_ink[700:740, 500:900]) < 60


def test_yellowed_paper_is_not_red() -> None:
    paper = np.stack([PAGE, PAGE * 0.88, PAGE * 0.7], axis=-1).astype(np.uint8)
    assert split_tones(paper).all_ink is None


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
    assert ink_share(dusty) < 0.0002
    assert not has_little_ink(PAGE)


def test_what_shows_through_from_the_back_is_no_ink() -> None:
    through = 255 - ((255 - PAGE[:, ::-1]) // 5)
    assert ink_share(flatten_light(through.astype(np.uint8))) < 0.0002


def test_a_short_line_is_little_ink_but_not_none() -> None:
    page = pixels(draw_page([((700, 1000), "Số: 27/GP", SERIF)]))
    assert has_little_ink(page)
    assert ink_share(page) > 0.0002


def test_huge_letters_and_photographs_are_not_little() -> None:
    page = np.full(PAGE.shape, 255, np.uint8)
    page[900:1300, 300:1200] = 60
    assert not has_little_ink(page)


def test_a_red_ring_is_a_seal_and_black_print_is_not() -> None:
    rgb = cv2.cvtColor(PAGE, cv2.COLOR_GRAY2RGB)
    assert not has_seal(rgb)
    cv2.circle(rgb, (1200, 1900), 140, (200, 30, 40), 12)
    assert has_seal(rgb)
    assert not has_seal(PAGE)
