from dataclasses import replace

from making_pages import blank_page, decision_text, reading

from bench.rules_alone import divide
from classifiers.covers import find_bundles
from dossiers.expected import Expected, cover_payload
from dossiers.geometry import Box
from dossiers.page import PageOutcome, PageReading, PrintedCode
from dossiers.vocabulary import COVER_KIND

ONE, OTHER = Expected("H1", "dang_ky_khai_sinh", 2), Expected("H2")
FIRST = decision_text()


def cover(index: int, expected: Expected) -> PageReading:
    code = PrintedCode("qr", cover_payload(expected), Box(10, 10, 90, 90))
    return replace(blank_page(index), blank=False, codes=(code,))


def _spans(outcomes: list[PageOutcome]) -> list[tuple[Expected | None, list[tuple[str, int, int]]]]:
    return [
        (each.expected, [(one.kind, one.first_page, one.last_page) for one in each.documents])
        for each in find_bundles(outcomes, divide)
    ]


def test_covers_divide_a_stream_into_dossiers_and_keep_their_blank_backs() -> None:
    stream = [cover(0, ONE), blank_page(1), reading(FIRST, 2), reading(FIRST, 3), cover(4, OTHER)]
    assert _spans([*stream, reading(FIRST, 5), blank_page(6)]) == [
        (ONE, [(COVER_KIND, 0, 1), ("quyet_dinh", 2, 2), ("quyet_dinh", 3, 3)]),
        (OTHER, [(COVER_KIND, 4, 4), ("quyet_dinh", 5, 6)]),
    ]


def test_what_lies_before_the_first_cover_is_nobody_s() -> None:
    assert _spans([reading(FIRST, 0), cover(1, ONE)]) == [
        (None, [("quyet_dinh", 0, 0)]),
        (ONE, [(COVER_KIND, 1, 1)]),
    ]


def test_a_stream_without_covers_is_divided_as_ever() -> None:
    stream: list[PageOutcome] = [reading(FIRST, 0), reading(FIRST, 1)]
    assert _spans(stream) == [(None, [("quyet_dinh", 0, 0), ("quyet_dinh", 1, 1)])]
    assert _spans([]) == [(None, [])]


def test_a_bar_code_that_says_the_same_is_no_cover() -> None:
    page = cover(0, ONE)
    other = replace(page, codes=(replace(page.codes[0], symbology="code128"),))
    assert [expected for expected, _ in _spans([other])] == [None]
