from dataclasses import replace
from functools import cache

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from synthesis.chance import chance
from synthesis.scanning import Wear, damage_line, draw_wear, scan
from synthesis.scanning.lines import EFFECTS
from synthesis.scanning.wear import DEVICES

DPI = 100
GLASS = Wear(dpi=DPI)
PHOTO = Wear(device="phone", dpi=DPI, margin=0.05)
BITS = Wear(dpi=DPI, mode="bit", grain=8)


def sheet(dpi: int) -> NDArray[np.uint8]:
    """Rows of words, gray and black, with a red ring."""
    page = np.full((5 * dpi, 4 * dpi, 3), 255, dtype=np.uint8)
    for row in range(10):
        top = dpi // 2 + row * dpi * 2 // 5
        for word in range(6):
            left = dpi // 2 + word * dpi // 2
            page[top : top + dpi // 10, left : left + dpi // 3] = 90 if (row + word) % 5 == 0 else 0
            page[top : top + dpi // 10, left + dpi // 10 : left + dpi // 7] = 255
    cv2.circle(page, (2 * dpi, 4 * dpi), dpi // 2, (210, 40, 50), dpi // 20)
    return page


def made(wear: Wear) -> NDArray[np.uint8]:
    page = sheet(wear.drawing_dpi)
    return scan(page, wear, chance(3, "effects"), page).pixels


@pytest.mark.parametrize(
    ("base", "effect"),
    [
        (GLASS, {"jpeg": 30}),
        (GLASS, {"skew": 1.0}),
        (GLASS, {"turned": 180}),
        (GLASS, {"stretch": 0.01}),
        (GLASS, {"border_top": 4, "outside": 20}),
        (GLASS, {"border_left": 5, "outside": 20, "lid_open": 0.8}),
        (GLASS, {"blur": 1.0}),
        (GLASS, {"sharpen": 0.6, "blur": 0.5}),
        (GLASS, {"fringe": 0.5}),
        (GLASS, {"grain": 5.0}),
        (GLASS, {"shade": 0.2}),
        (GLASS, {"banding": 0.05}),
        (GLASS, {"moire": 0.1}),
        (GLASS, {"black": 100}),
        (GLASS, {"white": 80}),
        (GLASS, {"streaks": 2}),
        (GLASS, {"specks": 60}),
        (GLASS, {"paper": (250, 240, 215)}),
        (GLASS, {"paper": (250, 240, 215), "yellowing": 0.8}),
        (GLASS, {"texture": 0.8}),
        (GLASS, {"fading": 0.4}),
        (GLASS, {"carbon": 0.6}),
        (GLASS, {"dry": 0.5}),
        (GLASS, {"spread": 0.8}),
        (GLASS, {"folds": 1}),
        (GLASS, {"crumple": 0.7}),
        (GLASS, {"rings": 1}),
        (GLASS, {"tide": 0.8}),
        (GLASS, {"missing_corner": 10, "outside": 20}),
        (GLASS, {"dog_ear": 10}),
        (GLASS, {"holes": 2, "outside": 20}),
        (GLASS, {"holes": 3, "outside": 20}),
        (GLASS, {"staples": 1}),
        (GLASS, {"clips": 1}),
        (GLASS, {"tapes": 1}),
        (GLASS, {"show_print": 0.2}),
        (GLASS, {"show_wet": 0.4}),
        (GLASS, {"bleed": 0.8}),
        (GLASS, {"copies": 1}),
        (GLASS, {"copies": 1, "copy_edges": 1.0}),
        (GLASS, {"curl": 0.6}),
        (BITS, {"threshold": 80}),
        (BITS, {"halftone": 60}),
        (BITS, {"device": "fax"}),
        (PHOTO, {"tilt_x": 8.0}),
        (PHOTO, {"tilt_y": 8.0}),
        (PHOTO, {"bow": 0.02}),
        (PHOTO, {"shadow": 0.4}),
        (PHOTO, {"glare": 0.8, "exposure": 200}),
        (PHOTO, {"defocus": 1.5}),
        (PHOTO, {"motion": 3.0}),
        (PHOTO, {"warmth": 0.8}),
        (PHOTO, {"exposure": 190}),
        (PHOTO, {"scan_app": 1.0}),
    ],
    ids=lambda given: "+".join(given) if isinstance(given, dict) else given.device,
)
def test_every_effect_changes_the_image(base: Wear, effect: dict[str, object]) -> None:
    without, having = made(base), made(replace(base, **effect))
    if without.shape == having.shape:
        change = np.abs(without.astype(int) - having).reshape(*without.shape[:2], -1).max(axis=2)
        assert (change > 8).sum() >= 20


@pytest.mark.parametrize("number", range(24))
def test_the_same_chance_gives_the_same_image(number: int) -> None:
    wear = replace(draw_wear(chance(9, str(number)), 1985 + 2 * number, device=DEVICES[number % 6]))
    wear = replace(wear, dpi=DPI)
    first, second = made(wear), made(wear)
    assert np.array_equal(first, second)
    assert first.dtype == np.uint8
    assert first.ndim == (3 if wear.mode == "color" else 2)


def test_a_bit_scan_is_black_and_white_only() -> None:
    for number in range(8):
        draws = chance(13, str(number))
        wear = draw_wear(draws, 2020, device=("fax", "copier")[number % 2])
        wear = replace(wear, mode="bit", jpeg=0, dpi=DPI)
        assert set(np.unique(made(wear))) == {0, 255}


def test_the_drawing_handed_in_stays_as_it_is() -> None:
    wear = Wear(dpi=200, holes=4, staples=1, folds=2, missing_corner=9, bleed=0.5, specks=50)
    page = sheet(200)
    scan(page, wear, chance(1), page)
    assert np.array_equal(page, sheet(200))


def test_a_seal_soaks_through_mirrored_and_red_and_toner_hardly_does() -> None:
    back = np.full((1000, 800, 3), 255, dtype=np.uint8)
    cv2.circle(back, (200, 700), 90, (210, 40, 50), -1)
    back[150:250, 100:700] = 10
    wear = Wear(show_print=0.05, show_wet=0.2, bleed=0.7)
    pixels = scan(np.full_like(back, 255), wear, chance(1), back).pixels.astype(int)
    seal, opposite = pixels[660:740, 560:640], pixels[660:740, 160:240]
    assert (seal[..., 0] - seal[..., 1]).mean() > 25
    assert opposite.mean() > 250
    assert pixels[150:250, 120:680].mean() > 238


def test_a_copy_is_gray_also_in_a_color_scan() -> None:
    pixels = made(Wear(dpi=DPI, copies=1)).astype(int)
    assert np.ptp(pixels, axis=2).max() == 0


@cache
def line() -> NDArray[np.uint8]:
    image = Image.new("L", (800, 40), 240)
    face = ImageFont.truetype("LiberationSerif-Regular.ttf", 28)
    text = "Ủy ban nhân dân xã Nghĩa Hòa, ngày 14 tháng 5 năm 2019, gửi:"
    ImageDraw.Draw(image).text((12, 2), text, fill=40, font=face)
    picture = np.asarray(image).copy()
    picture.flags.writeable = False
    return picture


@pytest.mark.parametrize("effect", [effect for effect, _ in EFFECTS], ids=lambda e: e.__name__)
def test_every_line_effect_changes_the_line_and_keeps_its_size(effect) -> None:
    clean = line()
    damaged = [effect(clean, chance(2, str(number)), 0.8) for number in range(6)]
    assert all(picture.shape == clean.shape for picture in damaged)
    assert all(picture.dtype == np.uint8 for picture in damaged)
    changed = [np.abs(clean.astype(int) - picture).max() > 12 for picture in damaged]
    assert sum(changed) >= 5


def test_strength_orders_what_is_left_of_a_line() -> None:
    clean = line()

    def likeness(strength: float) -> float:
        pictures = [damage_line(clean, chance(6, str(n)), strength) for n in range(80)]
        return float(np.mean([np.corrcoef(clean.ravel(), p.ravel())[0, 1] for p in pictures]))

    alike = [likeness(strength) for strength in (0.15, 0.5, 1.0)]
    assert alike == sorted(alike, reverse=True)
    assert alike[0] > 0.75


def test_no_strength_leaves_the_line() -> None:
    assert np.array_equal(damage_line(line(), chance(1), 0.0), line())


def test_the_same_chance_damages_a_line_alike() -> None:
    for number in range(20):
        first, second = (damage_line(line(), chance(8, str(number)), 1.0) for _ in range(2))
        assert np.array_equal(first, second)


@pytest.mark.parametrize("shape", [(12, 30), (24, 300), (64, 2400), (32, 33)])
def test_lines_of_any_size_can_be_damaged(shape: tuple[int, int]) -> None:
    picture = np.full(shape, 255, dtype=np.uint8)
    picture[shape[0] // 3 : 2 * shape[0] // 3, ::3] = 0
    for number in range(60):
        assert damage_line(picture, chance(1, str(number)), 1.0).shape == shape


def test_ink_is_left_on_almost_every_line() -> None:
    clean = line()
    bare = 0
    for number in range(200):
        damaged = damage_line(clean, chance(4, str(number)), 1.0)
        dark, light = np.percentile(damaged, (3, 70))
        bare += light - dark < 25
    assert bare <= 4
