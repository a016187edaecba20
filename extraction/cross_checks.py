"""Checks of fields against each other: on one paper, and across the papers of a dossier."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dossiers.document import Document, Field
from dossiers.notation import kind_of_notation, parse_notation
from extraction.checks import check_birth_year, check_renewal, check_sex
from extraction.claims import is_administrative
from extraction.evidence import Dossier, Told, same_form
from extraction.spans import CODES, Origin

Checks = tuple[tuple[str, ...], tuple[str, ...]]
"""Names of checks passed and failed."""

CONFLICTS = frozenset({"print_agrees", "person_agrees"})
"""Where these fail, two papers or two readings say two things: a person must decide."""

_LOUD = 0.8
"""A reading of the print that is so sure contradicts a code."""

_AFTER_BIRTH = ("ngay_cap", "ngay_het_han", "ngay_tiep_nhan")


def cross_checked(fields: Sequence[Field], chosen: Sequence[Told], dossier: Dossier) -> list[Field]:
    """The fields with what they say about each other.

    Args:
        chosen: What each field was told by.
    """
    by_document: dict[int, dict[str, Field]] = {}
    for field, told in zip(fields, chosen, strict=True):
        by_document.setdefault(told.document, {})[field.key] = field
    people = _people(by_document)
    return [
        _with(field, _checks(told, by_document[told.document], people, dossier))
        for field, told in zip(fields, chosen, strict=True)
    ]


def _with(field: Field, checks: Sequence[Checks]) -> Field:
    passed = [name for check in checks for name in check[0]]
    failed = [name for check in checks for name in check[1]]
    return replace(
        field,
        checks_passed=tuple(dict.fromkeys((*field.checks_passed, *passed))),
        checks_failed=tuple(dict.fromkeys((*field.checks_failed, *failed))),
    )


def _checks(
    told: Told, paper: Mapping[str, Field], people: Mapping[str, set[str]], dossier: Dossier
) -> list[Checks]:
    document = dossier.documents[told.document]
    return [
        _of_number(told, paper),
        _of_print(told, dossier),
        _of_notation(told, document),
        _of_days(told, paper),
        _of_renewal(told, paper, document),
        _of_person(told, paper, people),
    ]


def _of_number(told: Told, paper: Mapping[str, Field]) -> Checks:
    """The 12-digit number carries sex and year of birth."""
    if told.key != "so_dinh_danh":
        return (), ()
    checks = []
    if "ngay_sinh" in paper:
        checks.append(check_birth_year(told.value, paper["ngay_sinh"].value))
    if "gioi_tinh" in paper:
        checks.append(check_sex(told.value, paper["gioi_tinh"].value))
    return _joined(checks)


def _of_print(told: Told, dossier: Dossier) -> Checks:
    """What a code says stands on the paper as well, or something else does."""
    if not told.support(*CODES):
        return (), ()
    if told.support(Origin.TAGGER, Origin.LABEL):
        return ("print_agrees",), ()
    loud = any(
        other.support(Origin.TAGGER) > _LOUD and other.field.confidence > _LOUD
        for other in dossier.of(told.document, told.key)
        if other is not told and other.field.page == told.field.page
    )
    return ((), ("print_agrees",)) if loud else ((), ())


def _of_notation(told: Told, document: Document) -> Checks:
    """The notation names the type of the paper."""
    if told.key != "so_ky_hieu" or not is_administrative(document.kind):
        return (), ()
    notation = parse_notation(told.value)
    if notation is None:
        return (), ()
    named = kind_of_notation(notation)
    return (("kind_agrees",), ()) if named == document.kind else ((), ("kind_agrees",))


def _of_days(told: Told, paper: Mapping[str, Field]) -> Checks:
    """Nobody has papers before being born; what is promised lies after what is received."""
    born, received = paper.get("ngay_sinh"), paper.get("ngay_tiep_nhan")
    checks = []
    if told.key in _AFTER_BIRTH and born:
        checks.append(_in_order(born.value, told.value))
    if told.key == "ngay_hen_tra" and received:
        checks.append(_in_order(received.value, told.value))
    if told.key == "ngay_het_han" and "ngay_cap" in paper:
        checks.append(_in_order(paper["ngay_cap"].value, told.value))
    return _joined(checks)


def _of_renewal(told: Told, paper: Mapping[str, Field], document: Document) -> Checks:
    if told.key != "ngay_het_han" or document.kind != "can_cuoc" or "ngay_sinh" not in paper:
        return (), ()
    return check_renewal(paper["ngay_sinh"].value, told.value)


def _in_order(first: str, last: str) -> Checks:
    if not (first[:1].isdigit() and last[:1].isdigit()):
        return (), ()
    length = min(len(first), len(last))
    right = first[:length] <= last[:length]
    return (("days_in_order",), ()) if right else ((), ("days_in_order",))


def _people(papers: Mapping[int, Mapping[str, Field]]) -> Mapping[str, set[str]]:
    """Numbers by the name of the person that papers say they are of."""
    numbers: dict[str, set[str]] = {}
    for paper in papers.values():
        if "ho_ten" in paper and "so_dinh_danh" in paper:
            name = same_form(paper["ho_ten"].value)
            numbers.setdefault(name, set()).add(paper["so_dinh_danh"].value)
    return numbers


def _of_person(told: Told, paper: Mapping[str, Field], people: Mapping[str, set[str]]) -> Checks:
    """One person has one number of twelve digits, and one of nine."""
    if told.key != "so_dinh_danh" or "ho_ten" not in paper:
        return (), ()
    same_length = {
        number
        for number in people[same_form(paper["ho_ten"].value)]
        if len(number) == len(told.value)
    }
    return (), (("person_agrees",) if len(same_length) > 1 else ())


def _joined(checks: Sequence[Checks]) -> Checks:
    passed = tuple(name for check in checks for name in check[0])
    failed = tuple(name for check in checks for name in check[1])
    return passed, failed
