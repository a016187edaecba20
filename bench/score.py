"""How far a reading is from the truth: rules that are the same for every engine.

All on NFC text with runs of white space as one space; errors are insertions, deletions and
substitutions (Levenshtein), over the characters or words of the truth.

- *in order*: edit distance between the whole texts, line after line. Lines in another order,
  and text that the truth leaves out, count as errors.
- *by line*: every line of the truth is matched with the stretch of text read that is nearest
  to it (``bench/matching.py``); stretches of the truth that nothing resembles count in full.
  What was read beside is reported apart, as ``extra`` characters.
- *aside* lines of the truth (seals, stamps, signature notes) are free: what was read of them
  is taken out of the text before both counts, and what was not read is not missed.
- *printed and written*: errors by line fall to the character of the truth at which they
  happen; an insertion is by hand when a neighbor of it is.
- *accents*: errors by line that vanish when tone and vowel marks are dropped on both sides,
  case kept ("Hoà" for "Hòa" is two, "đ" for "d" is one).
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields

from rapidfuzz.distance import Levenshtein

from bench.matching import Match, Matching, Stretch, match_lines
from bench.truth import TrueLine, plain_lines
from dossiers.text import compose, squeeze


@dataclass(frozen=True, slots=True)
class PageScore:
    """Characters and words wrong on a page, and of how many."""

    characters: int
    errors_in_order: int
    errors_by_line: int
    extra: int
    words: int = 0
    word_errors_in_order: int = 0
    word_errors_by_line: int = 0
    printed: int = 0
    printed_errors: int = 0
    written: int = 0
    written_errors: int = 0
    accent_errors: int = 0

    @property
    def cer_in_order(self) -> float:
        return self.errors_in_order / max(self.characters, 1)

    @property
    def cer_by_line(self) -> float:
        return self.errors_by_line / max(self.characters, 1)


def add_scores(scores: Iterable[PageScore]) -> PageScore:
    """The sum over pages."""
    every = list(scores)
    names = [field.name for field in fields(PageScore)]
    return PageScore(**{name: sum(getattr(score, name) for score in every) for name in names})


def score_page(truth: str, read: str) -> PageScore:
    """Compare the text of a page with the truth, where all of it is printed."""
    return score_lines(plain_lines(truth), read)


def score_lines(lines: Sequence[TrueLine], read: str) -> PageScore:
    """Compare the text of a page with the lines of the truth."""
    wanted = [line.text for line in lines]
    found = [line for line in map(squeeze, compose(read).splitlines()) if line]
    asides = frozenset(number for number, line in enumerate(lines) if line.aside)
    matching = match_lines(wanted, found, asides)
    main = [line.text for line in lines if not line.aside]
    kept = _without_asides(found, matching, asides)
    counts = list(_count_errors(lines, found, matching))
    by_hand = sum(sum(line.written) for line in lines if not line.aside)
    characters = sum(map(len, main))
    return PageScore(
        characters=characters,
        errors_in_order=Levenshtein.distance(" ".join(main), " ".join(kept)),
        errors_by_line=sum(count.errors for count in counts),
        extra=sum(len(stretch.of(found)) for stretch in matching.extra),
        words=sum(len(line.split()) for line in main),
        word_errors_in_order=Levenshtein.distance(" ".join(main).split(), " ".join(kept).split()),
        word_errors_by_line=sum(count.words for count in counts),
        printed=characters - by_hand,
        printed_errors=sum(count.errors - count.written for count in counts),
        written=by_hand,
        written_errors=sum(count.written for count in counts),
        accent_errors=sum(count.accents for count in counts),
    )


@dataclass(frozen=True, slots=True)
class _Count:
    """Errors of one stretch; ``written`` and ``accents`` are among ``errors``."""

    errors: int
    words: int
    written: int
    accents: int


def _count_errors(
    lines: Sequence[TrueLine], found: Sequence[str], matching: Matching
) -> Iterator[_Count]:
    """Errors of every stretch of the truth that is not aside, found or lost."""
    wanted = [line.text for line in lines]
    for match in matching.matches:
        line = lines[match.wanted.line]
        if not line.aside:
            yield _compare(match, wanted, found, line.written)
    for stretch in matching.lost:
        line = lines[stretch.line]
        if not line.aside:
            yield _lose(stretch, wanted, line.written)


def _compare(
    match: Match, wanted: Sequence[str], found: Sequence[str], marks: Sequence[bool]
) -> _Count:
    want, have = match.wanted.of(wanted), match.found.of(found)
    if want == have:
        return _Count(0, 0, 0, 0)
    errors = Levenshtein.distance(want, have)
    return _Count(
        errors=errors,
        words=Levenshtein.distance(want.split(), have.split()),
        written=_errors_by_hand(want, have, marks[match.wanted.start : match.wanted.end]),
        accents=errors - Levenshtein.distance(_bare(want), _bare(have)),
    )


def _lose(stretch: Stretch, wanted: Sequence[str], marks: Sequence[bool]) -> _Count:
    text = stretch.of(wanted)
    return _Count(len(text), len(text.split()), sum(marks[stretch.start : stretch.end]), 0)


def _errors_by_hand(want: str, have: str, marks: Sequence[bool]) -> int:
    if not any(marks):
        return 0
    around = [False, *marks, False]
    errors = 0
    for step in Levenshtein.editops(want, have):
        here = around[step.src_pos + 1]
        errors += (here or around[step.src_pos]) if step.tag == "insert" else here
    return errors


def _bare(text: str) -> str:
    """Text without tone and vowel marks, one character for each; case is kept."""
    plain = text.replace("đ", "d").replace("Đ", "D")
    return "".join(unicodedata.normalize("NFD", letter)[0] for letter in plain)


def _without_asides(found: Sequence[str], matching: Matching, asides: frozenset[int]) -> list[str]:
    """The lines read, without the stretches that are asides of the truth."""
    free = [match.found for match in matching.matches if match.wanted.line in asides]
    kept = []
    for number, line in enumerate(found):
        for stretch in sorted(
            (each for each in free if each.line == number),
            key=lambda each: each.start,
            reverse=True,
        ):
            line = line[: stretch.start] + line[stretch.end :]  # cut from its end
        if squeeze(line):
            kept.append(squeeze(line))
    return kept
