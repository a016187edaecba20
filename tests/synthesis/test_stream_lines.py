from collections import Counter
from itertools import islice

import numpy as np
import pytest

from dossiers.text import VIETNAMESE_LETTERS, compose
from synthesis.stream.lines import LineImage, line_images

COUNT = 400


def some(seed: int, count: int = COUNT, strength: float = 1.0) -> list[LineImage]:
    return list(islice(line_images(seed, strength=lambda _: strength), count))


def test_the_same_seed_gives_the_same_lines() -> None:
    for one, other in zip(some(3, 20), some(3, 20), strict=True):
        assert one.text == other.text
        assert np.array_equal(one.pixels, other.pixels)
    assert [line.text for line in some(4, 20)] != [line.text for line in some(3, 20)]


def test_lines_are_gray_dark_on_light_and_hold_ink_where_there_is_text() -> None:
    for line in some(1, 150, strength=0.3):
        assert line.pixels.dtype == np.uint8
        assert line.pixels.ndim == 2
        assert 12 <= line.pixels.shape[0] <= 200
        assert np.median(line.pixels) - line.pixels.min() > 25, line.text


def test_texts_are_composed_single_lines_without_space_at_the_ends() -> None:
    for line in some(2):
        assert line.text == compose(line.text).strip() != ""
        assert "\n" not in line.text


def test_every_letter_comes_up_and_handwriting_is_about_a_third() -> None:
    lines = some(5, 3000, strength=0.0)
    letters = Counter("".join(line.text for line in lines))
    assert set("0123456789") | VIETNAMESE_LETTERS <= set(letters)
    assert 0.2 < np.mean([line.written for line in lines]) < 0.45


def test_longer_texts_make_wider_pictures() -> None:
    lines = [line for line in some(6) if not line.written]
    ratio = [line.pixels.shape[1] / line.pixels.shape[0] for line in lines]
    assert np.corrcoef([len(line.text) for line in lines], ratio)[0, 1] > 0.8


def test_damage_grows_with_strength() -> None:
    clean, worn = some(7, 60, 0.0), some(7, 60, 1.0)
    assert all(one.text == other.text for one, other in zip(clean, worn, strict=True))
    changed = [
        not np.array_equal(one.pixels, other.pixels) for one, other in zip(clean, worn, strict=True)
    ]
    assert np.mean(changed) > 0.8


def test_people_with_a_name_of_one_word_break_no_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("synthesis.stream.lines.draw_full_name", lambda *_: "Krông")
    assert len(list(islice(line_images(4), 120))) == 120
