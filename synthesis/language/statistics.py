"""Distills clauses and syllables of laws, decrees and decisions into one small file.

``python -m synthesis.language.statistics TEXTS... -o phrases.txt.xz`` reads folders of ``.txt``
and ``.md``. The file begins with a line of counts, then holds one clause a line in the order
of letters, each with the mark that followed it, then an empty line, then one syllable and its
count a line. No more than ``OF_ONE_DOCUMENT`` clauses are of one document (of each 80,000
characters of a collection) and their order is gone, so that none can be rebuilt.

Source: texts of laws are not subject to copyright (Law on Intellectual Property 2005,
article 15). A clause is kept when all its pairs of words occur in several documents.
"""

import argparse
import lzma
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random

from dossiers.text import VIETNAMESE_LETTERS, compose, squeeze
from synthesis.chance import chance
from synthesis.language.spelling import place_tones_old
from synthesis.language.syllables import is_syllable

FEWEST_WORDS, MOST_WORDS = 3, 16
OF_ONE_DOCUMENT = 36
CHARACTERS_OF_A_DOCUMENT = 80_000  # longer files are collections: so many count as one document
MOST_CHARACTERS = 1_200_000  # the longest collections repeat themselves
DOCUMENTS_OF_A_PAIR = 4
RARE_LETTERS = frozenset("ỵẵẳỡ")  # too rare for their words to stand in several documents
WITH_FIGURES = 0.3  # share of the clauses with figures that is kept

