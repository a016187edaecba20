from collections import Counter
from dataclasses import replace

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from dossiers.text import VIETNAMESE_LETTERS
from synthesis.chance import chance
from synthesis.ink.digits import VARIETY, digit_glyph, draw_habits, images, samples
from synthesis.ink.fonts import Split, hand_faces
from synthesis.ink.hands import Hand, draw_hand
from synthesis.ink.letters import letter, measures
from synthesis.ink.nouns import INK_DPI
from synthesis.ink.penmanship import set_text
from synthesis.ink.strokes import EDGE, HALF_WIDTH, LEVELS, X_HEIGHT

_SPLITS: tuple[Split, Split] = ("training", "held out")
_DOTS = INK_DPI / 72


def _hand(seed: int, split: Split = "training") -> Hand:
    """A hand that makes no slips, so that what it draws is what is said."""
    hand = draw_hand(chance(seed, "test"), split)
    return replace(hand, manner=replace(hand.manner, slips=0.0))


def _as_seen(field: NDArray[np.uint8]) -> NDArray[np.float32]:
    """A drawn digit in the frame of MNIST, in whose broad pen: 20 pixels, weight in the middle."""
    thin = EDGE - LEVELS
    x, y, width, height = cv2.boundingRect((field > thin).astype(np.uint8))
    ink = np.clip((field[y : y + height, x : x + width].astype(np.float32) - thin) * 5, 0, 255)
    scale = 20 / max(width, height)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(ink, size, interpolation=cv2.INTER_AREA)
    frame = np.zeros((28, 28), np.float32)
    top, left = (28 - size[1]) // 2, (28 - size[0]) // 2
    frame[top : top + size[1], left : left + size[0]] = small
    moments = cv2.moments(frame)
    middle = (moments["m10"] / moments["m00"], moments["m01"] / moments["m00"])
    move = np.array([[1, 0, 14 - middle[0]], [0, 1, 14 - middle[1]]], np.float64)
    blurred = cv2.GaussianBlur(cv2.warpAffine(frame, move, (28, 28)), (0, 0), 0.8)
    return np.asarray(np.minimum(1.3 * blurred, 255), np.float32).ravel()


def _read(seen: NDArray[np.float32], split: Split) -> int:
    """What most of the nearest images of a split show."""
    pictures, labels = images(split)
    known = pictures[:8000].reshape(-1, 784).astype(np.float32)
    apart = np.square(known - seen).sum(1)
    near = labels[:8000][np.argsort(apart, kind="stable")[:5]]
    return int(Counter(near.tolist()).most_common(1)[0][0])


def test_digits_of_a_hand_are_read_as_what_they_say_by_the_other_split() -> None:
    right = tried = 0
    for split, other in (_SPLITS, _SPLITS[::-1]):
        for seed in range(4):
            habits = draw_habits(chance(seed, "read"), split)
            for digit in range(10):
                field = digit_glyph(habits, digit, seed % VARIETY).field
                right += _read(_as_seen(field), other) == digit
                tried += 1
    assert right / tried >= 0.85


@pytest.mark.parametrize("split", _SPLITS)
def test_a_person_writes_digits_of_its_own_split_only(split: Split) -> None:
    own = {picture.tobytes() for picture in images(split)[0]}
    other = {picture.tobytes() for picture in images(_SPLITS[split == "training"])[0]}
    habits = draw_habits(chance(5, "split"), split)
    for digit in range(10):
        drawn = {picture.tobytes() for picture in samples(habits, digit)}
        assert len(drawn) == VARIETY
        assert drawn <= own
        assert not drawn & other


@pytest.mark.parametrize("split", _SPLITS)
def test_a_hand_belongs_to_its_split(split: Split) -> None:
    hands = [draw_hand(chance(seed, "belongs"), split) for seed in range(60)]
    assert {hand.manner.face for hand in hands} <= set(hand_faces(split))
    assert {hand.manner.habits.split for hand in hands if hand.manner.habits} == {split}
    own_digits = sum(hand.manner.habits is None for hand in hands)
    assert 10 <= own_digits <= 32


def test_the_same_draws_write_the_same() -> None:
    one, two = (draw_hand(chance(3, "same"), "training") for _ in range(2))
    for text in ("Nguyễn", "1459", "27/4/1971"):
        first, second = one.write(text, 13, 40), two.write(text, 13, 40)
        assert np.array_equal(first.ink.pixels, second.ink.pixels)
        assert (first.rise, first.gap) == (second.rise, second.gap)


def test_no_two_letters_are_set_alike() -> None:
    marks = set_text(_hand(1).manner, "aaaaaa", chance(1, "alike"))
    assert len({mark.turn for mark in marks}) == len(marks)
    steps = np.diff([mark.x for mark in marks])
    assert len(set(np.round(steps, 3))) == len(steps)


def test_the_same_word_is_never_drawn_twice() -> None:
    hand = _hand(2)
    assert len({hand.write("anh", 13).ink.pixels.tobytes() for _ in range(5)}) == 5


def test_ink_is_cut_tight_and_as_large_on_paper_as_its_pixels() -> None:
    for seed in range(12):
        written = _hand(seed).write("Hường", 13)
        cover = written.ink.pixels[:, :, 3]
        assert all(edge.any() for edge in (cover[0], cover[-1], cover[:, 0], cover[:, -1]))
        assert written.ink.width == pytest.approx(cover.shape[1] / _DOTS)
        assert written.ink.height == pytest.approx(cover.shape[0] / _DOTS)
        assert written.gap >= written.ink.width


