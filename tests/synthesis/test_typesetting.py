import itertools

import numpy as np
import pytest

from synthesis.chance import chance
from synthesis.typesetting.drawing import draw
from synthesis.typesetting.markup import MarkupError, spans
from synthesis.typesetting.sheet import PlacedRun, Rule, Sheet, line_text
from tests.synthesis.making_copies import column, copy_of, say, set_line, text_of

LETTER = """=== cong_van / test / 2020-2026
pages: numbers
---
@letterhead Số: {<so_ky_hieu:number>~36}/<so_ky_hieu:notation> || V/v <trich_yeu>
@items 9 60
@close <chuc_vu_nguoi_ky> | <nguoi_ky> | Như trên; Lưu: VT
"""


def test_words_are_recorded_with_their_fields_and_pens() -> None:
    page = column(400)
    set_line(page, "Số: {15~40}/QĐ-UBND [ho_ten:Giàng *A* Páo]")
    (line,) = page.sheet.lines
    assert line_text(line) == "Số: 15/QĐ-UBND Giàng A Páo"
    assert [(word.text, word.written, word.glued) for word in line[1:3]] == [
        ("15", True, False),
        ("/QĐ-UBND", False, True),
    ]
    assert [word.text for word in line if word.field == "ho_ten"] == ["Giàng", "A", "Páo"]


def test_what_is_typed_into_a_gap_stands_in_its_middle_and_fills_it() -> None:
    page = column(400, by_hand=False)
    set_line(page, "a{15~90}b")
    first, typed, last = page.sheet.lines[0]
    assert not typed.written
    assert last.box[0] - first.box[2] > 85
    middle = (typed.box[0] + typed.box[2]) / 2
    assert abs(middle - (first.box[2] + last.box[0]) / 2) < 3


def test_a_paragraph_loses_no_word_and_leaves_its_column_nowhere() -> None:
    words = "đối chiếu số trang đã quét với số tờ đã nhận và lập biên bản giao nhận " * 3
    page = column()
    page.paragraph(page.words(spans(words, say), page.style), page.style, indent=20)
    assert len(page.sheet.lines) > 4
    assert " ".join(map(line_text, page.sheet.lines)) == words.strip()
    for mark in page.sheet.marks:
        assert isinstance(mark, PlacedRun)
        assert page.left - 0.01 <= mark.x
        assert mark.x + mark.run.width <= page.right + 0.01


def test_the_box_of_every_word_holds_all_its_ink_and_is_full_of_it() -> None:
    page = column(400)
    set_line(page, "Quyết định số {4987} Ủy ban _nhân_ *DÂN*")
    alone = draw(page.sheet, 300).copy()
    for word in page.sheet.lines[0]:
        left, top, right, bottom = (round(side * 300 / 72) for side in word.box)
        inside = (alone[top - 2 : bottom + 2, left - 2 : right + 2] < 160).any(axis=2)
        rows, columns = np.nonzero(inside)
        assert rows.max() - rows.min() > 0.75 * (bottom - top), word
        assert columns.max() - columns.min() > 0.75 * (right - left), word
        alone[top - 4 : bottom + 4, left - 4 : right + 4] = 255
    assert (alone < 128).sum() == 0


def test_values_too_long_for_their_dots_go_on_below() -> None:
    paper = copy_of(
        "=== khac / test / 2000-2026\nfilled: 0\nmargins: 60 20 50 20\n---\n"
        "| Nơi thường trú: ấp Kênh Ngang, xã Tân Lộc Hưng, huyện Thới Bình, tỉnh Cà Mau\n"
    )
    lines = text_of(paper).splitlines()
    assert len(lines) > 1
    said = "Nơi thường trú: ấp Kênh Ngang, xã Tân Lộc Hưng, huyện Thới Bình, tỉnh Cà Mau"
    assert " ".join(lines) == said
    dots = [mark for mark in paper.sheets[0].marks if isinstance(mark, Rule) and mark.dots]
    assert len(dots) == len(lines)


