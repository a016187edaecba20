from collections.abc import Callable
from random import Random

import numpy as np
import pytest
from numpy.typing import NDArray

from synthesis.chance import chance
from synthesis.ink.grounds import emblem, portrait, tint
from synthesis.ink.hands import draw_hand
from synthesis.ink.notes import digital_signature, margin_note, tick
from synthesis.ink.nouns import INK_DPI, MM, Ink, Said, Stamp
from synthesis.ink.seals import seal_cover
from synthesis.ink.stamps import (
    certified,
    fingerprint,
    incoming,
    name_stamp,
    received_mark,
    seal,
    signature,
    urgency,
)

RING, CORE = "UBND xã Tịnh Long - TP. Quảng Ngãi", ("Ủy ban", "nhân dân")
OFFICE = "Ủy ban nhân dân xã Tịnh Long"
PEN = (34, 50, 142)


def _incoming(draws: Random) -> Stamp:
    return incoming(OFFICE, "1275", "5/11/24", draw_hand(draws, "training"), draws)


def _certified(draws: Random) -> Stamp:
    return certified(OFFICE, "Tịnh Long", "218", "09/03/2021", "Trần Thị Mai", draws)


def _digital(draws: Random) -> Stamp:
    return digital_signature(OFFICE, "Trần Thị Mai", "15/01/2025 16:05:11 +07:00", draws)


def _note(draws: Random) -> Stamp:
    return margin_note("Chuyển VP lưu hồ sơ", draw_hand(draws, "training"), draws)


STAMPS: dict[str, Callable[[Random], Stamp]] = {
    "urgency": lambda draws: urgency("HỎA TỐC", draws),
    "incoming": _incoming,
    "certified": _certified,
    "received": lambda draws: received_mark("ĐÃ THU TIỀN", draws),
    "name": lambda draws: name_stamp("KT. CHỦ TỊCH / PHÓ CHỦ TỊCH", "Trần Thị Mai", draws),
    "digital": _digital,
    "note": _note,
}
INKS: dict[str, Callable[[Random], Ink]] = {
    "seal": lambda draws: seal(RING, CORE, draws),
    "signature": lambda draws: signature(draws, PEN),
    "fingerprint": fingerprint,
    "tick": lambda draws: tick(draws, PEN),
    "tint": lambda draws: tint(300, 200, (246, 226, 150), draws),
    "portrait": lambda draws: portrait(20 * MM, 30 * MM, draws),
    "emblem": lambda draws: emblem(60, draws),
} | {name: (lambda draws, make=make: make(draws).ink) for name, make in STAMPS.items()}
MANY = range(16)


def share_of_ink(ink: Ink, said: Said) -> float:
    scale = ink.pixels.shape[1] / ink.width
    left, top, right, bottom = (round(side * scale) for side in said.box)
    return float((ink.pixels[top:bottom, left:right, 3] > 40).mean())


def text(stamp: Stamp) -> str:
    return " ".join(said.text for said in stamp.words)


def radii(ink: Ink) -> NDArray[np.float64]:
    """How far inked pixels lie from the middle, in halves of the width."""
    y, x = np.nonzero(ink.pixels[..., 3] > 90)
    half = ink.pixels.shape[1] / 2
    return np.asarray(np.hypot(x - half, y - half) / half, np.float64)


@pytest.mark.parametrize("name", STAMPS)
def test_every_word_of_a_stamp_has_ink_in_its_box(name: str) -> None:
    for number in MANY:
        stamp = STAMPS[name](chance(number, name))
        assert stamp.words
        for said in stamp.words:
            left, top, right, bottom = said.box
            assert 0 <= left < right <= stamp.ink.width, said
            assert 0 <= top < bottom <= stamp.ink.height, said
            assert share_of_ink(stamp.ink, said) > 0.04, said


@pytest.mark.parametrize("name", STAMPS)
def test_what_a_stamp_says_is_words_without_blanks(name: str) -> None:
    for number in MANY:
        for said in STAMPS[name](chance(number, name)).words:
            assert said.text == said.text.strip() != ""
            assert " " not in said.text


@pytest.mark.parametrize("name", INKS)
def test_the_same_draws_give_the_same_ink(name: str) -> None:
    first, second = (INKS[name](chance(3, name)) for _ in range(2))
    assert np.array_equal(first.pixels, second.pixels)
    other = INKS[name](chance(4, name))
    assert first.pixels.shape != other.pixels.shape or (first.pixels != other.pixels).any()


@pytest.mark.parametrize("name", INKS)
def test_ink_has_four_layers_and_the_shape_of_its_place_on_paper(name: str) -> None:
    ink = INKS[name](chance(5, name))
    height, width, layers = ink.pixels.shape
    assert ink.pixels.dtype == np.uint8
    assert layers == 4
    assert width / height == pytest.approx(ink.width / ink.height, rel=0.04)
    assert ink.pixels[..., 3].any()


def test_seals_are_red_and_round() -> None:
    for number in MANY:
        ink = seal(RING, CORE, chance(number, "seal"))
        red, green, blue = ink.pixels[0, 0, :3].tolist()
        assert red > 2 * green
        assert red > 1.8 * blue
        assert radii(ink).max() < 1.05
        assert (radii(ink) > 0.9).mean() > 0.03


