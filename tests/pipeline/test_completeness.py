import pytest
from making_pages import blank_page, decision_text, reading

from classifiers.covers import Bundle
from dossiers.document import Document
from dossiers.expected import Expected
from dossiers.messages import Message
from dossiers.page import PageOutcome
from dossiers.procedures import procedures
from dossiers.vocabulary import COVER_KIND
from pipeline.completeness import find_gaps

PAGE = decision_text()


def _stream(sides: str) -> list[PageOutcome]:
    """A cover, then a page for every x and a blank side for every dot."""
    pages = [reading(PAGE, n) if side == "x" else blank_page(n) for n, side in enumerate(sides, 1)]
    return [blank_page(0), *pages]


def _bundle(*kinds: str, cover: Expected | None = None, first: int = 0) -> Bundle:
    """A cover, and documents of one page each."""
    all_kinds = enumerate([COVER_KIND, *kinds], first)
    return Bundle(cover, tuple(Document(kind, 1.0, page, page) for page, kind in all_kinds))


def _gaps(bundle: Bundle, sides: str, *announced: Expected) -> list[Message]:
    (gaps,) = find_gaps([bundle], announced, _stream(sides), procedures())
    return list(gaps)


@pytest.mark.parametrize(
    ("sides", "sheets", "right"),
    [
        ("xxx", 3, True),
        ("x.x.", 2, True),  # both sides scanned
        ("xxx.", 2, True),
        ("xxxxxxx", 5, True),  # both sides, blank backs left out by the scanner
        ("xx.", 3, True),  # one side each, one with nothing on it
        ("xx", 3, False),
        ("xxx", 1, False),
        ("x.x.x.x.", 5, False),  # a sheet is missing: blank backs do not stand for it
        ("x.x.x.", 5, False),
    ],
)
def test_sheets_are_counted_however_they_were_scanned(sides: str, sheets: int, right: bool) -> None:
    told = _gaps(_bundle(*["khac"] * len(sides), cover=Expected("H1", "", sheets)), sides)
    assert [each.key for each in told] == ([] if right else ["bundle.sheets"])


def test_missing_and_surplus_papers_are_named_in_words() -> None:
    found = ("giay_khai_sinh", "to_khai_ho_tich", "bang_tot_nghiep")
    told = _gaps(_bundle(*found, cover=Expected("H1", "dang_ky_khai_sinh")), "xxx")
    assert [(each.key, each.values["kind"]) for each in told] == [
        ("bundle.missing", "can_cuoc|cmnd|ho_chieu"),
        ("bundle.surplus", "bang_tot_nghiep"),
    ]
    assert "Citizen identity card / Old identity card / Passport" in str(told[0])


def test_a_procedure_that_there_is_not_is_told_and_nothing_else() -> None:
    told = _gaps(_bundle(cover=Expected("H1", "xyz")), "")
    assert [each.key for each in told] == ["bundle.procedure"]


def test_what_the_cover_leaves_open_the_list_says() -> None:
    bundle = _bundle("khac", cover=Expected("H1"))
    assert [each.key for each in _gaps(bundle, "x", Expected("H1", "", 3))] == ["bundle.sheets"]
    assert _gaps(bundle, "x", Expected("H1", "", 1)) == []


def test_a_list_alone_speaks_of_a_stream_that_is_one_dossier() -> None:
    told = _gaps(_bundle("khac"), "x", Expected("H1", "", 3))
    assert [each.key for each in told] == ["bundle.sheets"]


def test_covers_and_lists_that_differ_are_told() -> None:
    one = _bundle("khac", cover=Expected("H1"))
    other = _bundle("khac", cover=Expected("H9"), first=2)
    stream = [*_stream("x"), blank_page(2), reading(PAGE, 3)]
    listed = (Expected("H1"), Expected("H2"))
    gaps = find_gaps([one, other], listed, stream, procedures())
    told = [[(each.key, each.values["code"]) for each in found] for found in gaps]
    assert told == [[("bundle.no_cover", "H2")], [("bundle.not_listed", "H9")]]


def test_papers_before_the_first_cover_are_not_judged_by_the_list() -> None:
    stray = Bundle(None, (Document("khac", 1.0, 0, 0),))
    bundle = _bundle("khac", cover=Expected("H1", "", 1), first=1)
    stream = [reading(PAGE, 0), blank_page(1), reading(PAGE, 2)]
    assert find_gaps([stray, bundle], [Expected("H1", "", 1)], stream, procedures()) == [(), ()]