_ENUMERATOR = re.compile(r"^(?:[-–+*•>#\s]+|\d+(?:\.\d+)*[.)]\s|[a-zđ]\)\s)+")
_BREAK = re.compile(r"(?<=[,;:.])\s+|\s+[–—-]\s+(?=[A-ZĐ])|\s*[|]\s*")
_NOTATION = re.compile(r"\d{1,4}/(?:\d{4}/)?[A-ZĐ]{2,6}\d{0,2}(?:-[A-ZĐa-z]{2,8})?$")
_FIGURES = re.compile(r"\d{1,4}(?:[.,/]\d{1,4}){0,3}%?$")
_LETTERS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?$")
_ABBREVIATION = re.compile(r"[A-ZĐ]{2,6}$")
# Words that only a misread scan has: such a document teaches another engine's errors.
_MISREAD = re.compile(r"\b(?:bồ sung|thì hành|hướng dân|quôc|đôi với|băng văn|thâm quyên|hô sơ)\b")
_MENU = re.compile(
    r"trang chủ|tải về|lược đồ|văn bản gốc|hiển thị|cập nhật:|điện thoại:|mục lục|cơ sở dữ liệu"
    r" quốc gia về pháp luật|http|www|đã ký|người ký|khoản \d+$|\.vn\b|&\w+;",
    re.IGNORECASE,
)
_FAMILIES = frozenset(
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Đoàn Lương "
    "Trịnh Đào Mai Tô Tạ Hà Cao Thái Trương Lâm Phùng Tống Châu Quách Văn Thị".split()
)
_PLACES = frozenset(
    ("Hồ Chí", "Hà Nội", "Hà Tĩnh", "Hà Giang", "Hà Nam", "Cao Bằng", "Thái Nguyên", "Thái Bình")
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: its words, the mark behind it, whether it opened a sentence or an item."""

    words: tuple[str, ...]
    mark: str
    opens: bool


@dataclass(slots=True)
class Harvest:
    """What all documents together say of words."""

    clauses: list[list[Clause]] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    inner: Counter[tuple[str, str]] = field(default_factory=Counter)
    syllables: Counter[str] = field(default_factory=Counter)
    abbreviations: Counter[str] = field(default_factory=Counter)


def paragraphs(text: str) -> Iterator[str]:
    """Lines of prose without menus, markdown and enumerators."""
    for line in text.split("\n"):
        plain = squeeze(re.sub(r"[*_`]+", "", line))
        if len(plain) > 20 and not _MENU.search(plain):
            yield _ENUMERATOR.sub("", plain)


def clauses_of(paragraph: str) -> Iterator[Clause]:
    """Clauses of 3 to 16 words before a mark that hold nothing but words and a few figures."""
    opens = True
    for piece in _BREAK.split(paragraph):
        mark = piece[-1:] if piece[-1:] in tuple(",;:.") else ""
        words = tuple(piece.rstrip(",;:. ").split())
        if mark and FEWEST_WORDS <= len(words) <= MOST_WORDS and _is_clean(words):
            yield Clause(words, mark, opens)
        opens = mark != ","


def _is_clean(words: Sequence[str]) -> bool:
    figures = sum(word[0].isdigit() for word in words)
    starts_well = not _NOTATION.match(words[0]) and words[0] != "-"
    return figures <= 3 and starts_well and all(map(_is_sound, words)) and not _names(words)


@cache
def _is_sound(word: str) -> bool:
    if word == "-" or _FIGURES.match(word) or _NOTATION.match(word) or _ABBREVIATION.match(word):
        return True
    return bool(_LETTERS.match(word)) and all(map(is_syllable, word.split("-")))


def _names(words: Sequence[str]) -> bool:
    for first, second in pairwise(words):
        if first in _FAMILIES and second[0].isupper() and f"{first} {second}" not in _PLACES:
            return True
    return sum(word.isupper() and len(word) > 1 for word in words) > len(words) // 2


def _documents(texts: Sequence[Path]) -> Iterator[str]:
    """Texts that were not misread, long ones in pieces."""
    for path in texts:
        text = place_tones_old(compose(path.read_text("utf-8", errors="replace")))
        if len(_MISREAD.findall(text)) <= 2:
            for start in range(0, min(len(text), MOST_CHARACTERS), CHARACTERS_OF_A_DOCUMENT):
                yield text[start : start + CHARACTERS_OF_A_DOCUMENT]


def harvest(texts: Sequence[Path]) -> Harvest:
    """Read all documents, in the order given."""
    found = Harvest()
    for text in _documents(texts):
        own: list[Clause] = []
        pairs: set[tuple[str, str]] = set()
        for paragraph in paragraphs(text):
            for clause in clauses_of(paragraph):
                _count(clause, found)
                pairs.update(pairwise(clause.words))
                if (key := " ".join(clause.words).lower()) not in found.seen:
                    found.seen.add(key)
                    own.append(clause)
        found.pairs.update(sorted(pairs))
        found.clauses.append(own)
    return found


def _count(clause: Clause, found: Harvest) -> None:
    words = clause.words
    found.inner.update(pairwise(words[1:]))
    for word in words:
        if _ABBREVIATION.match(word):
            found.abbreviations[word] += 1
        elif word[0].isalpha():
            found.syllables.update(word.lower().split("-"))


def _as_inner(clause: Clause, found: Harvest) -> tuple[str, ...]:
    """Words as they stand within a sentence: "Các bộ" → "các bộ", "Bộ Tài chính" stays."""
    first, second = clause.words[:2]
    low = first[0].lower() + first[1:]
    if not clause.opens or low == first or first.isupper():
        return clause.words
    if found.inner[low, second] >= found.inner[first, second]:
        return (low, *clause.words[1:])
    return clause.words


def _is_usual(clause: Clause, found: Harvest) -> bool:
    if any(found.abbreviations[word] < 25 for word in clause.words if _ABBREVIATION.match(word)):
        return False
    return not RARE_LETTERS.isdisjoint("".join(clause.words)) or all(
        found.pairs[pair] >= DOCUMENTS_OF_A_PAIR or pair[0][0].isdigit() or pair[1][0].isdigit()
        for pair in pairwise(clause.words)
    )


def choose(found: Harvest, draws: Random) -> list[str]:
    """Choose clauses of every document: most by lot, some for their rare syllables."""
    chosen: set[str] = set()
    for own in found.clauses:
        usual = [clause for clause in own if _is_usual(clause, found)]
        draws.shuffle(usual)
        kept = [clause for clause in usual if _keeps(clause, draws)]
        lot = kept[: OF_ONE_DOCUMENT * 3 // 4]
        rest = sorted(kept[len(lot) : 600], key=lambda clause: _rarity(clause, found))
        for clause in lot + rest[: OF_ONE_DOCUMENT // 4]:
            chosen.add(" ".join(_as_inner(clause, found)) + clause.mark)
    return sorted(chosen)


def _keeps(clause: Clause, draws: Random) -> bool:
    has_figures = any(word[0].isdigit() for word in clause.words)
    return draws.random() < WITH_FIGURES if has_figures else True


def _rarity(clause: Clause, found: Harvest) -> int:
    """How often its rarest syllable occurs; a handful of times may be an error."""
    counts = [found.syllables[word.lower()] for word in clause.words if word[0].isalpha()]
    return min((count for count in counts if count >= 5), default=sys.maxsize)


def missing_letters(lines: Sequence[str]) -> str:
    """Vietnamese small letters that no line has."""
    there = set("".join(lines).lower())
    return "".join(sorted({letter.lower() for letter in VIETNAMESE_LETTERS} - there))


def main() -> None:
    """Read texts and write the clauses and syllables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("-o", dest="output", required=True, type=Path)
    arguments = parser.parse_args()
    files = [
        path
        for folder in arguments.texts
        for path in sorted(folder.rglob("*"))
        if path.suffix in (".txt", ".md") and path.is_file()
    ]
    found = harvest(files)
    lines = choose(found, chance(3, "phrases"))
    syllables = sorted(
        (syllable, count)
        for syllable, count in found.syllables.items()
        if count >= 5 and unicodedata.is_normalized("NFC", syllable)
    )
    documents = sum(bool(own) for own in found.clauses)
    head = f"{len(lines)} clauses of {documents} documents; {len(syllables)} syllables"
    body = "\n".join([head, *lines, "", *(f"{word} {count}" for word, count in syllables), ""])
    arguments.output.write_bytes(lzma.compress(body.encode(), preset=9 | lzma.PRESET_EXTREME))
    sys.stdout.write(f"{head}; letters missing: {missing_letters(lines) or 'none'}\n")


if __name__ == "__main__":
    main()
