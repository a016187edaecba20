from collections.abc import Mapping, Sequence

import numpy as np
from making_pages import BODY, blank_page, decision_text, line, page_text, reading

from classifiers.documents import find_documents
from classifiers.page_network import PageOpinion
from dossiers.messages import message
from dossiers.page import PageFailure, PageOutcome, PageReading, Stage

INNER = page_text(*(line(text, 375, 500 + 90 * row) for row, text in enumerate(BODY)))
DECISION = decision_text()
REPORT = decision_text("Số: 7/BC-UBND", "BÁO CÁO")


class Told:
    """A judge that says of pages, by their index, what it was told to say."""

    name = "told"
    labels: Sequence[str] = ("quyet_dinh", "bao_cao", "khac")
    rules = 0.0
    cut: Mapping[str, float] = {
        "bias": 0.0,
        "begins": 1.0,
        "ends": 0.3,
        "rules": 0.0,
        "back": 0.0,
        "numbered": -2.0,
        "follows": -1.0,
        "goes_on": -1.0,
    }
    agreement: Mapping[str, float] = {"bias": 0.0, "network": 1.0, "same": 1.0, "other": -2.0}

    def __init__(self, **pages: tuple[str, float]) -> None:
        self._pages = {int(name[1:]): told for name, told in pages.items()}

    def judge(self, readings: Sequence[PageReading]) -> list[PageOpinion]:
        opinions = []
        for each in readings:
            kind, begins = self._pages[each.index]
            kinds = np.array([0.9 if label == kind else 0.05 for label in self.labels])
            opinions.append(PageOpinion(kinds, begins, 0.5, 0.0, 0.0))
        return opinions


def _spans(outcomes: list[PageOutcome], judge: Told) -> list[tuple[str, int, int]]:
    found = find_documents(outcomes, judge)
    return [(each.kind, each.first_page, each.last_page) for each in found]


def test_blank_and_failed_pages_belong_to_the_document_before_them() -> None:
    failed = PageFailure(4, Stage.READ, message("page.no_words"))
    stream = [blank_page(0), reading(DECISION, 1), reading(INNER, 2), blank_page(3), failed]
    judge = Told(p1=("quyet_dinh", 0.99), p2=("quyet_dinh", 0.01), p5=("bao_cao", 0.99))
    assert _spans([*stream, reading(REPORT, 5)], judge) == [
        ("quyet_dinh", 0, 4),
        ("bao_cao", 5, 5),
    ]


def test_nothing_and_nothing_but_blank_sides() -> None:
    assert find_documents([], Told()) == ()
    assert _spans([blank_page(0), blank_page(1)], Told()) == [("khac", 0, 1)]


def test_rules_that_say_the_same_raise_confidence_and_others_lower_it() -> None:
    same, other = (
        find_documents([reading(page, 0)], Told(p0=("quyet_dinh", 0.99)))[0]
        for page in (DECISION, REPORT)
    )
    silent = find_documents([reading(INNER, 0)], Told(p0=("quyet_dinh", 0.99)))[0]
    assert same.kind_confidence > silent.kind_confidence > other.kind_confidence
    assert (same.disputed_by, silent.disputed_by, other.disputed_by) == ("", "", "bao_cao")


def test_the_rules_tip_the_scale_where_the_network_wavers() -> None:
    judge = Told(p0=("bao_cao", 0.99))
    assert find_documents([reading(DECISION, 0)], judge)[0].kind == "bao_cao"
    judge.rules = 6.0
    tipped = find_documents([reading(DECISION, 0)], judge)[0]
    assert (tipped.kind, tipped.disputed_by) == ("quyet_dinh", "bao_cao")
    assert find_documents([reading(INNER, 0)], judge)[0].kind == "bao_cao"


def test_a_page_without_words_is_none_that_is_known() -> None:
    (found,) = find_documents([reading(page_text(), 0)], Told(p0=("bao_cao", 0.99)))
    assert found.kind == "khac"


def test_a_doubtful_boundary_is_told() -> None:
    stream: list[PageOutcome] = [reading(DECISION, 0), reading(INNER, 1)]
    sure = find_documents(stream, Told(p0=("quyet_dinh", 0.99), p1=("quyet_dinh", 0.001)))
    unsure = find_documents(stream, Told(p0=("quyet_dinh", 0.99), p1=("quyet_dinh", 0.7)))
    assert sure[0].boundary_confidence > 0.95
    assert all(each.boundary_confidence < 0.8 for each in unsure)
