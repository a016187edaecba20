"""What people typed, in the place of words."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossiers.geometry import Box, Transform
from dossiers.page import Line, PageReading, PageText, Word
from records.corrected_reading import (
    Place,
    correct_reading,
    place_of_line,
    text_at,
    touches,
    typed_words,
)
from tests.records.making_dossiers import read_as
from tests.records.making_scans import reading_of

WORDS = ("a", "Nguyễn", "Văn", "-", "01/QĐ-UBND", "nghiêng", "xã", ",")
TEXT = "CỘNG HOÀ XÃ HỘI\nNguyên Vãn An\nsố 12 ngày 3"


def place(reading: PageReading, row: int) -> Place:
    return place_of_line(reading.text, reading.text.lines[row])


def retype(row: int, after: str, text: str = TEXT) -> PageReading:
    reading = read_as(0, text)
    return correct_reading(reading, place(reading, row), after)


def words(reading: PageReading, row: int) -> list[Word]:
    return list(reading.text.lines[row].words)


def test_a_line_says_what_was_typed_and_its_neighbors_stay() -> None:
    now = retype(1, "Nguyễn Văn An")
    assert now.text.text == "CỘNG HOÀ XÃ HỘI\nNguyễn Văn An\nsố 12 ngày 3"
    assert now.text.lines[0] == read_as(0, TEXT).text.lines[0]


def test_as_many_words_take_the_very_boxes_and_are_sure() -> None:
    before, now = read_as(0, TEXT), retype(1, "Nguyễn Văn An")
    assert [word.box for word in words(now, 1)] == [word.box for word in words(before, 1)]
    assert {word.confidence for word in words(now, 1)} == {1.0}
    assert [word.typed for word in words(now, 1)] == [True, True, False]


def test_more_words_share_the_boxes_by_their_letters() -> None:
    # 0..90 and 100..190 become one place; three words of 1, 2 and 4 letters, and two spaces.
    reading = read_as(0, "abc def")
    now = correct_reading(reading, place(reading, 0), "x yz uvwx")
    assert [(word.text, word.box.left, word.box.right) for word in words(now, 0)] == [
        ("x", 0, 21),
        ("yz", 42, 84),
        ("uvwx", 106, 190),
    ]
    assert {(word.box.top, word.box.bottom) for word in words(now, 0)} == {(0, 40)}


def test_words_that_stay_keep_their_places_beside_new_ones() -> None:
    now = retype(2, "số 12/QĐ-UBND ngày 03 tháng")
    assert [word.text for word in words(now, 2)] == ["số", "12/QĐ-UBND", "ngày", "03", "tháng"]
    assert [words(now, 2)[n].box.left for n in (0, 1, 2, 3)] == [0, 100, 200, 300]
    assert words(now, 2)[-1].box.right == 390


def test_a_word_that_the_machine_left_out_stands_between_its_neighbors() -> None:
    now = retype(1, "Nguyên Thị Vãn An")
    assert [word.text for word in words(now, 1)] == ["Nguyên", "Thị", "Vãn", "An"]
    assert [word.box.left for word in words(now, 1)[2:]] == [100, 200]
    assert 0 < words(now, 1)[1].box.left < words(now, 1)[1].box.right <= 90
    assert retype(1, "Ông Nguyên Vãn An").text.lines[1].text == "Ông Nguyên Vãn An"


def test_an_empty_line_is_written_nowhere() -> None:
    assert retype(1, "").text.text == "CỘNG HOÀ XÃ HỘI\nsố 12 ngày 3"
    assert retype(0, "", "một").text.lines == ()


def test_a_box_over_parts_of_two_lines_is_corrected_in_one_go() -> None:
    reading = read_as(0, TEXT)
    drawn = [Box(95, 55, 1000, 200)]
    assert text_at(reading, drawn) == "Vãn An 12 ngày 3"
    now = correct_reading(reading, drawn, "Văn Ân 13 ngày 4")
    assert now.text.text == "CỘNG HOÀ XÃ HỘI\nNguyên Văn Ân\nsố 13 ngày 4"


def test_other_words_over_two_lines_flow_on() -> None:
    reading = read_as(0, "aaa bbb\nccc ddd")
    now = correct_reading(reading, [Box(0, 0, 500, 500)], "mm nn oo pp qq rr")
    assert now.text.text == "mm nn oo\npp qq rr"
    assert now.text.lines[1].box.top == 50


def test_only_words_whose_middle_lies_in_the_box_are_replaced() -> None:
    reading = read_as(0, "abc def")
    # The middle of the second word is the column 145; the box is half open.
    assert text_at(reading, [Box(0, 0, 145, 40)]) == "abc"
    assert text_at(reading, [Box(0, 0, 146, 40)]) == "abc def"


def test_the_newest_word_on_a_place_counts_and_goes_back_to_the_one_before() -> None:
    reading = read_as(0, TEXT)
    spot = place(reading, 1)
    first = correct_reading(reading, spot, "Nguyễn Văn Ân và vợ")
    second = correct_reading(first, spot, "Nguyễn Văn An")
    assert text_at(first, spot) == "Nguyễn Văn Ân và vợ"
    assert text_at(second, spot) == "Nguyễn Văn An"
    assert second.text.lines[2] == reading.text.lines[2]


def test_what_stands_in_a_gap_joins_its_line() -> None:
    line = Line((Word("Số:", Box(0, 0, 60, 40), 0.9), Word("/QĐ", Box(160, 0, 240, 40), 0.9)))
    reading = replace(read_as(0, "x"), text=PageText(1654, 2339, (line,), "test"))
    now = correct_reading(reading, [Box(70, 5, 150, 60)], "12")
    assert now.text.text == "Số: 12 /QĐ"
    assert words(now, 0)[1].box == Box(70, 0, 150, 40)


def test_a_line_that_was_left_out_stands_below_the_one_above_it() -> None:
    reading = read_as(0, "một\nhai\nba")
    lines = [reading.text.lines[0], reading.text.lines[2]]
    reading = replace(reading, text=replace(reading.text, lines=tuple(lines)))
    now = correct_reading(reading, [Box(0, 50, 90, 90)], "số hai")
    assert now.text.text == "một\nsố hai\nba"
    on_nothing = replace(reading, text=replace(reading.text, lines=()))
    assert correct_reading(on_nothing, [Box(0, 50, 90, 90)], "số hai").text.text == "số hai"
    assert correct_reading(on_nothing, [Box(0, 50, 90, 90)], "").text.text == ""


@pytest.mark.parametrize("degrees", [-5.0, 5.0])
def test_on_a_page_that_lay_askew_a_line_holds_none_of_its_neighbors_words(degrees: float) -> None:
    cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    askew = Transform.from_matrix(np.array([[cos, -sin, 300], [sin, cos, 300]]))
    text = "\n".join(" ".join(f"chữ{row}x{column}" for column in range(15)) for row in range(9))
    reading = read_as(0, text)
    reading = replace(reading, text=replace(reading.text, to_scan=askew))
    spot = place(reading, 4)
    around = Box.around(spot)
    assert text_at(reading, [around]) != reading.text.lines[4].text  # else the test proves nothing
    assert text_at(reading, spot) == reading.text.lines[4].text
    now = correct_reading(reading, spot, "một hai")
    assert text_at(now, spot) == "một hai"
    assert now.text.lines[5] == reading.text.lines[5]
    emptied = correct_reading(now, spot, "")
    assert emptied.text.lines == (*reading.text.lines[:4], *reading.text.lines[5:])
    again = correct_reading(emptied, spot, "ba bốn")
    assert [line.text for line in again.text.lines[3:6]] == [
        reading.text.lines[3].text,
        "ba bốn",
        reading.text.lines[5].text,
    ]
    assert not touches(spot, place(reading, 5))
    assert touches(spot, spot)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_drawn_box_is_one_of_the_scan(rotation: int) -> None:
    reading = reading_of(rotation)
    drawn = [reading.text.to_scan.box(Box(50, 90, 800, 130))]
    assert text_at(reading, drawn) == "Nguyễn Đức Hòa"
    now = correct_reading(reading, drawn, "Nguyễn Đức Hạnh")
    assert now.text.lines[1].words[2].box == reading.text.lines[1].words[2].box
    empty = [reading.text.to_scan.box(Box(60, 400, 300, 430))]
    (added,) = set(correct_reading(reading, empty, "Thêm").text.lines) - set(reading.text.lines)
    assert added.words == (Word("Thêm", Box(60, 400, 300, 430), 1.0, typed=True),)


@st.composite
def rough_lines(draw: st.DrawFn) -> PageReading:
    """Three lines with words as high, wide and far apart as recognition leaves them."""
    lines = []
    for row in range(3):
        words, left = [], draw(st.integers(0, 200))
        for text in draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6)):
            width, top, height = (draw(st.integers(*span)) for span in ((1, 200), (0, 12), (6, 50)))
            middle = 200 * row + 100 + top
            box = Box(left, middle - height // 2, left + width, middle + height // 2)
            words.append(Word(text, box, 0.8))
            left += width + draw(st.integers(-3, 60))
        lines.append(Line(tuple(words)))
    return replace(read_as(0, "x"), text=PageText(1654, 2339, tuple(lines), "test"))


@given(rough_lines(), st.lists(st.lists(st.sampled_from(WORDS), max_size=8), max_size=3))
def test_a_line_says_what_was_typed_last_however_rough_it_was(
    reading: PageReading, typings: list[list[str]]
) -> None:
    spot = place(reading, 1)
    above, below = reading.text.lines[0].text, reading.text.lines[2].text
    now = reading
    for typed in typings:
        now = correct_reading(now, spot, " ".join(typed))
        assert text_at(now, spot) == " ".join(typed)
        middle = [" ".join(typed)] if typed else []
        assert now.text.text.splitlines() == [above, *middle, below]
        assert all(word.box.width > 0 for line in now.text.lines for word in line.words)


def test_a_line_that_shares_its_columns_with_none_keeps_its_height() -> None:
    boxes = [Box(0, 90, 10, 110), Box(30, 290, 40, 310), Box(60, 490, 90, 510)]
    lines = tuple(Line((Word(text, box, 0.8),)) for text, box in zip("abc", boxes, strict=True))
    reading = replace(read_as(0, "x"), text=PageText(1654, 2339, lines, "test"))
    spot = place(reading, 1)
    emptied = correct_reading(reading, spot, "")
    assert correct_reading(emptied, spot, "d").text.text.splitlines() == ["a", "d", "c"]


def test_typed_words_are_told_from_those_that_were_read() -> None:
    assert typed_words(retype(1, "Nguyễn Vãn An")).text.text == "Nguyễn"
    assert typed_words(read_as(0, TEXT)).text.lines == ()
