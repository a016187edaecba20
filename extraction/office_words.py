"""Titles and names of offices: words that a reader misread a little, mended by a list of words.

They are made of few words, which stamps and signatures lie upon.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

from rapidfuzz import fuzz, process

from dossiers.gazetteer import RANKS
from dossiers.text import compose, fold, squeeze
from extraction.place_names import is_place, nearest_name
from extraction.syllables import is_syllable

LIKE, LIKE_A_WORD = 68, 84
"""A word is taken for one of the list from this likeness on, of 100; one that is a syllable of
Vietnamese itself is likely right as it was read."""

_NOISE = 3
"""Letters and figures so few that are no word are dirt beside one."""

_AUTHORITY = re.compile(r"\b(T/M|K/T|T/L|TUQ|TM|KT|TL|Q)\s*([./,\-])\s*(?=\w)", re.IGNORECASE)
_STAYS = re.compile(r"\w{1,3}[./]|\w/\w[.]?|[b-df-hj-np-tv-xz]{2,6}")
"""Authorities and abbreviations: they have no vowels."""

_MARKS = {".": ". ", "/": "/ ", ",": ". ", "-": ". "}


def mend_title(raw: str) -> str:
    """A signer's office: every word one of the list, what is none and short left out."""
    text = _AUTHORITY.sub(lambda found: found[1] + _MARKS[found[2]], squeeze(raw))
    words = list(_mended(text.split()))
    mended = " ".join(words)
    # "PHỐ" alone is no word of a title, "PHÓ" is.
    return re.sub(r"(?<!THÀNH )\bPHỐ\b(?! THÔNG)", "PHÓ", mended)


def _mended(words: list[str]) -> Iterator[str]:
    for word in words:
        if word.strip(".,/-").lower() in _list() or _STAYS.fullmatch(fold(word)):
            yield word
            continue
        if likest := _likest(word):
            yield likest
        elif len(word) > _NOISE or is_syllable(word.strip(".,")):
            yield word


def _likest(word: str) -> str:
    """The word of the list that a misread one is, in its case; empty where none is near."""
    bare = compose(word).lower().strip(".,/-")
    if len(bare) < 2:
        return ""
    by_marks = process.extract(bare, _list(), scorer=fuzz.ratio, limit=6, score_cutoff=50)
    scored = [
        (0.6 * like + 0.4 * fuzz.ratio(fold(bare), fold(known)), known)
        for known, like, _ in by_marks
    ]
    best, known = max(scored, default=(0.0, ""))
    if best < (LIKE_A_WORD if is_syllable(bare) else LIKE):
        return ""
    return known.upper() if sum(map(str.isupper, word)) * 2 >= len(word) else known


@cache
def _list() -> tuple[str, ...]:
    text = resources.files("extraction").joinpath("office_words.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if line[:1] != "#"]
    return tuple(dict.fromkeys(" ".join(lines).split()))


def mend_issuer(raw: str) -> str:
    """An office's name with the place at its end as the gazetteer has it, if it is near one.

    Its other words are too many to know: they stay as they were read.
    """
    words = squeeze(raw).split()
    start = next((place for place in range(len(words)) if _rank_at(words, place)), len(words))
    if start == len(words):
        return squeeze(raw)
    office = " ".join(words[:start])
    rank = _rank_at(words, start)
    read = " ".join(words[start + len(rank.split()) :])
    written = rank.upper() if words[start].isupper() else rank
    name = nearest_name(rank, read)
    if read.isupper():
        name = name.upper()
    return squeeze(f"{office} {written} {name}")


def _rank_at(words: list[str], place: int) -> str:
    """The rank of a place that begins there, if a name follows it."""
    for count in (2, 1):
        rank = " ".join(words[place : place + count]).lower()
        if rank in RANKS and len(words) > place + count:
            return rank
    return ""


def office_share(raw: str) -> float:
    """The share of an office's words that are of the list, or a place of the gazetteer."""
    words = squeeze(raw).split()
    start = next((place for place in range(len(words)) if _rank_at(words, place)), len(words))
    known = [word.strip(".,/-").lower() in _list() for word in words[:start]]
    if start < len(words):
        rank = _rank_at(words, start)
        known += [is_place(rank, " ".join(words[start + len(rank.split()) :]))] * 3
    return sum(known) / max(len(known), 1)
