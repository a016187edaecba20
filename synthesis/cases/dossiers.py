"""Dossiers: which papers lie in one, in what order, scanned how."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from random import Random
from typing import Any

from synthesis.cases.case import Case, draw_case
from synthesis.cases.papers import Paper, set_paper
from synthesis.chance import chance
from synthesis.ink.fonts import Split
from synthesis.scanning import Wear, draw_wear, similar_wear
from synthesis.typesetting.form_files import FormSplit
from synthesis.typesetting.sheet import PlacedInk, Sheet

_DUPLEX = 0.2
"""Of the dossiers go through a scanner that takes both sides."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What dossiers are wanted: how many, from what seed, worn how, of which fonts and hands.

    Attributes:
        forms: Of which split the papers' forms are.
        mixed: As many papers of any kind lie astray in each, every kind as often.
    """

    count: int
    seed: int
    grade: str = ""
    split: Split = "training"
    forms: FormSplit = "all"
    mixed: int = 0


@dataclass(frozen=True, slots=True)
class Side:
    """One side as it goes through the scanner.

    Attributes:
        back: The other side of the sheet, where its ink shines through.
        born_digital: The side never was on paper: a PDF page of real text.
    """

    sheet: Sheet
    wear: Wear
    back: Sheet | None = None
    born_digital: bool = False

    @property
    def is_blank(self) -> bool:
        return not self.sheet.marks


@dataclass(frozen=True, slots=True)
class Part:
    """A document as scanned; a blank back belongs to the document whose sheet it is."""

    paper: Paper
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """A scan stream: all sides of all documents, in order."""

    name: str
    seed: int
    parts: tuple[Part, ...]

    @property
    def sides(self) -> tuple[Side, ...]:
        return tuple(side for part in self.parts for side in part.sides)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of a recipe."""

    kind: str
    chance: float
    role: str
    before: tuple[int, int]


@cache
def _recipes() -> Mapping[str, Mapping[str, Any]]:
    text = resources.files("synthesis.cases").joinpath("recipes.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def draw_dossier(number: int, wanted: Wanted) -> Dossier:
    """Draw the dossier of a number; the same number and seed give the same dossier."""
    draws = chance(wanted.seed, "dossier", str(number), wanted.split)
    recipes = _recipes()
    theme = draws.choices(list(recipes), [recipe["weight"] for recipe in recipes.values()])[0]
    first, last = recipes[theme]["years"]
    # Offices scan what they were handed lately; old boxes are rarer.
    year = max(draws.randint(first, last), draws.randint(first, last))
    case = draw_case(draws, theme, year)
    entries = [*_drawn_entries(recipes[theme], draws), *_astray(wanted, number)]
    papers = [
        paper for entry in entries if (paper := _paper(entry, case, draws, wanted)) is not None
    ]
    parts = tuple(_scanned(papers, year, wanted.grade, draws))
    return Dossier(f"{theme.replace('_', '-')}-{number:04d}", wanted.seed, parts)


def _paper(entry: _Entry, case: Case, draws: Random, wanted: Wanted) -> Paper | None:
    before = draws.randint(*entry.before)
    return set_paper(entry.kind, case, entry.role, before, wanted.split, wanted.forms)


def _astray(wanted: Wanted, number: int) -> Sequence[_Entry]:
    draws = chance(wanted.seed, "astray", str(number))
    by_kind = _entries_by_kind()
    drawn = draws.choices(list(by_kind), k=wanted.mixed)
    return [draws.choice(by_kind[kind]) for kind in drawn]


@cache
def _entries_by_kind() -> Mapping[str, Sequence[_Entry]]:
    by_kind: dict[str, list[_Entry]] = {}
    for recipe in _recipes().values():
        for entry in map(_entry, recipe["papers"]):
            by_kind.setdefault(entry.kind, []).append(entry)
    return by_kind


def _drawn_entries(recipe: Mapping[str, Any], draws: Random) -> Sequence[_Entry]:
    """Between one and seven papers of a recipe."""
    entries = [_entry(line) for line in recipe["papers"]]
    drawn = [entry for entry in entries if draws.random() < entry.chance]
    drawn = drawn or [draws.choice(entries)]
    if recipe.get("order") == "any":
        draws.shuffle(drawn)
    most = draws.randint(2, 7)
    while len(drawn) > most:
        drawn.pop(draws.randrange(len(drawn)))
    return drawn


def _entry(line: str) -> _Entry:
    kind, odds, role, before = line.split()
    first, _, last = before.partition("-")
    return _Entry(kind, float(odds), role.strip("-"), (int(first), int(last or first)))


def _scanned(papers: Sequence[Paper], year: int, grade: str, draws: Random) -> Iterator[Part]:
    """Put papers through the office's scanner; some came from elsewhere as they are."""
    usual = draw_wear(draws, year, grade=grade)
    duplex = draws.random() < _DUPLEX
    for paper in papers:
        own = draws.random() < 0.3
        wear = draw_wear(draws, paper.year, grade=grade) if own else similar_wear(usual, draws)
        if duplex and wear.device != "phone":
            yield Part(paper, tuple(_both_sides(paper, wear, draws)))
        else:
            yield Part(paper, tuple(_one_by_one(paper, wear, draws)))


def _one_by_one(paper: Paper, wear: Wear, draws: Random) -> Iterator[Side]:
    digital = draws.random() < 0.1 and not paper.typed
    for sheet in paper.sheets:
        if digital and not any(isinstance(mark, PlacedInk) for mark in sheet.marks):
            flat = replace(wear, turned=0)
            yield Side(sheet, flat, born_digital=True)
        else:
            yield Side(sheet, _sometimes_turned(similar_wear(wear, draws), draws))


def _sometimes_turned(wear: Wear, draws: Random) -> Wear:
    """A side of a paper lies wrong now and then, whatever the others do."""
    if draws.random() > 0.02:
        return wear
    return replace(wear, turned=draws.choice([90, 180, 180, 270]))


def _both_sides(paper: Paper, wear: Wear, draws: Random) -> Iterator[Side]:
    """Scan fronts and backs; what is printed on one side only has blank backs."""
    one_sided = draws.random() < 0.5
    for place, sheet in enumerate(paper.sheets):
        front = similar_wear(wear, draws)
        behind = paper.sheets[place + 1 : place + 2]
        back = behind[0] if behind and not one_sided else None
        yield Side(sheet, front, back)
        if one_sided or (place == len(paper.sheets) - 1 and place % 2 == 0):
            yield Side(Sheet(sheet.width, sheet.height), similar_wear(front, draws), sheet)
