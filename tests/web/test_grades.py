from dataclasses import replace

import pytest

from dossiers.document import Source
from tests.records.making_dossiers import paper
from web.grades import Grade, grade_confidence, grade_field

FIELD = paper(0, 0, ho_ten="Nguyễn Văn A").fields[0]


@pytest.mark.parametrize(
    ("confidence", "grade"),
    [(1.0, Grade.SURE), (0.95, Grade.SURE), (0.94, Grade.LIKELY), (0.8, Grade.LIKELY)],
)
def test_confidence_above_the_limit_of_review_is_likely_or_sure(
    confidence: float, grade: Grade
) -> None:
    assert grade_confidence(confidence, 0.8) is grade


def test_confidence_below_the_limit_of_review_is_unsure() -> None:
    assert grade_confidence(0.79, 0.8) is Grade.UNSURE
    assert grade_confidence(0.97, 0.98) is Grade.UNSURE


def test_a_failed_check_makes_any_value_unsure() -> None:
    assert grade_field(replace(FIELD, confidence=0.99), 0.8) is Grade.SURE
    doubtful = replace(FIELD, confidence=0.99, checks_failed=("date_possible",))
    assert grade_field(doubtful, 0.8) is Grade.UNSURE


def test_what_a_person_said_is_confirmed() -> None:
    assert grade_field(replace(FIELD, source=Source.PERSON), 0.8) is Grade.CONFIRMED
