import pytest
from making_pages import blank_page, decision_text, reading

from classifiers.covers import Bundle
from dossiers.document import Document
from dossiers.expected import Expected
from dossiers.page import PageOutcome
from dossiers.procedures import procedures
from dossiers.vocabulary import COVER_KIND
from pipeline.completeness import find_gaps

PAGE = decision_text()


def _stream(sides: str) -> list[PageOutcome]:
    """A cover, then a page for every x and a blank side for every dot."""
    pages = [reading(PAGE, n) if side == "x" else blank_page(n) for n, side in enumerate(sides, 1)]
    return [blank_page(0), *pages]


def _bundle(*kinds: str) -> Bundle:
    """A cover, and documents of one page each."""
    all_kinds = enumerate([COVER_KIND, *kinds])
    return Bundle(None, tuple(Document(kind, 1.0, page, page) for page, kind in all_kinds))


@pytest.mark.parametrize(
    ("sides", "sheets", "right"),
    [("xxx", 3, True), ("x.x.", 2, True), ("xxx.", 2, True), ("xx", 3, False), ("xxx", 2, False)],
)
def test_sheets_are_counted_however_they_were_scanned(sides: str, sheets: int, right: bool) -> None:
    bundle = _bundle(*["khac"] * len(sides))
    told = list(find_gaps(bundle, Expected("H1", "", sheets), _stream(sides), procedures()))
    assert [each.key for each in told] == ([] if right else ["bundle.sheets"])


def test_missing_and_surplus_papers_are_named_in_words() -> None:
    bundle = _bundle("giay_khai_sinh", "to_khai_ho_tich", "bang_tot_nghiep")
    expected = Expected("H1", "dang_ky_khai_sinh")
    told = list(find_gaps(bundle, expected, _stream("xxx"), procedures()))
    assert [(each.key, each.values["kind"]) for each in told] == [
        ("bundle.missing", "can_cuoc|cmnd|ho_chieu"),
        ("bundle.surplus", "bang_tot_nghiep"),
    ]
    assert "Citizen identity card / Old identity card / Passport" in str(told[0])


def test_a_procedure_that_there_is_not_is_told_and_nothing_else() -> None:
    told = list(find_gaps(_bundle(), Expected("H1", "xyz"), _stream(""), procedures()))
    assert [each.key for each in told] == ["bundle.procedure"]
