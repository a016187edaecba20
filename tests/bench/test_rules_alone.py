from dataclasses import replace

from making_pages import BODY, blank_page, decision_text, line, page_text, reading

from bench.rules_alone import divide
from dossiers.messages import message
from dossiers.page import PageFailure, PageOutcome, Stage

INNER = page_text(*(line(text, 375, 500 + 90 * row) for row, text in enumerate(BODY)))
FIRST = decision_text()
REPORT = decision_text("Số: 7/BC-UBND", "BÁO CÁO")


def _spans(outcomes: list[PageOutcome]) -> list[tuple[str, int, int]]:
    return [(each.kind, each.first_page, each.last_page) for each in divide(outcomes)]


def _stream(*texts: object) -> list[PageOutcome]:
    stream: list[PageOutcome] = []
    for index, text in enumerate(texts):
        if text == "blank":
            stream.append(blank_page(index))
        elif text == "failed":
            stream.append(PageFailure(index, Stage.READ, message("page.no_words")))
        else:
            stream.append(reading(text, index))
    return stream


def test_a_stream_falls_apart_where_documents_begin() -> None:
    stream = _stream(FIRST, INNER, REPORT, INNER, INNER)
    assert _spans(stream) == [("quyet_dinh", 0, 1), ("bao_cao", 2, 4)]


def test_blank_backs_belong_to_the_sheet_before_them() -> None:
    assert _spans(_stream(FIRST, "blank", REPORT, "blank")) == [
        ("quyet_dinh", 0, 1),
        ("bao_cao", 2, 3),
    ]


def test_a_blank_first_page_belongs_to_what_follows() -> None:
    assert _spans(_stream("blank", FIRST)) == [("quyet_dinh", 0, 1)]


def test_a_failed_page_is_in_a_document_like_any_other() -> None:
    assert _spans(_stream(FIRST, "failed", REPORT)) == [("quyet_dinh", 0, 1), ("bao_cao", 2, 2)]


def test_a_stream_without_a_beginning_is_one_unknown_document() -> None:
    assert _spans(_stream(INNER, INNER)) == [("khac", 0, 1)]


def test_a_stream_of_blank_pages_is_one_document() -> None:
    assert _spans(_stream("blank", "blank")) == [("khac", 0, 1)]


def test_no_pages_are_no_documents() -> None:
    assert divide([]) == ()


def test_every_page_is_in_exactly_one_document() -> None:
    stream = _stream("blank", INNER, FIRST, "failed", REPORT, "blank", INNER)
    pages = [page for document in divide(stream) for page in document.pages]
    assert pages == list(range(7))


def test_two_papers_of_the_same_kind_stay_apart() -> None:
    again = replace(FIRST)
    assert _spans(_stream(FIRST, again)) == [("quyet_dinh", 0, 0), ("quyet_dinh", 1, 1)]