def test_words_without_descenders_stand_on_their_line() -> None:
    below = [
        written.ink.height - written.rise
        for written in (_hand(seed).write("nam", 13) for seed in range(30))
    ]
    assert abs(float(np.median(below))) < 2.0
    assert max(map(abs, below)) < 6.0


def test_letters_are_about_as_tall_as_those_of_print() -> None:
    heights = [_hand(seed).write("nam", 13).ink.height / 13 for seed in range(30)]
    assert 0.4 < float(np.median(heights)) < 0.8


def test_numbers_are_as_tall_as_on_real_decisions() -> None:
    heights = [_hand(seed).write("299", 13, 40).ink.height for seed in range(40)]
    assert 8.5 < float(np.median(heights)) < 14.5


def test_a_hand_writes_closer_to_stay_in_its_gap() -> None:
    hand = replace(_hand(4), draws=chance(4, "gap"))
    free = hand.write("123456", 13, 500.0).ink.width
    hand = replace(hand, draws=chance(4, "gap"))
    assert hand.write("123456", 13, free * 0.8).ink.width < 0.9 * free


def test_a_wide_gap_is_kept() -> None:
    assert _hand(6).write("7", 13, 60.0).gap == 60.0


def test_ink_has_the_color_of_the_pen() -> None:
    hand = _hand(7)
    assert (hand.write("năm", 13).ink.pixels[:, :, :3] == np.array(hand.pen)).all()


def test_most_pens_are_blue() -> None:
    pens = [draw_hand(chance(seed, "pens"), "training").pen for seed in range(300)]
    blue = sum(pen[2] > pen[0] + 30 and pen[2] > pen[1] + 30 for pen in pens)
    assert 0.45 < blue / len(pens) < 0.85


@pytest.mark.parametrize("split", _SPLITS)
def test_every_vietnamese_letter_has_ink_in_every_hand(split: Split) -> None:
    for face in hand_faces(split):
        for char in VIETNAMESE_LETTERS:
            assert (letter(face, char).field > EDGE).any(), (face, char)


@pytest.mark.parametrize("split", _SPLITS)
def test_fonts_are_brought_to_one_height_and_one_stroke(split: Split) -> None:
    for face in hand_faces(split):
        left, top, right, bottom = letter(face, "o").box
        assert 0.5 * X_HEIGHT < bottom - top < 1.6 * X_HEIGHT, face
        assert right > left
        assert measures(face).half_width > HALF_WIDTH / 2, face


def test_a_sign_that_a_font_lacks_is_drawn_all_the_same() -> None:
    assert (letter("patrick-hand", "²").field > EDGE).any()


def test_what_was_struck_out_stands_before_the_word() -> None:
    calm = _hand(8).manner
    slipping = replace(calm, slips=1.0)
    plain = set_text(calm, "Nguyễn", chance(8, "slip"))
    struck = set_text(slipping, "Nguyễn", chance(8, "slip"))
    assert len(struck) > len(plain)
    ends = [mark.glyph for mark in struck[-6:]]
    assert ends == [mark.glyph for mark in plain]


def test_a_slip_in_a_number_is_a_digit() -> None:
    manner = replace(_hand(9).manner, slips=1.0, habits=None)
    for seed in range(20):
        marks = set_text(manner, "45", chance(seed, "slip"))
        digits = [letter(manner.face, digit) for digit in "0123456789"]
        known = sum(any(mark.glyph is digit for digit in digits) for mark in marks)
        assert known == len(marks) - 1


def test_a_line_holds_all_its_words_beside_its_baseline() -> None:
    for seed in range(10):
        cover, baseline = _hand(seed).line("Tôi tên là Hường", 48)
        assert cover.dtype == np.uint8
        assert 0.4 * 48 < baseline < 2 * 48
        assert cover.shape[1] > 3 * 48
        assert cover.max() > 100


def test_nothing_written_is_an_empty_line() -> None:
    cover, _ = _hand(1).line("", 48)
    assert not cover.any()


def test_thick_pens_draw_more_ink_than_thin_ones() -> None:
    inks = []
    for millimeters in (0.3, 0.7):
        hand = _hand(3)
        hand = replace(hand, tool=replace(hand.tool, millimeters=millimeters))
        inks.append(int(hand.write("1459", 13, 40).ink.pixels[:, :, 3].astype(int).sum()))
    assert inks[1] > 1.3 * inks[0]


def test_strokes_stray_without_being_torn() -> None:
    calm = replace(_hand(5), wobble=0.0, pressure=0.0, draws=chance(5, "bend"))
    bent = replace(calm, wobble=0.05, draws=chance(5, "bend"))
    even, odd = (hand.write("Hà", 13).ink.pixels[:, :, 3] for hand in (calm, bent))
    parts = [cv2.connectedComponents((cover > 60).astype(np.uint8))[0] for cover in (even, odd)]
    assert abs(parts[0] - parts[1]) <= 1
    assert abs(int(even.astype(int).sum()) / int(odd.astype(int).sum()) - 1) < 0.1
    assert even.shape != odd.shape or not np.array_equal(even, odd)
