import numpy as np
import pytest
from making_pages import BODY, line, page_text, reading

from classifiers.neighbors import JudgedPage, cut_evidence, goes_on
from classifiers.odds import log_odds
from classifiers.page_kind import judge_page
from classifiers.page_network import PageOpinion
from dossiers.page import PageText


def _page(*texts: str, number: str = "") -> PageText:
    lines = [line(text, 375, 500 + 90 * row) for row, text in enumerate(texts)]
    return page_text(*([line(number, 1200, 150)] if number else []), *lines)


def _judged(text: PageText, begins: float = 0.5, ends: float = 0.5) -> JudgedPage:
    opinion = PageOpinion(np.ones(1), begins, ends, 0.0, 0.0)
    return JudgedPage(reading(text), opinion, judge_page(text))


@pytest.mark.parametrize(
    ("last", "first", "runs_on"),
    [
        ("quy định của pháp luật về", "đất đai và các văn bản liên quan", True),
        ("theo quy định của pháp luật.", "đất đai và các văn bản liên quan", False),
        ("quy định của pháp luật về", "Điều 3. Quyết định này có hiệu lực", False),
        ("12", "đất đai và các văn bản liên quan", False),
    ],
)
def test_a_sentence_runs_from_page_to_page(last: str, first: str, runs_on: bool) -> None:
    assert goes_on(_page(last), _page(first)) is runs_on


def test_page_numbers_speak_against_a_beginning() -> None:
    first, second, fourth = (
        _page(*BODY),
        _page(*BODY, number="- 2 -"),
        _page(*BODY, number="Trang 4/7"),
    )
    told = cut_evidence(_judged(first), _judged(second))
    assert (told["numbered"], told["follows"]) == (1.0, 1.0)
    told = cut_evidence(_judged(second), _judged(fourth))
    assert (told["numbered"], told["follows"]) == (1.0, 0.0)
    told = cut_evidence(_judged(fourth), _judged(first))
    assert (told["numbered"], told["follows"]) == (0.0, 0.0)


def test_what_the_network_says_is_weighed_as_log_odds() -> None:
    told = cut_evidence(_judged(_page(*BODY), ends=0.9), _judged(_page(*BODY), begins=0.1))
    assert told["ends"] == pytest.approx(np.log(9))
    assert told["begins"] == pytest.approx(-np.log(9))
    assert (log_odds(0.0), log_odds(1.0)) == (-6.0, 6.0)
