import numpy as np

from synthesis.cases.truth import find_values, page_truth
from synthesis.ink.nouns import Said
from synthesis.scanning.geometry import flat_warp
from synthesis.typesetting.sheet import Sheet


def said(text: str, x: float, field: str = "", *, glued: bool = False) -> Said:
    return Said(text, (x, 10.0, x + 20, 20.0), field=field, glued=glued)


def sheet_of(*lines: list[Said]) -> Sheet:
    sheet = Sheet()
    sheet.lines += [tuple(line) for line in lines]
    return sheet


def test_a_value_takes_in_the_few_words_that_stand_inside_it() -> None:
    words = ["ngày", "05", "tháng", "01", "năm", "2025", "tại"]
    line = [
        said(word, n * 30, "ngay_sinh" if word.isdigit() else "") for n, word in enumerate(words)
    ]
    found = find_values([sheet_of(line)])
    assert found["ngay_sinh"].raw == "05 tháng 01 năm 2025"


def test_a_value_goes_on_in_the_next_line_only_if_nothing_stands_between() -> None:
    first = [said("Về", 0, "trich_yeu"), said("việc", 30, "trich_yeu")]
    wrapped = [said("thu", 0, "trich_yeu"), said("phí", 30, "trich_yeu")]
    assert find_values([sheet_of(first, wrapped)])["trich_yeu"].raw == "Về việc thu phí"
    apart = [said("số", 0), said("thu", 200, "trich_yeu"), said("phí", 230, "trich_yeu")]
    assert find_values([sheet_of(first, apart)])["trich_yeu"].raw == "Về việc"


def test_the_first_place_of_a_value_counts_and_its_side_is_known() -> None:
    early, late = sheet_of([said("một", 0)]), sheet_of([said("A", 0, "ho_ten")], [said("B", 0)])
    again = sheet_of([said("A", 0, "ho_ten"), said("Páo", 30, "ho_ten")])
    found = find_values([early, late, again])
    assert (found["ho_ten"].side, found["ho_ten"].raw) == (1, "A")


def test_glued_parts_stand_without_a_space() -> None:
    line = [said("15", 0, "so_ky_hieu"), said("/QĐ", 20, "so_ky_hieu", glued=True)]
    assert find_values([sheet_of(line)])["so_ky_hieu"].raw == "15/QĐ"


def test_stamps_stand_beside_the_text_and_boxes_are_pixels_of_the_scan() -> None:
    sheet = sheet_of([said("một", 72.0)])
    sheet.asides.append((said("ĐẾN", 144.0),))
    truth = page_truth(sheet, flat_warp((sheet.width, sheet.height), 144))
    assert truth["text"] == "một"
    assert [(line["text"], line["aside"]) for line in truth["lines"]] == [
        ("một", False),
        ("ĐẾN", True),
    ]
    assert np.allclose(truth["lines"][0]["box"], [144, 20, 184, 40], atol=1)
