"""How far a reading is from the truth: rules that are the same for every engine.

Two error rates a page, both in characters over the characters of the truth, on NFC text with
runs of white space as one space:

- *in order*: edit distance between the whole texts, line after line. Lines in another order,
  and lines that the truth leaves out (seals, signature notes), count as errors.
- *by line*: every line of the truth is matched with the stretch of text read that is nearest
  to it; lines of the truth that nothing resembles count in full. What was read beside is
  reported apart, as ``extra`` characters, since the truth leaves seals and stamps out.
"""

from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from dossiers.text import compose, squeeze

# Below this likeness two lines are not the same line.
SAME_LINE = 0.5


@dataclass(frozen=True, slots=True)
class PageScore:
    """Characters wrong on a page, and of how many."""

    characters: int
    errors_in_order: int
    errors_by_line: int
    extra: int

    @property
    def cer_in_order(self) -> float:
        return self.errors_in_order / max(self.characters, 1)

    @property
    def cer_by_line(self) -> float:
        return self.errors_by_line / max(self.characters, 1)


def score_page(truth: str, read: str) -> PageScore:
    """Compare the text of a page with the truth."""
    wanted = _lines(truth)
    found = _lines(read)
    errors, extra = _match_lines(wanted, found)
    return PageScore(
        characters=sum(map(len, wanted)),
        errors_in_order=Levenshtein.distance(" ".join(wanted), " ".join(found)),
        errors_by_line=errors,
        extra=extra,
    )


def _lines(text: str) -> list[str]:
    return [line for line in map(squeeze, compose(text).splitlines()) if line]


def _match_lines(wanted: list[str], found: list[str]) -> tuple[int, int]:
    """Errors over all wanted lines and characters of found lines left over.

    Pairs are taken greedily, the most alike first; each line is used once.
    """
    pairs = sorted(
        (
            (likeness, -abs(i - j), i, j)
            for i, want in enumerate(wanted)
            for j, have in enumerate(found)
            if (likeness := Levenshtein.normalized_similarity(want, have)) >= SAME_LINE
        ),
        reverse=True,
    )
    match: dict[int, int] = {}
    used: set[int] = set()
    for _, _, i, j in pairs:
        if i not in match and j not in used:
            match[i] = j
            used.add(j)
    errors = sum(
        Levenshtein.distance(want, found[match[i]]) if i in match else len(want)
        for i, want in enumerate(wanted)
    )
    return errors, sum(len(have) for j, have in enumerate(found) if j not in used)
