"""Digits that people wrote (MNIST), in the manner of one person, with habits of Vietnamese hands.

Source: Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits"; images are
(28, 28) uint8, ink 255. Hands of the training split take its 60,000 training images, held-out
hands its 10,000 test images.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from dossiers.messages import message
from synthesis.chance import chance
from synthesis.ink.fonts import HAND_FOLDER, FontError, Split
from synthesis.ink.strokes import (
    EDGE,
    FINER,
    HALF_WIDTH,
    X_HEIGHT,
    Glyph,
    Point,
    curve,
    encode,
    line_distances,
    outline_distances,
    pad,
    without_specks,
)

DIGITS = HAND_FOLDER.parent / "digits.npz"
DIGIT_HEIGHT = 1.5 * X_HEIGHT
VARIETY = 4
"""So many samples of a digit one person writes by turns."""

_PAPER_LEVEL = 96
_CANDIDATES = 64
_NEAR_SLANT = 0.12
_SPECK = 6
"""Smaller parts of an image are no part of its digit."""
_REACH = 60
"""Room for hooks and bars beside a digit, on the finer grid."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How a person writes digits.

    Attributes:
        seed: Chooses the samples.
        slant: How far digits lean to the right, as a share of their height.
        hook: Length of the upstroke of 1 as a share of its height; 0.0 writes a bare stem.
        base: 1 stands on a line.
        crossed: 7 has a bar through its stem.
        open_four: 4 is open above.
    """

    split: Split
    seed: int
    slant: float
    hook: float
    base: bool
    crossed: bool
    open_four: bool


@dataclass(frozen=True, slots=True)
class Pool:
    """Images of one digit, of one split, that can be read; ordered by slant."""

    images: NDArray[np.uint8]
    slants: NDArray[np.float64]


def draw_habits(draws: Random, split: Split) -> Habits:
    """Habits as people's in Viet Nam: most hook their 1, cross their 7 and leave 4 open."""
    hooked = draws.random() < 0.75
    return Habits(
        split,
        draws.getrandbits(32),
        min(max(draws.gauss(0.16, 0.14), -0.15), 0.5),
        draws.uniform(0.25, 0.7) if hooked else 0.0,
        hooked and draws.random() < 0.15,
        draws.random() < 0.6,
        draws.random() < 0.75,
    )


@cache
def images(split: Split) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """All images of a split, (n, 28, 28), and what they show.

    Raises:
        FontError: They are not installed.
    """
    if not DIGITS.exists():
        raise FontError(message("font.missing", font=DIGITS.name))
    part = "test" if split == "held out" else "train"
    with np.load(DIGITS) as arrays:
        return arrays[f"{part}_images"], arrays[f"{part}_labels"]


@cache
def _legible(split: Split) -> NDArray[np.bool_]:
    """Images that a linear rule of the split itself reads right: the rest would be bad truth."""
    pictures, labels = images(split)
    small = pictures.reshape(-1, 14, 2, 14, 2).mean((2, 4), dtype=np.float32).reshape(-1, 196)
    known = np.hstack([small / 255, np.ones((len(small), 1), np.float32)])
    wanted = np.eye(10, dtype=np.float32)[labels]
    balance = known.T @ known + np.eye(197, dtype=np.float32)
    scores = known @ np.linalg.solve(balance, known.T @ wanted)
    return np.asarray(scores.argmax(1) == labels, np.bool_)


@cache
def pool(split: Split, digit: int, kind: str) -> Pool:
    """Legible images of a digit; ``kind`` is plain, open or closed (4), or "" for all."""
    pictures, labels = images(split)
    chosen = pictures[(labels == digit) & _legible(split)]
    if kind:
        chosen = chosen[[_kind(picture, digit) == kind for picture in chosen]]
    slants = np.array([_lean(picture) for picture in chosen])
    order = np.argsort(slants, kind="stable")
    return Pool(chosen[order], slants[order])


def _lean(picture: NDArray[np.uint8]) -> float:
    moments = cv2.moments(picture)
    return float(-moments["mu11"] / max(moments["mu02"], 1.0))


def _kind(picture: NDArray[np.uint8], digit: int) -> str:
    """Whether a 4 is closed, and whether 1 and 7 are without hook, base and bar."""
    if digit == 4:
        ink = cv2.copyMakeBorder(picture, 1, 1, 1, 1, cv2.BORDER_CONSTANT)
        holes, _ = cv2.connectedComponents((ink < _PAPER_LEVEL).astype(np.uint8), connectivity=4)
        return "closed" if holes > 2 else "open"
    rows = np.count_nonzero(picture > _PAPER_LEVEL, axis=1)
    rows = rows[rows > 0]
    stem = rows[round(0.4 * len(rows)) :] if digit == 7 else rows
    return "plain" if stem.max() <= 1.9 * np.median(stem) else "adorned"


