"""Pages to learn from: every word with the field that its value belongs to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from classifiers.page_tokens import GRID
from classifiers.word_tagger import (
    HEAD_PIECES,
    TAIL_PIECES,
    WordPieces,
    first_pieces,
    heading_piece,
    known_kinds,
    word_pieces,
)
from dossiers.geometry import Box
from dossiers.tags import words_of
from dossiers.vocabulary import field_names
from training.read_pages import ReadPage

KEYS = list(field_names())
NOTHING = -100
"""No label is asked of a piece."""

PIECES_A_BATCH = 4500
LONGEST = 1 + HEAD_PIECES + TAIL_PIECES
BETWEEN = 2
"""So many words without a tag may stand inside a value ("ngày 05 *tháng* 01")."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A page and the right labels.

    Attributes:
        labels: (length,) int64 of every piece: 0 none, 1 + 2 key begins, 2 + 2 key goes on.
    """

    page: WordPieces
    labels: NDArray[np.int64]


def lesson_of(page: ReadPage, tokenizer: Tokenizer) -> Lesson:
    """A page as numbers, with its labels."""
    heading = heading_piece(page.kind, page.place, known_kinds(), tokenizer.get_vocab_size())
    given = word_pieces(page.reading.text, heading, tokenizer)
    by_word = np.array([*labels_of(page), NOTHING], np.int64)
    labels = np.where(first_pieces(given.words), by_word[given.words], NOTHING)
    return Lesson(given, labels)


def labels_of(page: ReadPage) -> list[int]:
    """The right label of every word that was read."""
    text = page.reading.text
    tags = [(KEYS.index(key), Box(*box)) for key, box in page.tags]
    owners = [_owner(text.to_scan.box(word.box), tags) for word in words_of(text)]
    owners = _closed(owners, [len(line.words) for line in text.lines])
    labels, before = [], -1
    for owner in owners:
        labels.append(0 if owner < 0 else 1 + 2 * owner + (owner == before))
        before = owner
    return labels


def _owner(box: Box, tags: Sequence[tuple[int, Box]]) -> int:
    """The key of the tag that a word lies on; -1 if on none."""
    best, most = -1, 0.5
    for key, tag in tags:
        wide, tall = box.shared_width(tag), box.shared_height(tag)
        if wide > 0 and tall > 0:
            smaller = min(box.width * box.height, tag.width * tag.height)
            share = wide * tall / max(smaller, 1)
            if share > most:
                best, most = key, share
    return best


def _closed(owners: list[int], lengths: Sequence[int]) -> list[int]:
    """A few words between two of one value, in one line, belong to it."""
    closed, start = list(owners), 0
    for length in lengths:
        last = None
        for place in range(start, start + length):
            if owners[place] < 0:
                continue
            if last is not None and owners[last] == owners[place] and place - last <= BETWEEN + 1:
                closed[last:place] = [owners[place]] * (place - last)
            last = place
        start += length
    return closed


@dataclass(frozen=True, slots=True)
class Batch:
    """Pages side by side: what the network takes, and the right labels."""

    given: dict[str, NDArray[np.int64]]
    labels: NDArray[np.int64]


def batches_of(lessons: Sequence[Lesson]) -> Iterator[Batch]:
    """Batches in order of length, about equally many pieces in each."""
    ordered = sorted(lessons, key=lambda lesson: len(lesson.labels))
    held: list[Lesson] = []
    for lesson in ordered:
        if held and len(lesson.labels) * (len(held) + 1) > PIECES_A_BATCH:
            yield _batch(held)
            held = []
        held.append(lesson)
    if held:
        yield _batch(held)


def training_batches(lessons: Sequence[Lesson], pieces: int, seed: int) -> Iterator[Batch]:
    """Batches without end, every page changed anew."""
    for epoch in count():
        chance = np.random.default_rng((seed, epoch))
        order = chance.permutation(len(lessons))
        others = chance.permutation(order)
        varied = [
            _varied(_grafted(lessons[one], lessons[other], chance), pieces, chance)
            for one, other in zip(order, others, strict=True)
        ]
        for start in range(0, len(varied), 300):
            batches = list(batches_of(varied[start : start + 300]))
            for number in chance.permutation(len(batches)):
                yield batches[number]


def _batch(lessons: Sequence[Lesson]) -> Batch:
    shape = (len(lessons), max(len(lesson.labels) for lesson in lessons))
    names = ("pieces", "boxes", "shapes")
    given = {name: np.zeros((*shape, 4) if name == "boxes" else shape, np.int64) for name in names}
    given["mask"], labels = np.zeros(shape, np.int64), np.full(shape, NOTHING, np.int64)
    for row, lesson in enumerate(lessons):
        length = len(lesson.labels)
        for name in names:
            given[name][row, :length] = getattr(lesson.page, name)
        given["mask"][row, :length] = 1
        labels[row, :length] = lesson.labels
    return Batch(given, labels)


def _grafted(one: Lesson, other: Lesson, chance: np.random.Generator) -> Lesson:
    """On one page in three the upper part of one paper and the lower part of another.

    Labels and neighbors shall tell a field, whatever form they stand on.
    """
    cut = chance.uniform(0.25, 0.75) * GRID
    upper, lower = one.page.boxes[:, 3] < cut, other.page.boxes[:, 3] >= cut
    upper[0], lower[0] = True, False
    if chance.random() > 1 / 3 or upper.sum() + lower.sum() > LONGEST:
        return one
    apart = one.page.words.max() + 1
    page = WordPieces(
        np.concatenate([one.page.pieces[upper], other.page.pieces[lower]]),
        np.concatenate([one.page.boxes[upper], other.page.boxes[lower]]),
        np.concatenate([one.page.shapes[upper], other.page.shapes[lower]]),
        np.concatenate([one.page.words[upper], other.page.words[lower] + apart]),
    )
    return Lesson(page, np.concatenate([one.labels[upper], other.labels[lower]]))


def _varied(lesson: Lesson, pieces: int, chance: np.random.Generator) -> Lesson:
    """Words lost, misread or moved, lines lost: no network shall hang on a single phrase."""
    page, length = lesson.page, len(lesson.labels)
    lost_words = chance.random(page.words.max() + 2) < chance.choice([0.0, 0.03, 0.12])
    # Labels may be lost more often than values: what follows must then be told by its looks.
    kept = ~lost_words[page.words]
    if chance.random() < 0.5:
        kept &= ~np.isin(page.boxes[:, 1], chance.choice(page.boxes[:, 1], chance.integers(1, 4)))
    kept[0] = True
    misread = chance.random(length) < chance.choice([0.02, 0.08])
    changed = np.where(misread, chance.integers(4, pieces, length), page.pieces)
    unknown = pieces + 2 * len(known_kinds())
    changed[0] = unknown + page.pieces[0] % 2 if chance.random() < 0.15 else page.pieces[0]
    grown, moved = chance.uniform(0.9, 1.1, 2), chance.uniform(-40, 40, 2)
    boxes = page.boxes * np.tile(grown, 2) + np.tile(moved, 2)
    boxes[0] = page.boxes[0]
    whole = np.clip(boxes, 0, GRID).astype(np.int64)
    varied = replace(
        page,
        pieces=changed[kept],
        boxes=whole[kept],
        shapes=page.shapes[kept],
        words=page.words[kept],
    )
    return Lesson(varied, lesson.labels[kept])
