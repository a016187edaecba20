"""One paper: a form of its kind and time, filled in, copied if it is a card, marked by offices."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from random import Random

from synthesis.cases.case import Case
from synthesis.cases.copies import copy_onto_a4
from synthesis.cases.facts import Facts, draw_head, gather_facts
from synthesis.cases.marks import add_marks
from synthesis.cases.paper_facts import issuer_as_printed
from synthesis.cases.truth import Value, find_values
from synthesis.dates import years_later
from synthesis.ink.fonts import Split, draw_family
from synthesis.ink.hands import draw_hand
from synthesis.typesetting.column import Filler, Style
from synthesis.typesetting.form_files import Form, FormSplit, belongs, forms
from synthesis.typesetting.setting import set_form
from synthesis.typesetting.sheet import Sheet

_SMALL = ("card", "passport", "booklet", "slip")
_TYPED_UNTIL = 1996
_SANS = 0.07
"""Of the offices print without serifs; the norm wants Times New Roman."""

_AS_PRINTED = (
    "so_ky_hieu",
    "trich_yeu",
    "que_quan",
    "noi_thuong_tru",
    "noi_cap",
    "chuc_vu_nguoi_ky",
)
_ISSUED_AT_BIRTH = ("giay_khai_sinh",)


@dataclass(frozen=True, slots=True)
class Paper:
    """A document: its sides typeset, and the values that stand on them.

    Attributes:
        form: Kind and name of the form.
        values: Normal forms by key; ``found`` tells where they stand.
        typed: By a typewriter.
    """

    kind: str
    form: str
    year: int
    sheets: tuple[Sheet, ...]
    values: Mapping[str, str]
    found: Mapping[str, Value]
    typed: bool


@cache
def forms_of(kind: str) -> tuple[Form, ...]:
    """All forms of a kind."""
    return tuple(form for form in forms() if form.kind == kind)


def set_paper(  # noqa: PLR0913  # what, about whom, from when, and of which splits
    kind: str, case: Case, role: str, before: int, split: Split, of: FormSplit = "all"
) -> Paper | None:
    """Set a paper of a kind that is ``before`` years older than its case.

    Args:
        role: Of the person whom it is about; the form's own where it is empty.
        split: Of fonts and hands; ``of``: of forms.

    Returns:
        None where the kind had no form at that time.
    """
    draws = case.draws("paper", kind, role, str(before))
    day = _day(kind, case, role, before, draws)
    fitting = [
        form for form in forms_of(kind) if form.first <= day.year <= form.last and belongs(form, of)
    ]
    if not fitting:
        return None
    form = draws.choices(fitting, [form.weight for form in fitting])[0]
    return set_copy(form, case, role, day, split)


def set_copy(form: Form, case: Case, role: str, day: date, split: Split) -> Paper:
    """Set a copy of a form on a day of a case."""
    draws = case.draws("copy", form.code, role, day.isoformat())
    form = draw_head(form, draws)
    facts = gather_facts(form, case, day, role, draws)
    filler = Filler(draw_hand(draws, split), draws.random() < _filled(form), draws)
    style = draw_style(draws, form, day.year, split)
    sheets = set_form(form, facts, filler, style)
    if form.head.get("paper", "a4").partition("-")[0] in _SMALL:
        sheets = copy_onto_a4(sheets, draws)
    add_marks(sheets, form, facts, split)
    found = find_values(sheets)
    values = {key: _value(facts, key, value) for key, value in found.items()}
    return Paper(form.kind, form.code, day.year, sheets, values, found, style.jump > 0)


def _value(facts: Facts, key: str, value: Value) -> str:
    """The normal form of a value; what papers print as it is, is its own."""
    if key == "co_quan_ban_hanh":
        facts.say(key)  # a letterhead prints the office without asking for the fact
        return issuer_as_printed(facts.values[key], value.raw)
    return value.raw if key in _AS_PRINTED else facts.values.get(key, value.raw)


def _filled(form: Form) -> float:
    """How often a form is filled in by hand: what it says, else as official papers are."""
    official = any(item.verb == "letterhead" for item in form.body)
    return float(form.head.get("filled", "0.9" if official else "1"))


def _day(kind: str, case: Case, role: str, before: int, draws: Random) -> date:
    """The paper's day: before that of its case, and not before its subject was born."""
    day = years_later(case.day, -before) - timedelta(days=draws.randint(0, 60 if before else 9))
    if kind in _ISSUED_AT_BIRTH and role:
        born = case.person(role).born
        early = born + timedelta(days=draws.randint(3, 90))
        return min(case.day, max(born, early if draws.random() < 0.7 else day))
    if kind == "bang_tot_nghiep" and role:
        return min(case.day, years_later(case.person(role).born, draws.randint(18, 27)))
    return day


def draw_style(draws: Random, form: Form, year: int, split: Split) -> Style:
    """How a copy is printed: faces of its time; sizes and leading as offices vary them."""
    manner = _manner(draws, form, year)
    family = draw_family(draws, manner, split).name
    other = draw_family(draws, draws.choice(["serif", "sans", "type"]), split).name
    style = Style(
        size=13 * draws.gauss(1.0, 0.025),
        family=family,
        typed=draws.choice([family, family, other]),
        leading=1.28 * draws.uniform(0.94, 1.12),
        tracking=draws.choice([0.0] * 8 + [-0.12, 0.15]),
    )
    if manner != "type":
        return style
    return replace(style, tracking=0.0, typed=family, jump=draws.uniform(0.1, 0.7))


def _manner(draws: Random, form: Form, year: int) -> str:
    """With serifs, without, or by a typewriter: as the form wants it, else as its time had it."""
    wanted = form.settings("style").get("family", "text")
    if wanted != "text":
        return {"mono": "type"}.get(wanted, wanted)
    typed = draws.random() < (0.95 if year < 1992 else 0.5)
    if year < _TYPED_UNTIL and typed and form.head.get("paper", "a4") not in _SMALL:
        return "type"
    return "sans" if draws.random() < _SANS else "serif"
