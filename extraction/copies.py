"""Certified copies: who certifies signs below, and is not who signed the paper.

Source:
    NĐ 30/2020/NĐ-CP, art. 25 and PL I part III: "SAO Y", "SAO LỤC", "TRÍCH SAO" stand above the
    office, number, day and signature of the copy; NĐ 23/2015/NĐ-CP for certified copies.
"""

from dataclasses import replace

from rapidfuzz import fuzz

from dossiers.page import PageText
from dossiers.text import fold, squeeze

_HEADINGS = (
    "sao y",
    "sao y ban chinh",
    "sao luc",
    "trich sao",
    "chung thuc ban sao dung voi ban chinh",
)
_FEW, _LIKE = 6, 85
_HEADS_NO_PAGE = 0.35
"""At the top of a page the same words are a stamp on the copy, and what follows is the paper's."""


def copy_top(page: PageText) -> float:
    """How far down the page, 0..1, a copy's own part begins; 1.0 where there is none."""
    for line in page.lines:
        top = line.box.top / max(page.height, 1)
        if top > _HEADS_NO_PAGE and _heads_a_copy(line.text):
            return top
    return 1.0


def _heads_a_copy(text: str) -> bool:
    """Claim that a line is one of the headings, a letter of which may be misread."""
    said = fold(squeeze(text)).strip(" .,:;*-_|")
    return any(
        said == heading or (len(said) > _FEW and fuzz.ratio(said, heading) >= _LIKE)
        for heading in _HEADINGS
    )


def copied_part(page: PageText) -> PageText:
    """What stands above a copy's own part."""
    top = copy_top(page) * page.height
    return replace(page, lines=tuple(line for line in page.lines if line.box.top < top))
