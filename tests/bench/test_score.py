from bench.score import score_page

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
