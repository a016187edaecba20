from dataclasses import replace

import pytest

from bench.score import add_scores, score_lines, score_page
from bench.truth import TrueLine, plain_line, plain_lines

TRUTH = "ỦY BAN NHÂN DÂN\nTỈNH QUẢNG NGÃI\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nBÁO CÁO"


def test_the_truth_scores_perfect_against_itself() -> None:
    score = score_page(TRUTH, TRUTH)
    assert (score.errors_in_order, score.errors_by_line, score.extra) == (0, 0, 0)
    assert score.characters == len(TRUTH.replace("\n", ""))


def test_one_wrong_mark_is_one_error() -> None:
    score = score_page(TRUTH, TRUTH.replace("BÁO", "BẢO"))
    assert (score.errors_in_order, score.errors_by_line) == (1, 1)


def test_white_space_and_the_way_marks_are_stored_do_not_count() -> None:
    assert score_page("Hòa  Bình", "Ho\u0300a Bi\u0300nh\n").errors_in_order == 0


def test_another_order_costs_in_order_but_not_by_line() -> None:
    score = score_page("một hai ba\nbốn năm sáu", "bốn năm sáu\nmột hai ba")
    assert score.errors_in_order > 5
    assert score.errors_by_line == 0


def test_a_lost_line_costs_all_of_it() -> None:
    score = score_page(TRUTH, TRUTH.replace("BÁO CÁO", ""))
    assert score.errors_by_line == len("BÁO CÁO")


def test_what_was_read_beside_is_told_apart() -> None:
    score = score_page(TRUTH, TRUTH + "\nTRUNG TÂM CÔNG BÁO")
    assert score.errors_by_line == 0
    assert score.extra == len("TRUNG TÂM CÔNG BÁO")
    assert score.errors_in_order > 0


def test_headers_that_stand_side_by_side_and_were_glued_cost_no_error_by_line() -> None:
    glued = "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỈNH QUẢNG NGÃI\nBÁO CÁO"
    score = score_page(TRUTH, glued)
    assert (score.errors_by_line, score.extra) == (0, 0)
    assert score.errors_in_order > 0


def test_a_line_aside_is_free_whether_it_is_read_or_not() -> None:
    lines = (*plain_lines(TRUTH), replace(plain_line("TRUNG TÂM CÔNG BÁO"), aside=True))
    for read in (TRUTH, f"TRUNG TÂM CÔNG BÁO\n{TRUTH}", f"{TRUTH} TRUNG TÂM CÔNG BÁO"):
        score = score_lines(lines, read)
        assert (score.errors_in_order, score.errors_by_line, score.extra) == (0, 0, 0), read
        assert score.characters == len(TRUTH.replace("\n", ""))


def test_errors_fall_to_print_or_hand_where_they_happen() -> None:
    text = "Số: 15/QĐ-UBND"
    marks = tuple(place in (4, 5) for place in range(len(text)))
    score = score_lines([TrueLine(text, marks)], "Sô: 7/QĐ-UBND")
    assert (score.printed, score.printed_errors) == (12, 1)
    assert (score.written, score.written_errors) == (2, 2)


def test_a_lost_line_costs_its_print_and_its_hand() -> None:
    text = "Số: 15"
    marks = tuple(place in (4, 5) for place in range(len(text)))
    score = score_lines([TrueLine(text, marks)], "")
    assert (score.printed_errors, score.written_errors) == (4, 2)


@pytest.mark.parametrize(
    ("read", "errors", "accents"),
    [
        ("Uỷ ban xã Đông Hoà", 4, 4),
        ("Ủy ban xã Đông Hòn", 1, 0),
        ("Ủy ban xã đông Hòa", 1, 0),
        ("Ủy ban xã Dong Hòa", 2, 2),
    ],
)
def test_only_marks_are_accent_errors(read: str, errors: int, accents: int) -> None:
    score = score_page("Ủy ban xã Đông Hòa", read)
    assert (score.errors_by_line, score.accent_errors) == (errors, accents)


def test_a_wrong_word_counts_once_among_words() -> None:
    score = score_page(TRUTH, TRUTH.replace("QUẢNG", "QUANC"))
    assert score.words == 17
    assert (score.word_errors_in_order, score.word_errors_by_line) == (1, 1)


def test_text_on_a_blank_page_is_extra() -> None:
    score = score_lines([], "rác")
    assert (score.characters, score.errors_in_order, score.extra) == (0, 3, 3)


def test_scores_add_up_over_pages() -> None:
    one, other = score_page("một", "mộ"), score_page("hai", "hai")
    both = add_scores([one, other])
    assert (both.characters, both.errors_by_line, both.words) == (6, 1, 2)
