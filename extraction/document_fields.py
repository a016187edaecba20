"""All fields of the documents of a dossier: what every way of reading claims, weighed together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from dossiers.document import Candidate, Document, Field
from dossiers.page import PageReading
from dossiers.tags import WordTags
from dossiers.vocabulary import COVER_KIND
from extraction.claims import find_claims
from extraction.cover import find_cover_fields
from extraction.cross_checks import cross_checked
from extraction.evidence import Dossier, Told, gather, rows
from extraction.missing import Habits, find_missing
from extraction.spans import CODES

HOLDER_KINDS = frozenset({"can_cuoc"})
HOLDER_KEYS = frozenset("ho_ten so_dinh_danh ngay_sinh gioi_tinh ngay_cap ngay_het_han".split())
PROVEN = 0.998
"""Codes and zones have check digits of their own."""

TOLD = 0.35
"""What is less probable is not told: it would be wrong more often than it helps."""


MOST_CANDIDATES, LIKELY = 4, 0.02
"""So many other values are kept beside the one that is told, and how probable they are."""


class Trust(Protocol):
    """Whoever says how probable values are.

    Attributes:
        habits: What papers mostly say.
    """

    habits: Habits

    def probabilities(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        """Probability that each value is right, from ``evidence.rows``."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document, its pages with words in order, and the tags of their words."""

    document: Document
    readings: Sequence[PageReading]
    tags: Sequence[WordTags]


def read_fields(papers: Sequence[Paper], trust: Trust) -> list[Document]:
    """The documents of a dossier with their fields, each with its probability and its checks."""
    dossier = tell(papers)
    chosen = _choose(dossier, trust.probabilities(rows(dossier)))
    told_by, believed = [told for told, _ in chosen], [field for _, field in chosen]
    by_document = [list(_on_cover(paper)) for paper in papers]
    for told, field in zip(told_by, cross_checked(believed, told_by, dossier), strict=True):
        by_document[told.document].append(field)
    return [
        _with_fields(paper, fields, trust.habits)
        for paper, fields in zip(papers, by_document, strict=True)
    ]


def _with_fields(paper: Paper, fields: Sequence[Field], habits: Habits) -> Document:
    told = {field.key for field in fields}
    missing = find_missing(paper.document.kind, paper.tags, told, habits)
    return replace(paper.document, fields=tuple(fields), missing=tuple(missing))


def _choose(dossier: Dossier, chances: NDArray[np.float64]) -> list[tuple[Told, Field]]:
    """The most probable value of every field of every document, if it is worth telling."""
    by_place: dict[tuple[int, str], list[tuple[float, Told]]] = {}
    for told, chance in zip(dossier.told, chances.tolist(), strict=True):
        if _is_proven(told, dossier.documents[told.document].kind):
            chance = max(chance, PROVEN)
        by_place.setdefault((told.document, told.key), []).append((round(chance, 4), told))
    chosen = []
    for values in by_place.values():
        (chance, best), *others = sorted(values, key=lambda each: -each[0])
        if chance >= TOLD:
            likely = [each for each in others[:MOST_CANDIDATES] if each[0] >= LIKELY]
            rivals = tuple(_candidate(other, told) for other, told in likely)
            chosen.append((best, replace(best.field, confidence=chance, candidates=rivals)))
    return chosen


def _candidate(chance: float, told: Told) -> Candidate:
    field = told.field
    return Candidate(field.value, chance, field.page, field.box, field.source)


def _is_proven(told: Told, kind: str) -> bool:
    """Claim that a card tells machines who holds it: print that differs was misread, or is forged.

    An address is not: cards print it another way than their code has it.
    """
    return kind in HOLDER_KINDS and told.key in HOLDER_KEYS and told.support(*CODES) > 0


def tell(papers: Sequence[Paper]) -> Dossier:
    """All that is claimed on the documents of a dossier, the same together."""
    claims = [
        []
        if paper.document.kind == COVER_KIND
        else find_claims(paper.document, paper.readings, paper.tags)
        for paper in papers
    ]
    return gather([paper.document for paper in papers], claims)


def _on_cover(paper: Paper) -> tuple[Field, ...]:
    if paper.document.kind != COVER_KIND:
        return ()
    return tuple(field for reading in paper.readings for field in find_cover_fields(reading))