def test_seals_are_as_wide_as_asked() -> None:
    ink = seal(RING, CORE, chance(1), 20.0)
    assert ink.width == pytest.approx(20 * MM, abs=0.2)
    assert ink.pixels.shape[0] == round(20 / 25.4 * INK_DPI)


def test_an_office_has_one_seal_and_no_two_pressings_alike() -> None:
    seal_cover.cache_clear()
    first = seal_cover(RING, CORE)
    seal_cover.cache_clear()
    assert np.array_equal(first, seal_cover(RING, CORE))
    assert not np.array_equal(first, seal_cover("UBND xã Nghĩa Hà", CORE))
    one, two = (seal(RING, CORE, chance(number, "seal")) for number in (1, 2))
    assert (one.pixels[..., 3] != two.pixels[..., 3]).mean() > 0.1


def test_councils_have_an_ornament_and_other_offices_their_name_inside() -> None:
    lettered = seal_cover(RING, ("Văn phòng", "Đăng ký", "đất đai"))
    # An ornament's disc is inked above its middle, where lines of text leave room at the sides.
    assert (seal_cover(RING, CORE)[260:300, 330:510] > 127).mean() > 0.3
    assert (lettered[260:300, 330:510] > 127).mean() < 0.3


def test_pads_give_unevenly() -> None:
    shares = []
    for number in range(40):
        alpha = seal(RING, CORE, chance(number, "pad")).pixels[..., 3]
        halves = [alpha[:, :200].mean(), alpha[:, -200:].mean()]
        shares.append(min(halves) / max(halves))
    assert min(shares) < 0.75
    assert np.median(shares) > 0.8


def test_incoming_stamps_carry_number_and_day_by_hand() -> None:
    for number in MANY:
        stamp = _incoming(chance(number, "in"))
        written = [said.text for said in stamp.words if said.written]
        assert written[:2] == ["1275", "5/11/24"]
        printed = [said.text for said in stamp.words if not said.written]
        assert "ĐẾN" in printed
        assert {"Số:", "Ngày:"} <= set(printed)
        assert " ".join(printed).startswith(OFFICE.upper())


def test_incoming_stamps_are_read_row_by_row() -> None:
    for number in MANY:
        said = text(_incoming(chance(number, "in")))
        assert "Số: 1275" in said
        assert "Ngày: 5/11/24" in said


def test_incoming_stamps_come_in_several_layouts_and_colors() -> None:
    inks = [_incoming(chance(number, "in")).ink for number in range(40)]
    assert len({ink.pixels.shape for ink in inks}) >= 4
    assert len({int(ink.pixels[0, 0, :3].argmax()) for ink in inks}) >= 2


def test_certificates_name_number_day_and_signer() -> None:
    for number in MANY:
        said = text(_certified(chance(number, "copy")))
        assert "BẢN CHÍNH" in said
        assert "09 tháng 03 năm 2021" in said
        assert said.endswith("Trần Thị Mai")
        assert "SAO Y" in said or "218" in said
        assert "CHỦ TỊCH" in said


def test_digital_signatures_say_office_or_signer_and_moment() -> None:
    for number in range(30):
        stamp = _digital(chance(number, "digital"))
        said = text(stamp)
        assert "16:05:11 +07:00" in said
        assert "Trần Thị Mai" in said or OFFICE.casefold() in said.casefold()
        assert stamp.ink.width < 80 * MM


def test_digital_signatures_stand_beside_a_red_seal_most_often() -> None:
    inks = [_digital(chance(number, "digital")).ink for number in range(30)]
    red = [((ink.pixels[..., 0] > 150) & (ink.pixels[..., 1] < 90)).any() for ink in inks]
    assert sum(red) > 20


def test_margin_notes_say_their_words_by_hand() -> None:
    for number in MANY:
        stamp = _note(chance(number, "note"))
        assert text(stamp) == "Chuyển VP lưu hồ sơ"
        assert all(said.written for said in stamp.words)


def test_signatures_fit_their_width_and_keep_the_pens_color() -> None:
    shapes = set()
    for number in range(40):
        ink = signature(chance(number, "hand"), PEN, 40)
        assert ink.width <= 42 * MM
        assert tuple(ink.pixels[0, 0, :3]) == PEN
        assert 0.005 < (ink.pixels[..., 3] > 127).mean() < 0.5
        shapes.add(ink.pixels.shape)
    assert len(shapes) > 30


def test_grounds_leave_text_legible() -> None:
    for number in MANY:
        ink = tint(300, 200, (178, 216, 196), chance(number, "tint"))
        share = ink.pixels[..., 3].astype(float) / 255
        light = 255 * (1 - share * (1 - 178 / 255))
        assert light.min() > 170
        assert light.std() > 1


def test_portraits_differ_and_cover_their_place() -> None:
    for number in MANY:
        ink = portrait(20 * MM, 30 * MM, chance(number, "portrait"))
        assert (ink.pixels[..., 3] == 255).all()
        assert ink.pixels[..., :3].std() > 10


def test_emblems_are_round_and_not_blank() -> None:
    for number in MANY:
        ink = emblem(60, chance(number, "emblem"))
        assert radii(ink).max() < 1.2
        assert (ink.pixels[..., 3] > 127).mean() > 0.4
