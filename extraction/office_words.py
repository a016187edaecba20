"""Titles and names of offices: words that a reader misread a little, mended by a list of words.

They are made of few words, which stamps and signatures lie upon.
"""

import re
from collections.abc import Iterator
from functools import cache

from rapidfuzz import fuzz, process

from dossiers.gazetteer import RANKS
from dossiers.text import compose, fold, squeeze
from extraction.place_names import (
    is_place,
    is_place_but_tones,
    nearest_name,
    older_provinces,
    same_but_tones,
)
from extraction.syllables import is_syllable
from extraction.word_lists import lines_of, words_of_list

LIKE, LIKE_A_WORD = 68, 84
"""A word is taken for one of the list from this likeness on, of 100; one that is a syllable of
Vietnamese itself is likely right as it was read."""

_NOISE = 3
"""Letters and figures so few that are no word are dirt beside one."""

_OF_A_PLACE = 3
"""A place counts as much as so many words."""

Checks = tuple[tuple[str, ...], tuple[str, ...]]
"""Names of checks passed and failed."""

_OF_PLACES = re.compile(r"(uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd)( \w+)+$")
_FOR_A_HEAD = re.compile(r"\bKT[./]|\bK/T\b")
_DEPUTY = re.compile(r"\bPHÓ\b|\bP\.|\bTHỨ TRƯỞNG\b")
_SHORT_RANK = re.compile(r"\b(?:tp|tx|tt|q|h|x|p)\b\.?")

# "TM-DV" is trade and service, "Q.1" a district.
_AUTHORITY = re.compile(
    r"(?<![\w/-])(T/M|K/T|T/L|TUQ|TM|KT|TL|Q)\s*([./,]|-(?=\s))\s*(?=[^\W\d])", re.IGNORECASE
)
_SIGNS_FOR = re.compile(r"(T/M|K/T|T/L|T\.M|K\.T|T\.L|TUQ|TUN|TM|KT|TL|Q)\b[./ ]", re.IGNORECASE)
_STAYS = re.compile(r"\w{1,3}[./]|\w/\w[.]?|[b-df-hj-np-tv-xz]{2,6}")
"""Authorities and abbreviations: they have no vowels."""

_CUT_DEPUTY = re.compile(r"(?<!\w)\w{0,2}HÓ (?=CHỦ|GIÁM|TRƯỞNG|HIỆU|CHÁNH|CỤC|CHI)")
"""Seals and signatures lie on its first letter; no other word of titles looks like it."""

_MARKS = {".": ". ", "/": "/ ", ",": ". ", "-": ". "}


def mend_title(raw: str, *, sure: bool = False) -> str:
    """A signer's office: every word one of the list, what is none and short left out.

    Args:
        sure: It was read without doubt: its words stay.
    """
    text = _AUTHORITY.sub(lambda found: found[1] + _MARKS[found[2]], squeeze(raw))
    text = _CUT_DEPUTY.sub("PHÓ ", text)
    if sure:
        return text
    mended = " ".join(_mended(text.split()))
    # "PHỐ" alone is no word of a title, "PHÓ" is.
    return re.sub(r"(?<!THÀNH )(?<!KHU )(?<!DÂN )\bPHỐ\b(?! THÔNG)", "PHÓ", mended)


def _mended(words: list[str]) -> Iterator[str]:
    in_place = False
    for place, word in enumerate(words):
        bare = word.strip(".,/-").lower()
        is_number = place == len(words) - 1 and any(map(str.isdigit, bare))  # elsewhere it is dirt
        known = bare in _list() or _STAYS.fullmatch(fold(word)) or is_number
        in_place = bare in RANKS or (in_place and not known)  # names of places are no words of ours
        if known or in_place:
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


