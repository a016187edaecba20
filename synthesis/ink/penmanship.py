"""Where a person sets letters: no two at one size, height, slant or distance, some struck out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import sin
from random import Random

from synthesis.chance import chance
from synthesis.ink.digits import DIGIT_HEIGHT, VARIETY, Habits, digit_glyph
from synthesis.ink.letters import letter
from synthesis.ink.strokes import X_HEIGHT, Glyph, curve, stroke

_DIGITS = "0123456789"
_SEPARATORS = "/-.,"
_DIGITS_AND_SEPARATORS = _DIGITS + _SEPARATORS
_AROUND_SEPARATORS = 0.16
_MISTAKEN = "aeonthiucmglbsvk"


@dataclass(frozen=True, slots=True)
class Manner:
    """How a person sets letters; lengths are small letters' heights.

    Attributes:
        face: The handwriting font of the letters.
        habits: Of digits; None writes the font's own.
        shear: Added to the font's slant.
        stretch: Width of letters.
        spacing, word_gap, digit_gap: Added between letters, words, and digits; digits whose gap
            is negative are joined.
        digit_size: Size of digits beside letters.
        climb: By how much a line climbs, as a share of its length.
        restless: How far letters stray from their line; sizes and turns follow it.
        slips: Share of words with something struck out.
    """

    face: str
    habits: Habits | None
    shear: float
    stretch: float
    spacing: float
    word_gap: float
    digit_gap: float
    digit_size: float
    climb: float
    restless: float
    slips: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A glyph on its place: points p of it lie at ``turn`` p + (x, y), in pixels of fields."""

    glyph: Glyph
    x: float
    y: float
    turn: tuple[float, float, float, float]

    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of its ink, at least."""
        left, top, right, bottom = self.glyph.box
        a, b, c, d = self.turn
        across = sorted((b * top, b * bottom))
        down = sorted((c * left, c * right))
        return (
            self.x + a * left + across[0],
            self.y + d * top + down[0],
            self.x + a * right + across[1],
            self.y + d * bottom + down[1],
        )


def set_text(manner: Manner, text: str, draws: Random) -> list[Mark]:
    """Lay a text along its line, slips included."""
    letters = _with_slips(text, manner.slips, draws)
    climb = manner.climb + draws.gauss(0, 0.006)
    phase, period = draws.uniform(0, 6.28), draws.uniform(50, 130)
    marks: list[Mark] = []
    x, before, struck_from = 0.0, " ", None
    for char, struck in letters:
        if struck and struck_from is None:
            struck_from = x
        elif not struck and struck_from is not None:
            marks.append(_strike(struck_from, x, -climb * x, draws))
            struck_from = None
            x += X_HEIGHT * draws.uniform(0.05, 0.35)
        if char == " ":
            x += X_HEIGHT * max(manner.word_gap + draws.gauss(0, 0.12), 0.25)
        else:
            glyph, size = _glyph(manner, char, before, draws)
            x += _distance(manner, char, before, draws)
            y = -climb * x + 1.3 * sin(phase + x / period)
            marks.append(_mark(manner, glyph, size, (x, y), draws))
            x += glyph.advance * marks[-1].turn[0]
        before = char
    if struck_from is not None:
        marks.append(_strike(struck_from, x, -climb * x, draws))
    return marks


def _mark(
    manner: Manner, glyph: Glyph, size: float, place: tuple[float, float], draws: Random
) -> Mark:
    restless, gauss = manner.restless, draws.gauss
    size *= 1 + gauss(0, 0.9 * restless)
    turn = gauss(0, 0.45 * restless)
    shear = gauss(manner.shear, 0.45 * restless)
    wide = size * manner.stretch * (1 + gauss(0, 0.7 * restless))
    y = place[1] + X_HEIGHT * gauss(0, 0.7 * restless)
    return Mark(glyph, place[0], y, (wide, -size * (shear + turn), wide * turn, size))


def _with_slips(text: str, rate: float, draws: Random) -> list[tuple[str, bool]]:
    """Letters, and whether they are struck out: now and then a slip stands before a word.

    Its beginning or all of it is written wrong, struck out and written again behind.
    """
    letters: list[tuple[str, bool]] = []
    for number, word in enumerate(text.split(" ")):
        if number:
            letters.append((" ", False))
        if len(word) > 1 and draws.random() < rate:
            letters += [(char, True) for char in _slip(word, draws)]
        letters += [(char, False) for char in word]
    return letters


def _slip(word: str, draws: Random) -> str:
    wrong = draws.randrange(min(len(word), 3))
    usual = _DIGITS if word[wrong] in _DIGITS else _MISTAKEN
    mistaken = draws.choice([char for char in usual if char != word[wrong]])
    rest = word[wrong + 1 :] if len(word) <= 7 and draws.random() < 0.3 else ""
    return word[:wrong] + mistaken + rest


def _glyph(manner: Manner, char: str, before: str, draws: Random) -> tuple[Glyph, float]:
    """A letter, or a person's digit; a stroke between digits is the pen's own."""
    if char in _DIGITS and manner.habits is not None:
        turn = draws.randrange(VARIETY)
        return digit_glyph(manner.habits, int(char), turn), manner.digit_size
    if char in _SEPARATORS and before in _DIGITS and manner.habits is not None:
        return _separator(char, draws.randrange(VARIETY)), manner.digit_size
    # A font's digits are as tall as its capitals.
    return letter(manner.face, char), manner.digit_size if char in _DIGITS else 1.0


@lru_cache(64)
def _separator(char: str, turn: int) -> Glyph:
    draws = chance(0, "separator", char, str(turn))
    # A steeper slash would be a 1.
    tall, wide = DIGIT_HEIGHT * draws.uniform(0.9, 1.2), X_HEIGHT * draws.uniform(0.55, 0.95)
    lines = {
        "/": [(0.0, DIGIT_HEIGHT * 0.12), (wide, -tall)],
        "-": [(0.0, -DIGIT_HEIGHT * 0.42), (wide, -DIGIT_HEIGHT * draws.uniform(0.38, 0.5))],
        ".": [(0.0, -1.0), (1.5, 0.5)],
        ",": curve((2.0, -2.0), (3.0, 4.0), (-1.0, 9.0)),
    }
    return stroke(lines[char])


def _distance(manner: Manner, char: str, before: str, draws: Random) -> float:
    """Room before a letter, beside what its font gives."""
    if before == " ":
        return 0.0
    share = manner.spacing
    if manner.habits is not None and before in _DIGITS_AND_SEPARATORS:
        # Samples and strokes bring no room of their own.
        share = manner.digit_gap if char in _DIGITS and before in _DIGITS else _AROUND_SEPARATORS
    return X_HEIGHT * (share + draws.gauss(0, 0.6 * manner.restless))


def _strike(start: float, end: float, y: float, draws: Random) -> Mark:
    """One line, two, or a zigzag through what was written wrong."""
    wide, across = end - start, [draws.uniform(-6, 6) for _ in range(5)]
    lines = [[(-3.0, across[0]), (wide + 3.0, across[1])]]
    manner = draws.random()
    if manner < 0.35:
        lines.append([(-1.0, across[2] + 6), (wide, across[3] + 6)])
    elif manner < 0.5:
        turns = [wide * part for part in (0.0, 0.4, 0.35, 0.8, 0.75, 1.0)]
        lines = [[(x, 9.0 * (-1) ** turn + across[turn % 5]) for turn, x in enumerate(turns)]]
    return Mark(stroke(*lines), start, y - X_HEIGHT * 0.45, (1.0, 0.0, 0.0, 1.0))


def squeezed(marks: Sequence[Mark], share: float) -> list[Mark]:
    """The same marks, closer and narrower by a share."""
    return [
        replace(
            mark,
            x=mark.x * share,
            turn=(mark.turn[0] * share, mark.turn[1] * share, *mark.turn[2:]),
        )
        for mark in marks
    ]
