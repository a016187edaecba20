"""Titles and names of offices: words that a reader misread a little, mended by a list of words.

They are made of few words, which stamps and signatures lie upon.
"""

import re
from collections.abc import Iterator
from functools import cache

from rapidfuzz import fuzz, process

from dossiers.gazetteer import RANKS
from dossiers.text import compose, fold, squeeze
from extraction.place_names import is_place, nearest_name
from extraction.syllables import is_syllable
from extraction.word_lists import words_of_list

LIKE, LIKE_A_WORD = 68, 84
"""A word is taken for one of the list from this likeness on, of 100; one that is a syllable of
Vietnamese itself is likely right as it was read."""

_NOISE = 3
"""Letters and figures so few that are no word are dirt beside one."""

_OF_A_PLACE = 3
"""A place counts as much as so many words."""

_AUTHORITY = re.compile(r"\b(T/M|K/T|T/L|TUQ|TM|KT|TL|Q)\s*([./,\-])\s*(?=\w)", re.IGNORECASE)
_STAYS = re.compile(r"\w{1,3}[./]|\w/\w[.]?|[b-df-hj-np-tv-xz]{2,6}")
"""Authorities and abbreviations: they have no vowels."""

_MARKS = {".": ". ", "/": "/ ", ",": ". ", "-": ". "}


def mend_title(raw: str, *, sure: bool = False) -> str:
    """A signer's office: every word one of the list, what is none and short left out.

    Args:
        sure: It was read without doubt: its words stay.
    """
    text = _AUTHORITY.sub(lambda found: found[1] + _MARKS[found[2]], squeeze(raw))
    if sure:
        return text
    mended = " ".join(_mended(text.split()))
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
    return tuple(dict.fromkeys(words_of_list("office_words.txt")))


def mend_issuer(raw: str) -> str:
    """An office's name with the place at its end as the gazetteer has it, if it is near one.

    Its other words are too many to know: they stay as they were read.
    """
    office, rank, read = _parted(squeeze(raw).split())
    if not rank:
        return squeeze(raw)
    name = nearest_name(rank.lower(), read)
    return squeeze(f"{office} {rank} {name.upper() if read.isupper() else name}")


def _parted(words: list[str]) -> tuple[str, str, str]:
    """An office, and rank and name of the place at its end; both empty where there is none."""
    for start in range(len(words)):
        if count := len(_rank_at(words, start).split()):
            parts = words[:start], words[start : start + count], words[start + count :]
            office, rank, name = map(" ".join, parts)
            return office, rank, name
    return " ".join(words), "", ""


def _rank_at(words: list[str], place: int) -> str:
    """The rank of a place that begins there, if a name follows it."""
    for count in (2, 1):
        rank = " ".join(words[place : place + count]).lower()
        if rank in RANKS and len(words) > place + count:
            return rank
    return ""


def office_share(raw: str) -> float:
    """The share of an office's words that are of the list, or a place of the gazetteer."""
    office, rank, name = _parted(squeeze(raw).split())
    known = [word.strip(".,/-").lower() in _list() for word in office.split()]
    if rank:
        known += [is_place(rank.lower(), name)] * _OF_A_PLACE
    return sum(known) / max(len(known), 1)
