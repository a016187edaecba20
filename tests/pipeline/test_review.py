import numpy as np
import pytest
from making_pages import blank_page, decision_text, page_text, reading

from dossiers.document import Document, Field, Lack, Missing, Source
from dossiers.geometry import Box
from dossiers.messages import message
from dossiers.page import PageFailure, PageOutcome, Stage
from extraction.acceptance import Acceptance, Reviewed
from pipeline.review import find_doubts

PAGE = reading(decision_text())


def _field(key: str, confidence: float = 0.95, failed: tuple[str, ...] = ()) -> Field:
    return Field(key, "x", "x", confidence, 0, Box(0, 0, 1, 1), Source.RULE, (), failed)


NUMBERED = (_field("so_ky_hieu"), _field("ngay_ban_hanh"))


# Of 1,000 reviewed values those from 0.8 on were right.
_CHANCES = np.linspace(0, 1, 1000)
ACCEPTANCE = Acceptance(
    [Reviewed(np.full(1000, "any"), np.full(1000, "any"), _CHANCES, _CHANCES >= 0.8)], 0.995
)


def _doubts(document: Document, *pages: PageOutcome) -> list[str]:
    return [doubt.key for doubt in find_doubts(document, pages or (PAGE,), 0.8, ACCEPTANCE)]


def test_a_sure_document_has_no_doubts() -> None:
    assert _doubts(Document("quyet_dinh", 0.95, 0, 0, NUMBERED)) == []


def test_an_unsure_kind_or_field_is_doubted() -> None:
    fields = (*NUMBERED, _field("nguoi_ky", 0.5))
    assert _doubts(Document("quyet_dinh", 0.6, 0, 0, fields)) == [
        "review.kind_unsure",
        "review.field_unsure",
    ]


def test_what_is_not_accepted_is_doubted_by_its_failed_check() -> None:
    fields = (_field("so_ky_hieu", 0.5, ("number_legible",)), _field("ngay_ban_hanh"))
    assert _doubts(Document("quyet_dinh", 0.95, 0, 0, fields)) == ["review.field_check"]


def test_a_strange_but_accepted_value_waits_for_nobody() -> None:
    """The probability counts the check already: many a right number has a strange province."""
    fields = (*NUMBERED, _field("so_dinh_danh", 0.99, ("province_known",)))
    assert _doubts(Document("quyet_dinh", 0.95, 0, 0, fields)) == []


@pytest.mark.parametrize(
    ("check", "reason"),
    [("print_agrees", "review.code_differs"), ("person_agrees", "review.person_differs")],
)
def test_two_papers_that_say_two_things_wait_for_a_person(check: str, reason: str) -> None:
    fields = (*NUMBERED, _field("so_dinh_danh", 0.999, (check,)))
    assert _doubts(Document("quyet_dinh", 0.95, 0, 0, fields)) == [reason]


def test_a_field_that_is_there_and_cannot_be_read_is_named() -> None:
    missing = (Missing("ho_ten", Lack.UNREADABLE, 0.9), Missing("dan_toc", Lack.ABSENT, 0.9))
    document = Document("can_cuoc", 0.95, 0, 0, missing=missing)
    assert _doubts(document) == ["review.field_unreadable"]


def test_a_decision_without_number_or_date_is_doubted_and_a_contract_is_not() -> None:
    assert _doubts(Document("quyet_dinh", 0.95, 0, 0)) == ["review.field_missing"] * 2
    assert _doubts(Document("hop_dong_chuyen_nhuong_qsdd", 0.95, 0, 0)) == []


def test_a_failed_page_is_told_by_the_number_that_people_count() -> None:
    failure = PageFailure(1, Stage.READ, message("page.killed_reader"))
    document = Document("quyet_dinh", 0.95, 0, 1, NUMBERED)
    (doubt,) = find_doubts(document, (PAGE, failure), 0.8, ACCEPTANCE)
    assert doubt.key == "review.page_failed"
    assert doubt.values["page"] == 2


def test_blank_sides_alone_wait_for_nobody() -> None:
    assert _doubts(Document("khac", 0.0, 0, 0), blank_page()) == []


def test_a_page_whose_ink_could_not_be_read_is_doubted() -> None:
    unread = reading(page_text())
    unread = type(unread)(0, 10, 10, 0, 0.0, False, False, page_text(), (message("page.no_words"),))
    assert "page.no_words" in _doubts(Document("khac", 0.9, 0, 0), unread)
