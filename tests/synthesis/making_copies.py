"""Copies of forms and columns to set lines in, as tests need them."""

from datetime import date
from random import Random

from synthesis.cases.case import Case, draw_case
from synthesis.cases.papers import Paper, set_copy
from synthesis.chance import chance
from synthesis.ink.hands import draw_hand
from synthesis.typesetting.column import Column, Filler, Style
from synthesis.typesetting.form_files import Form, parse
from synthesis.typesetting.markup import Fact, spans
from synthesis.typesetting.sheet import Sheet, line_text


def say(name: str) -> Fact:
    return Fact(name)


def column(width: float = 200, size: float = 12, *, by_hand: bool = True) -> Column:
    draws = chance(1)
    filler = Filler(draw_hand(draws, "training"), by_hand, draws)
    return Column(Sheet(), 50, width, 60, filler, Style(size=size))


def set_line(target: Column, markup: str) -> None:
    target.line(target.words(spans(markup, say), target.style), "left", target.style)


def copy_of(text: str, *, year: int = 2025, seed: int = 1) -> Paper:
    (form,) = parse(text, "test.form")
    return copy_of_form(form, year=year, seed=seed)


def copy_of_form(form: Form, *, year: int, seed: int = 1) -> Paper:
    case = case_of(year, chance(seed, form.code))
    return set_copy(form, case, "", min(case.day, date(year, 12, 31)), "training")


def case_of(year: int, draws: Random) -> Case:
    return draw_case(draws, "test", year)


def text_of(paper: Paper) -> str:
    return "\n".join(line_text(line) for sheet in paper.sheets for line in sheet.lines)