def test_columns_are_read_one_after_the_other_and_stand_side_by_side() -> None:
    paper = copy_of(
        "=== khac / test / 2000-2026\n---\n@columns 50 50\n^ trái một\n^ trái hai\n@next\n"
        "^ phải\n@end\n"
    )
    sheet = paper.sheets[0]
    assert sheet.text == "trái một\ntrái hai\nphải"
    assert sheet.lines[2][0].box[0] > sheet.lines[0][1].box[2]
    assert sheet.lines[2][0].box[1] == pytest.approx(sheet.lines[0][0].box[1], abs=4)


def test_a_table_is_read_row_by_row_across_its_cells() -> None:
    paper = copy_of(
        "=== khac / test / 2000-2026\n---\n@table 20 80\n*TT* | *Tên*\n1 | Máy quét khổ A3\n"
        ". | còn trống\n@end\n"
    )
    assert text_of(paper) == "TT Tên\n1 Máy quét khổ A3\ncòn trống"


def test_a_letterhead_is_read_left_before_right_and_tells_its_fields() -> None:
    paper = copy_of(LETTER)
    lines = text_of(paper).splitlines()
    number = next(row for row, line in enumerate(lines) if line.startswith("Số:"))
    nation = next(row for row, line in enumerate(lines) if line.startswith("CỘNG H"))
    assert 0 < number < nation
    told = {"so_ky_hieu", "ngay_ban_hanh", "co_quan_ban_hanh", "trich_yeu", "nguoi_ky"}
    assert told | {"chuc_vu_nguoi_ky"} <= set(paper.values)
    assert f"Số: {paper.values['so_ky_hieu']}" in lines


def test_long_text_goes_on_on_numbered_sides_and_nothing_leaves_the_paper() -> None:
    paper = copy_of(LETTER)
    assert len(paper.sheets) >= 2
    for number, sheet in enumerate(paper.sheets[1:], 2):
        assert line_text(sheet.lines[0]) == str(number)
    for sheet in paper.sheets:
        for word in itertools.chain.from_iterable(sheet.lines):
            assert word.box[0] > 0
            assert word.box[2] < sheet.width
            assert word.box[3] < sheet.height


def test_a_form_that_may_not_run_on_is_set_smaller_until_it_fits() -> None:
    body = "\n".join(f"Dòng thứ {n} của một biểu mẫu dài" for n in range(42))
    paper = copy_of(f"=== khac / test / 2000-2026\nstyle: size=14 leading=1.5\n---\n{body}\n")
    assert len(paper.sheets) == 1
    assert len(paper.sheets[0].lines) >= 42


def test_a_line_of_an_unknown_directive_is_named() -> None:
    with pytest.raises(MarkupError, match=r"line 4.*nowhere"):
        copy_of("=== khac / test / 2000-2026\n---\nvăn bản\n@nowhere 3\n")


def test_optional_lines_stand_on_some_copies_only() -> None:
    form = "=== khac / test / 2000-2026\n---\nluôn có\n? có khi\n"
    said = {text_of(copy_of(form, seed=seed)) for seed in range(12)}
    assert said == {"luôn có", "luôn có\ncó khi"}


def test_the_same_draws_set_the_same_copy() -> None:
    first, again = copy_of(LETTER, seed=3), copy_of(LETTER, seed=3)
    assert text_of(first) == text_of(again)
    assert np.array_equal(draw(first.sheets[0], 72), draw(again.sheets[0], 72))
    assert text_of(copy_of(LETTER, seed=4)) != text_of(first)


def test_blocks_are_shifted_with_their_marks_and_words() -> None:
    block, page = column(200), Sheet()
    set_line(block, "một dòng")
    page.absorb(block.sheet, 30, 40)
    (word, *_), (moved, *_) = block.sheet.lines[0], page.lines[0]
    assert moved.box == pytest.approx(
        (word.box[0] + 30, word.box[1] + 40, word.box[2] + 30, word.box[3] + 40)
    )
    first, shifted = block.sheet.marks[0], page.marks[0]
    assert isinstance(first, PlacedRun)
    assert isinstance(shifted, PlacedRun)
    assert (shifted.x - first.x, shifted.y - first.y) == pytest.approx((30, 40))


def test_chance_differs_by_purpose() -> None:
    assert chance(1, "a").random() != chance(1, "b").random()