@lru_cache(4096)
def samples(habits: Habits, digit: int) -> tuple[NDArray[np.uint8], ...]:
    """The images that a person's digit is drawn from: near each other in slant and in shape."""
    kinds = {1: "plain" if habits.hook else "", 7: "plain", 4: "open" if habits.open_four else ""}
    drawn = pool(habits.split, digit, kinds.get(digit, ""))
    draws = chance(habits.seed, str(digit))
    middle = int(np.searchsorted(drawn.slants, habits.slant + draws.gauss(0, _NEAR_SLANT / 2)))
    start = min(max(middle - _CANDIDATES // 2, 0), max(len(drawn.slants) - _CANDIDATES, 0))
    near = drawn.images[start : start + _CANDIDATES]
    flat = near.reshape(len(near), -1).astype(np.float32)
    # Thin pens enlarge to smooth strokes: the boldest third is left out.
    light = flat[np.argsort(flat.sum(1), kind="stable")[: 2 * len(near) // 3]]
    apart = np.square(light - light[draws.randrange(len(light))]).sum(1)
    chosen = light[np.argsort(apart, kind="stable")[:VARIETY]]
    return tuple(each.reshape(28, 28).astype(np.uint8) for each in chosen)


@lru_cache(8192)
def digit_glyph(habits: Habits, digit: int, turn: int) -> Glyph:
    """A person's digit in the ``turn``-th of its ``VARIETY`` shapes, ``DIGIT_HEIGHT`` tall."""
    chosen = samples(habits, digit)
    large = _enlarged(chosen[turn % len(chosen)])
    room = _REACH if digit in (1, 7) else 0
    mask = pad(np.pad(large, ((0, 0), (room, room))))
    distances, half = outline_distances(mask)
    # Much thinner, loops of unevenly written digits would break.
    wider = max(HALF_WIDTH * FINER - half, -0.2 * half)
    distances += np.float32(wider)
    lines = _habit_lines(habits, digit, mask, chance(habits.seed, "habit", str(digit), str(turn)))
    if lines:
        distances = np.maximum(distances, line_distances(distances.shape, *lines))
    return _measured(encode(distances), habits.slant)


def _enlarged(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A smooth mask of the digit on the finer grid."""
    ink = np.where(picture > _PAPER_LEVEL, 255, 0).astype(np.uint8)
    specks = ink & ~without_specks(ink, _SPECK)
    x, y, width, height = cv2.boundingRect(ink & ~specks)
    tight = np.where(specks, 0, picture)[y : y + height, x : x + width].astype(np.uint8)
    smooth = cv2.GaussianBlur(np.pad(tight, 1), (3, 3), 0.4, borderType=cv2.BORDER_CONSTANT)
    scale = DIGIT_HEIGHT * FINER / height
    large = cv2.resize(smooth, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    return np.asarray(cv2.threshold(large, _PAPER_LEVEL, 255, cv2.THRESH_BINARY)[1], np.uint8)


def _habit_lines(
    habits: Habits, digit: int, mask: NDArray[np.uint8], draws: Random
) -> list[list[Point]]:
    """Strokes that a person adds to a digit, on the finer grid."""
    if digit == 7 and habits.crossed:
        return [_bar(mask, draws)]
    if digit == 1 and habits.hook:
        lines = [_hook(mask, habits.hook, draws)]
        return [*lines, _foot(mask, draws)] if habits.base else lines
    return []


def _middle(mask: NDArray[np.uint8], part: float) -> tuple[float, float, float]:
    """The middle of the ink in the row at a part of its height: x, y and the height."""
    inked = np.flatnonzero(mask.any(axis=1))
    height = inked[-1] - inked[0] + 1
    # Between the parts of a broken digit are rows without ink.
    row = inked[min(max(round(part * len(inked)), 0), len(inked) - 1)]
    return float(np.flatnonzero(mask[row]).mean()), float(row), float(height)


def _bar(mask: NDArray[np.uint8], draws: Random) -> list[Point]:
    x, y, height = _middle(mask, draws.uniform(0.45, 0.6))
    climb = draws.uniform(-0.02, 0.1) * height
    left, right = draws.uniform(0.18, 0.32) * height, draws.uniform(0.16, 0.34) * height
    return curve((x - left, y + climb), (x, y + draws.uniform(-3, 3)), (x + right, y - climb))


def _hook(mask: NDArray[np.uint8], length: float, draws: Random) -> list[Point]:
    x, y, height = _middle(mask, 0.03)
    reach = length * height * draws.uniform(0.85, 1.1)
    end = (x - reach * draws.uniform(0.55, 0.8), y + reach * draws.uniform(0.7, 1.0))
    bow = draws.uniform(-0.1, 0.18) * reach
    return curve((x, y + 2), ((x + end[0]) / 2 + bow, (y + end[1]) / 2 + bow), end)


def _foot(mask: NDArray[np.uint8], draws: Random) -> list[Point]:
    x, y, height = _middle(mask, 0.97)
    wide = draws.uniform(0.16, 0.26) * height
    return curve((x - wide, y + 2), (x, y + draws.uniform(-3, 3)), (x + wide, y - 1))


def _measured(field: NDArray[np.uint8], slant: float) -> Glyph:
    """A glyph that stands on the baseline; its width is measured along the person's slant.

    Slanted digits measured upright would stand apart.
    """
    x, y, width, height = cv2.boundingRect((field > EDGE).astype(np.uint8))
    ink = field[y : y + height, x : x + width] > EDGE
    rows, columns = np.nonzero(ink)
    upright = columns - slant * (height - rows)
    start, end = float(upright.min()), float(upright.max())
    box = (-start, -float(height), width - start, 0.0)
    return Glyph(field, -start - x, -float(height + y), end - start, box)
