from collections.abc import Sequence
from dataclasses import replace

import pytest
from making_pages import blank_page, decision_text, reading

from bench.page_kinds import judge, row_of
from dossiers.document import Document
from dossiers.page import PageReading
from training.read_pages import ReadDossier, ReadPage


def _dossier(*pages: tuple[str, int]) -> ReadDossier:
    """Pages of kinds, each at a place in its document; a kind in capitals is a blank side."""
    return tuple(
        ReadPage(
            blank_page(n) if kind.isupper() else reading(decision_text(), n),
            kind.lower(),
            "",
            place,
            False,
            0.0,
        )
        for n, (kind, place) in enumerate(pages)
    )


DOSSIERS = [
    _dossier(("quyet_dinh", 0), ("quyet_dinh", 1), ("bao_cao", 0), ("BAO_CAO", 1)),
    _dossier(("cmnd", 0), ("cmnd", 0)),
]
RIGHT = [
    (Document("quyet_dinh", 0.8, 0, 1), Document("bao_cao", 1.0, 2, 3)),
    (Document("cmnd", 1.0, 0, 0), Document("cmnd", 1.0, 1, 1)),
]


def _saying(*answers: Sequence[Document]) -> object:
    said = iter(answers)

    def divide(_: Sequence[PageReading]) -> Sequence[Document]:
        return next(said)

    return divide


def test_who_is_right_has_full_marks() -> None:
    told = judge(DOSSIERS, _saying(*RIGHT))
    assert (told.accuracy, told.macro_f1, told.boundary_f1) == (1, 1, 1)
    assert told.exact == [(2, 2), (2, 2)]
    assert told.calibration.value == pytest.approx(0.2 / 4)
    assert "100.0 %" in " ".join(row_of("x", told))


def test_glued_documents_and_wrong_kinds_cost_what_they_should() -> None:
    glued = (Document("cmnd", 1.0, 0, 1),)
    wrong = (replace(RIGHT[0][0], kind="bao_cao"), RIGHT[0][1])
    told = judge(DOSSIERS, _saying(wrong, glued))
    # Five pages say something; the two of the decision are named wrong.
    assert told.accuracy == pytest.approx(3 / 5)
    # quyet_dinh 0; bao_cao 2·1/(1+3); cmnd 1.
    assert told.macro_f1 == pytest.approx((0 + 0.5 + 1) / 3)
    # Of two boundaries inside dossiers one was found, and none invented.
    assert told.boundary_f1 == pytest.approx(2 / 3)
    assert told.exact == [(2, 2), (0, 2)]