def mend_phrases(name: str, *, sure: bool) -> tuple[str, bool]:
    """An office's name with the phrases that offices share as they are written, and if it was so.

    Only marks are mended, which readers miss most, and not where all was read without doubt.
    """
    office, rank, place_name = _parted(squeeze(name).split())
    if len(fold(office)) != len(office):  # letters that no Vietnamese word has
        return name, True
    mended, right = _phrases_mended(office, sure=sure)
    return squeeze(f"{mended} {rank} {place_name}"), right


def _phrases_mended(name: str, *, sure: bool) -> tuple[str, bool]:
    right, place = True, 0
    parts: list[str] = []
    for found in _phrases().finditer(fold(name)):
        read, known = name[found.start() : found.end()], _by_fold()[found.group()]
        same = same_but_tones(read.lower(), known.lower())
        right = right and same
        parts += [name[place : found.start()], read if sure or same else _cased(known, read)]
        place = found.end()
    return "".join([*parts, name[place:]]), right


def _cased(known: str, read: str) -> str:
    pairs = zip(known, read, strict=True)
    return "".join(letter.upper() if seen.isupper() else letter.lower() for letter, seen in pairs)


@cache
def _beginnings(file: str) -> re.Pattern[str]:
    known = "|".join(re.escape(fold(line)) for line in lines_of(file))
    return re.compile(rf"(?:{known})\b")


@cache
def _by_fold() -> dict[str, str]:
    return {fold(phrase): phrase for phrase in lines_of("office_phrases.txt")}


@cache
def _phrases() -> re.Pattern[str]:
    """Any phrase, folded, the longest first."""
    longest = sorted(_by_fold(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b")


def check_issuer(raw: str) -> Checks:
    """Whether the place at the end of an office's name is in the gazetteer, with that rank.

    A people's committee or council has one; other offices need none.
    """
    office, rank, name = _parted(squeeze(raw).split())
    if rank:
        return (("unit_known",), ()) if _is_unit(rank.lower(), name) else ((), ("unit_known",))
    if _OF_PLACES.match(fold(office)) and not _SHORT_RANK.search(fold(office)):
        return (), ("unit_known",)
    return (), ()


def _is_unit(rank: str, name: str) -> bool:
    """Claim that a place is in the gazetteer, whatever stands behind it and however it is spelled.

    Tone marks may stand in their older place, numbers may begin with a zero.
    """
    first = re.split(r"[,(]|\s(?=(?:huyện|quận|thị xã|thành phố|tỉnh)\s)", name, flags=re.I)[0]
    plain = squeeze(re.sub(r"\s*-\s*", " - ", re.sub(r"^0+(?=\d)", "", first)))
    former = rank == "tỉnh" and fold(plain) in map(fold, older_provinces())
    return former or is_place(rank, plain) or is_place_but_tones(rank, plain)


def check_beginning(title: str) -> Checks:
    """Whether a signer's office begins as offices do: a seal mostly covers the beginning.

    A deputy who signs for nobody is doubted, too.
    """
    begins = _beginnings("title_beginnings.txt").match(fold(title))
    begins = begins or _SIGNS_FOR.match(title)
    return (("title_begins",), ()) if begins else ((), ("title_begins",))


def check_office_beginning(name: str) -> Checks:
    """Whether an office's name begins as names of offices do."""
    begins = _beginnings("office_beginnings.txt").match(fold(name))
    return (("office_begins",), ()) if begins else ((), ("office_begins",))


def check_title(title: str) -> Checks:
    """Whether somebody who signs for a head ("KT.") is said to be a deputy."""
    found = _FOR_A_HEAD.search(title)
    if found is None:
        return (), ()
    named = _DEPUTY.search(title.upper(), found.end())
    return (("deputy_named",), ()) if named else ((), ("deputy_named",))


def office_share(raw: str) -> float:
    """The share of an office's words that are of the list, or a place of the gazetteer."""
    office, rank, name = _parted(squeeze(raw).split())
    known = [word.strip(".,/-").lower() in _list() for word in office.split()]
    if rank:
        known += [is_place(rank.lower(), name)] * _OF_A_PLACE
    return sum(known) / max(len(known), 1)
