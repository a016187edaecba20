"""Orthographies of papers: where tones stand, i or y, hyphens, what a typewriter does.

Every function takes printed text and gives printed text; words, not facts, are meant to go
through it. ``Orthography.apply`` is pure: the same text on the same paper is spelled alike,
and what it gives is the truth of that paper.

Source: QĐ 240/QĐ of the Ministry of Education, 5 March 1984 ("oà", "uý", i for y);
NĐ 30/2020/NĐ-CP, Appendix II (capitals).
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from random import Random
from typing import Literal

from dossiers.text import compose
from synthesis.chance import chance
from synthesis.language.misprints import misprint
from synthesis.language.syllables import TONES

Placement = Literal["as written", "old", "new"]
Vowel = Literal["as written", "y", "i"]
Capitals = Literal["as written", "decree 30", "every word"]

_LETTER = "a-zA-ZÀ-ỹ"


def _placements() -> dict[str, str]:
    """Old spellings of the open rimes that the two placements spell apart, with the new ones."""
    pairs = {}
    for first, second in ("oa", "oe", "uy", "OA", "OE", "UY", "Oa", "Oe", "Uy"):
        for tone in TONES:
            pairs[compose(first + tone) + second] = first + compose(second + tone)
    return pairs


_OLD_TO_NEW = _placements()
_NEW_TO_OLD = {new: old for old, new in _OLD_TO_NEW.items()}


def _open_rime(spellings: dict[str, str]) -> re.Pattern[str]:
    # After "q" the u belongs to the onset: "quý" is spelled alike by both.
    vowels = "aeiouyăâêôơưAEIOUYĂÂÊÔƠƯ"
    return re.compile(rf"(?<![qQ{vowels}])(?:{'|'.join(spellings)})(?![{_LETTER}])")


_OLD_RIME = _open_rime(_OLD_TO_NEW)
_NEW_RIME = _open_rime(_NEW_TO_OLD)


def place_tones_new(text: str) -> str:
    """``"hòa, thủy, khỏe"`` → ``"hoà, thuỷ, khoẻ"``."""
    return _OLD_RIME.sub(lambda found: _OLD_TO_NEW[found.group()], text)


def place_tones_old(text: str) -> str:
    """``"hoà, thuỷ, khoẻ"`` → ``"hòa, thủy, khỏe"``."""
    return _NEW_RIME.sub(lambda found: _NEW_TO_OLD[found.group()], text)


_Y_TO_I = str.maketrans("yýỳỷỹỵYÝỲỶỸỴ", "iíìỉĩịIÍÌỈĨỊ")
_I_TO_Y = str.maketrans("iíìỉĩịIÍÌỈĨỊ", "yýỳỷỹỵYÝỲỶỸỴ")
_WITH_Y = re.compile(rf"(?<![{_LETTER}])(?:[hklmstv]|qu)[yýỳỷỹỵ](?![{_LETTER}])", re.IGNORECASE)
# Only syllables that are hardly ever another word: "thi", "khi", "mì", "ti" keep their i.
_WITH_I = re.compile(
    rf"(?<![{_LETTER}])(?:kĩ|kì|kí|kỉ|lí|mĩ|sĩ|tỉ|quí|quỉ|quĩ|quị|qui)(?![{_LETTER}])",
    re.IGNORECASE,
)


def write_i(text: str) -> str:
    """``"lý do, kỹ thuật, quy định"`` → ``"lí do, kĩ thuật, qui định"``."""
    return _WITH_Y.sub(lambda found: found.group().translate(_Y_TO_I), text)


def write_y(text: str) -> str:
    """``"lí do, kĩ thuật, qui định"`` → ``"lý do, kỹ thuật, quy định"``."""
    return _WITH_I.sub(lambda found: found.group().translate(_I_TO_Y), text)


@cache
def _compounds() -> frozenset[tuple[str, ...]]:
    text = resources.files("synthesis.language").joinpath("compounds.txt").read_text("utf-8")
    return frozenset(tuple(pair.split()) for pair in compose(text).split("\n") if pair)


def hyphenate(text: str) -> str:
    """Join compounds as papers did into the 1980s: ``"Ủy-ban nhân-dân"``."""
    words = text.split(" ")
    joined = [words[0]]
    free = True  # a syllable joined to the left does not join to the right
    for before, word in pairwise(words):
        bare = word.lower().rstrip(".,;:)")
        free = not (free and (before.lower().lstrip("("), bare) in _compounds())
        joined.append(" " + word if free else "-" + word)
    return "".join(joined)


_RAISED = str.maketrans("²³¹⁰", "2310")
_MARKS = re.compile(r"(?<=[^\s\d.])([,;:])(?=\s|$)")
_NUMBER = re.compile(rf"(?<![{_LETTER}\d])[\d.,/-]*\d(?![{_LETTER}\d²³])")


def lower_superscripts(text: str) -> str:
    """``"120 m²"`` → ``"120 m2"``: a typewriter has no raised figures."""
    return text.translate(_RAISED).replace("½", "1/2").replace("¼", "1/4").replace("−", "-")


def space_marks(text: str) -> str:
    """``"nhân dân, tỉnh"`` → ``"nhân dân , tỉnh"``, as many typists did."""
    return _MARKS.sub(r" \1", text)


def letter_digits(text: str) -> str:
    """``"10/8/1984"`` → ``"lO/8/l984"``, typed on a machine without 1 and 0."""
    return _NUMBER.sub(lambda found: found.group().replace("1", "l").replace("0", "O"), text)


_ARTICLE = re.compile(r"\b(điều|chương|mục|phần|phụ lục) (?=\d|[IVX]+\b)")
_CLAUSE = re.compile(r"(?<=[a-zà-ỹ,] )(Khoản|Điểm) (?=\d|[a-zđ]\b)")
_OFFICE = re.compile(r"\b(ủy|Ủy|uỷ|Uỷ) ban nhân dân\b|\bhội đồng nhân dân\b", re.IGNORECASE)


def capitalize_by_decree_30(text: str) -> str:
    """``"Khoản 2 điều 3"`` within a sentence → ``"khoản 2 Điều 3"``; ``"Ủy ban nhân dân"``.

    Source: NĐ 30/2020/NĐ-CP, Appendix II, IV (offices) and V (articles that are cited).
    """
    text = _ARTICLE.sub(lambda found: found.group().capitalize(), text)
    text = _CLAUSE.sub(lambda found: found.group().lower(), text)
    return _OFFICE.sub(_office, text)


def _office(found: re.Match[str]) -> str:
    name = found.group()
    return name if name.isupper() else name.capitalize()


_RANKED = re.compile(
    r"\b(Ủy|Uỷ)( ban) (nhân)( dân)(?: (tỉnh|huyện|xã|phường|thành phố))?", re.IGNORECASE
)


def capitalize_offices(text: str) -> str:
    """``"Ủy ban nhân dân tỉnh"`` → ``"Ủy ban Nhân dân Tỉnh"``, as before NĐ 30."""

    def capitals(found: re.Match[str]) -> str:
        if found.group().isupper():
            return found.group()
        rank = f" {found[5].capitalize()}" if found[5] else ""
        return f"{found[1].capitalize()}{found[2]} {found[3].capitalize()}{found[4]}{rank}"

    return _RANKED.sub(capitals, text)


def underlined_words(text: str) -> str:
    """Mark the first words up to a colon as underlined in the form language: ``"_Điều 1_: …"``.

    Text without a colon in its first 30 letters stays as it is.
    """
    head, colon, rest = text.partition(":")
    return f"_{head}_{colon}{rest}" if colon and 0 < len(head) <= 30 else text


@dataclass(frozen=True, slots=True)
class Orthography:
    """How one paper is spelled.

    Attributes:
        tones: Where the tones of open oa, oe, uy stand.
        letter: Which of i and y ends "ký", "lý", "quy".
        capitals: How offices and cited articles are written.
        hyphens: Compounds are joined ("nhân-dân").
        typist: No raised figures, blanks before commas and colons.
        letter_digits: l for 1 and O for 0; falsifies figures, so only for papers without fields.
        misprints: Share of words that are misprinted.
        seed: What the misprints follow from.
    """

    tones: Placement = "as written"
    letter: Vowel = "as written"
    capitals: Capitals = "as written"
    hyphens: bool = False
    typist: bool = False
    letter_digits: bool = False
    misprints: float = 0.0
    seed: int = 0

    def apply(self, text: str) -> str:
        """Give the text as this paper prints it, NFC."""
        text = _capitals(self.capitals, _letter(self.letter, text))
        if self.hyphens:
            text = hyphenate(text)
        if self.misprints:
            text = misprint(text, self.misprints, chance(self.seed, "misprints", text))
        if self.typist:
            text = space_marks(lower_superscripts(text))
        if self.letter_digits:
            text = letter_digits(text)
        return _tones(self.tones, text)


def _tones(placement: Placement, text: str) -> str:
    if placement == "as written":
        return text
    return place_tones_old(text) if placement == "old" else place_tones_new(text)


def _letter(letter: Vowel, text: str) -> str:
    if letter == "as written":
        return text
    return write_y(text) if letter == "y" else write_i(text)


def _capitals(capitals: Capitals, text: str) -> str:
    if capitals == "as written":
        return text
    return capitalize_by_decree_30(text) if capitals == "decree 30" else capitalize_offices(text)


def draw_orthography(draws: Random, year: int) -> Orthography:
    """Draw how a paper of a year is spelled; typewriters are gone after 1995."""
    typed = year < 1990 or (year <= 1995 and draws.random() < 0.5)
    old_letters = 0.45 if year < 1995 else 0.15 if year < 2010 else 0.05
    decree_30: Capitals = "decree 30" if draws.random() < 0.8 else "as written"
    before: Capitals = "every word" if draws.random() < 0.3 else "as written"
    return Orthography(
        tones="new" if draws.random() < (0.35 if year < 2015 else 0.25) else "old",
        letter="i" if draws.random() < old_letters else "as written",
        capitals=decree_30 if year >= 2020 else before,
        hyphens=draws.random() < (0.4 if year < 1980 else 0.2 if year < 1990 else 0.0),
        typist=typed,
        letter_digits=typed and draws.random() < 0.05,
        misprints=_misprint_rate(draws, typed),
        seed=draws.getrandbits(32),
    )


def _misprint_rate(draws: Random, typed: bool) -> float:
    """Most papers have none; typed ones up to one word in 25, printed ones one in 60."""
    if draws.random() < (0.4 if typed else 0.75):
        return 0.0
    return draws.uniform(0.002, 0.04 if typed else 0.017)
