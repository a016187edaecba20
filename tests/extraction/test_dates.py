import pytest

from extraction.dates import find_date, find_date_in_words


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Quảng Ngãi, ngày 05 tháng 02 năm 2025", "2025-02-05"),
        ("ngày 4 tháng 1 năm 2021", "2021-01-04"),
        ("Ngày sinh: 16/05/1981", "1981-05-16"),
        ("cấp ngày 01.7.2024", "2024-07-01"),
        ("1998", "1998"),
        ("năm 1998", "1998"),
    ],
)
def test_dates_become_iso_with_the_precision_that_is_printed(text: str, iso: str) -> None:
    found = find_date(text)
    assert found is not None
    assert found.iso == iso
    assert found.failed == ()


@pytest.mark.parametrize(
    ("text", "iso", "failed"),
    [
        ("ngày {5 tháng 01 năm 2025", "2025-01", ("day_legible",)),
        ("ngày 80 tháng 3 năm 2018", "2018-03", ("day_legible",)),
        ("ngày 31 tháng 02 năm 2018", "2018-02", ("day_legible",)),
        ("ngày 2 tháng Ø1 năm 2021", "2021", ("month_legible", "day_legible")),
    ],
)
def test_what_is_not_legible_is_left_out_and_said(
    text: str, iso: str, failed: tuple[str, ...]
) -> None:
    found = find_date(text)
    assert found is not None
    assert (found.iso, found.failed) == (iso, failed)


@pytest.mark.parametrize("text", ["", "không có ngày", "Điều 12", "năm 1750", "123/2020/NĐ-CP"])
def test_texts_without_a_date_have_none(text: str) -> None:
    assert find_date(text) is None


def test_the_place_of_a_date_holds_in_the_text_itself() -> None:
    text = "Đắk Lắk, ngày 05 tháng 02 năm 2025."
    found = find_date_in_words(text)
    assert found is not None
    assert text[found.start : found.end] == "ngày 05 tháng 02 năm 2025"


def test_figures_are_no_date_in_words() -> None:
    assert find_date_in_words("19/10/2020") is None
