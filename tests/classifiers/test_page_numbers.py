import pytest
from making_pages import BODY, blank_page, line, page_text, reading

from classifiers.page_numbers import find_disorder
from dossiers.messages import message
from dossiers.page import PageFailure, PageOutcome, Stage


def _page(index: int, number: str) -> PageOutcome:
    body = [line(text, 375, 500 + 90 * row) for row, text in enumerate(BODY)]
    return reading(page_text(*([line(number, 1200, 150)] if number else []), *body), index)


def _told(*numbers: str) -> list[tuple[str, object]]:
    pages = [
        blank_page(index) if number == "blank" else _page(index, number)
        for index, number in enumerate(numbers)
    ]
    return [(doubt.key, doubt.values["page"]) for doubt in find_disorder(pages)]


@pytest.mark.parametrize(
    "numbers",
    [
        ("", "2", "3"),
        ("", "2", "", "4"),
        ("", "blank", "2", "blank", "3"),
        ("Trang 1/3", "Trang 2/3", "Trang 3/3"),
        ("", "2", "3", "1", "2"),
        ("", "2", "", "2", "3"),
        ("1", "", ""),
        ("1", "blank", "3"),
        ("", "01/12"),
        ("", "15/6"),
        ("", "00"),
        ("8", "2"),
        (),
    ],
)
def test_numbers_in_order_are_nothing_to_tell(numbers: tuple[str, ...]) -> None:
    assert _told(*numbers) == []


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        (("", "2", "2"), [("pages.out_of_order", 3)]),
        (("1", "3", "2"), [("pages.missing", 2), ("pages.out_of_order", 3)]),
        (("1", "- 4 -"), [("pages.missing", 2)]),
        (("Trang 1/3", "Trang 2/3"), [("pages.too_few", 2)]),
        (("", "3"), [("pages.missing", 2)]),
        (("", "", "4"), [("pages.missing", 3)]),
        (("Trang 2/3", "Trang 3/3"), [("pages.missing", 1)]),
        (("Trang 2/2", "Trang 1/2"), [("pages.missing", 1), ("pages.out_of_order", 2)]),
    ],
)
def test_numbers_out_of_order_are_told(
    numbers: tuple[str, ...], told: list[tuple[str, object]]
) -> None:
    assert _told(*numbers) == told


def test_a_page_that_failed_keeps_its_place() -> None:
    failed = PageFailure(1, Stage.READ, message("page.no_words"))
    assert list(find_disorder([_page(0, "1"), failed, _page(2, "3")])) == []
