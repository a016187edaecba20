import numpy as np
import pytest

from ocr.ctc import Sign, best_path, text_of, words_of
from ocr.slots import agree, candidates, fill_slots, has_slots

LETTERS = " 0123456789Soố:/BCUND-ngàythăám,lI._…a"


def _rows(path: str, also: dict[int, tuple[str, float]] | None = None) -> np.ndarray:
    """Three rows a letter: the letter twice, then a blank; ``also`` gives a letter a rival."""
    rows = np.full((3 * len(path), len(LETTERS) + 1), 1e-4)
    for place, letter in enumerate(path):
        for row in (3 * place, 3 * place + 1):
            rows[row, LETTERS.index(letter) + 1] = 0.95
            if also and place in also:
                rival, share = also[place]
                rows[row, LETTERS.index(letter) + 1] = 0.95 - share
                rows[row, LETTERS.index(rival) + 1] = share
        rows[3 * place + 2, 0] = 0.95
    return (rows / rows.sum(axis=1, keepdims=True)).astype(np.float32)


def _read(path: str, also: dict[int, tuple[str, float]] | None = None) -> str:
    rows = _rows(path, also)
    return "".join(sign.letter for sign in fill_slots(best_path(rows, LETTERS), rows, LETTERS))


def test_figures_that_look_like_letters_are_read_as_figures_where_only_these_can_stand() -> None:
    assert _read("Số: l5/BC-UBND", {4: ("1", 0.4)}) == "Số: 15/BC-UBND"
    assert _read("ngày I2 tháng 01 năm 2025", {5: ("1", 0.4)}) == "ngày 12 tháng 01 năm 2025"


def test_a_day_that_no_month_has_gives_way_to_the_likeliest_that_there_is() -> None:
    assert _read("ngày 42 tháng 01 năm 2025", {5: ("1", 0.3)}) == "ngày 12 tháng 01 năm 2025"


@pytest.mark.parametrize("line", ["ngày tháng năm 2025", "Số: /BC-UBND", "tháng năm 2025", "25/12"])
def test_where_nothing_was_filled_in_nothing_is_read(line: str) -> None:
    assert _read(line) == line


@pytest.mark.parametrize(
    "line",
    [
        "ngày 1-5 tháng 1 năm 2025",
        "Số: 12-15/BC-UBND",
        "Số: 15a/BC-UBND",
        "ngày 5 tháng 1 năm 2025.",
        "ngày 2 tháng 1 năm 1915, ngày 5 tháng 1 năm 2025",
    ],
)
def test_ranges_letters_and_stops_stay_as_they_are_read(line: str) -> None:
    assert _read(line) == line


def _look(path: str, sure: float) -> list[Sign]:
    return [Sign(letter, 3 * n, 3 * n + 2, sure) for n, letter in enumerate(path)]


def test_several_looks_at_a_slot_vote_and_what_they_do_not_share_is_less_sure() -> None:
    looks = [_look(f"Số: {figures}/BC-UBND", 0.9) for figures in ("75", "15", "15")]
    agreed = agree(looks)
    assert text_of(agreed) == "Số: 15/BC-UBND"
    assert agreed[4].probability * agreed[5].probability == pytest.approx(0.81 * 2 / 3)
    assert [(agreed[n].start, agreed[n].letter) for n in (0, 4, 6)] == [
        (0, "S"),
        (12, "1"),
        (18, "/"),
    ]
    same = agree([looks[0]] * 3)
    assert text_of(same) == text_of(looks[0])
    assert same[4].probability == pytest.approx(0.9)


@pytest.mark.parametrize("first", ["Số: /BC-UBND", "Số: 12-15/BC-UBND", "Số: ab/BC-UBND"])
def test_a_vote_puts_no_figures_where_none_were_seen_and_joins_no_ranges(first: str) -> None:
    looks = [_look(first, 0.3), *[_look(first, 0.9)] * 2]
    assert text_of(agree(looks)) == first
    assert text_of(agree([looks[0], _look("Số: 15", 0.9), _look("Kính gửi", 0.9)])) == first


def test_where_the_first_look_sees_nothing_the_others_add_nothing() -> None:
    more = _look("Số: 1215/BC-UBND", 0.99)
    for first in ("Số: /BC-UBND", "Số: 12-15/BC-UBND"):
        assert text_of(agree([_look(first, 0.4), more, more])) == first


def test_figures_stand_where_they_were_read() -> None:
    rows = _rows("Số:      l5      /BC-UBND", {9: ("1", 0.4)})
    signs = fill_slots(best_path(rows, LETTERS), rows, LETTERS)
    words = [(text, start) for text, start, *_ in words_of(signs, 10)]
    assert words == [("Số:", 0), ("15", 27), ("/BC-UBND", 51)]


@pytest.mark.parametrize(
    ("line", "has"),
    [
        ("Số: 15/BC-UBND", True),
        ("Số 15 CT-UBND", True),
        ("Cà Mau, ngày 5 tháng 1 năm 2025", True),
        ("Số lượng 12 A-B", False),
        ("Số nhà 12 KP-3", False),
        ("Ngày, tháng, năm sinh: 1975", False),
        ("Theo Nghị quyết ban hành hôm ngày 5 tháng 1 năm 2025 của Hội đồng", False),
    ],
)
def test_only_headers_have_slots(line: str, has: bool) -> None:
    assert has_slots(line) is has


def test_what_looks_like_no_figure_stays_unlikely() -> None:
    sure, unsure = (
        candidates(_rows(text, also), LETTERS, "day")[0]
        for text, also in (("12", None), ("l2", {0: ("1", 0.2)}))
    )
    assert sure.figures == unsure.figures == "12"
    assert sure.probability > 0.8 > 0.2 > unsure.probability
