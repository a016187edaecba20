"""How many fields need no person, and whether confidence means probability.

*Straight through* at a precision: of all fields said, those pass whose confidence reaches the
lowest threshold at which at least that share of what passes is right. Fields of one confidence
pass together. The rate is over all fields that stand on the papers: what was not said must be
typed by a person. The threshold is chosen on the same fields, so the rate is the best that
could be had; intervals choose it anew in every draw.

*Expected calibration error*: in ten bins of confidence, equally wide, the distance between
the mean confidence and the share that is right, weighted by the fields in the bin.

Source: C. Guo, G. Pleiss, Y. Sun, K. Weinberger, "On Calibration of Modern Neural Networks",
ICML 2017.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.intervals import NOTHING, Floats, Rate, resample, with_interval

BINS = 10
# Draws weighed at a time; with all of them the table of a large run would not fit memory.
_CHUNK = 50
# Precisions are quotients: 99 of 100 must be 0.99.
_EPSILON = 1e-9


@dataclass(frozen=True, slots=True)
class Claims:
    """Fields that were said: arrays of one length, and the true fields of each dossier.

    Attributes:
        confidence: 0..1.
        right: 1.0 or 0.0.
        dossier: Number of the dossier, 0 to ``len(true_fields) - 1``.
        true_fields: How many fields stand on the papers of each dossier.
    """

    confidence: Floats
    right: Floats
    dossier: NDArray[np.int64]
    true_fields: Floats


@dataclass(frozen=True, slots=True)
class Passing:
    """What passes at a precision; ``threshold`` is NaN where nothing can."""

    target: float
    threshold: float
    passed: int
    rate: Rate


@dataclass(frozen=True, slots=True)
class Bin:
    """Fields with confidence of one bin; means are NaN in an empty one."""

    fields: int
    confidence: float
    precision: float


def order_claims(rows: Sequence[tuple[float, bool, int]], true_fields: Sequence[int]) -> Claims:
    """Claims in falling order of confidence, from (confidence, right, dossier)."""
    ordered = sorted(rows, key=lambda row: -row[0])
    return Claims(
        confidence=np.array([row[0] for row in ordered], np.float64),
        right=np.array([row[1] for row in ordered], np.float64),
        dossier=np.array([row[2] for row in ordered], np.int64),
        true_fields=np.asarray(true_fields, np.float64),
    )


def let_pass(claims: Claims, target: float) -> Passing:
    """What passes when at least ``target`` of it must be right."""
    total = claims.true_fields.sum()
    if total == 0 or claims.confidence.size == 0:
        return Passing(target, float("nan"), 0, NOTHING)
    passed, last = _passed(claims, np.ones((1, len(claims.true_fields))), target)
    threshold = float(claims.confidence[last[0]]) if passed[0] else float("nan")
    weights = resample(len(claims.true_fields))
    drawn = [
        _passed(claims, weights[at : at + _CHUNK], target)[0]
        for at in range(0, len(weights), _CHUNK)
    ]
    with np.errstate(invalid="ignore", divide="ignore"):
        rates = np.concatenate(drawn) / (weights @ claims.true_fields)
    rate = with_interval(float(passed[0] / total), rates)
    return Passing(target, threshold, int(passed[0]), rate)


def curve(claims: Claims) -> tuple[Floats, Floats]:
    """Rate and precision at every threshold, from the surest field to all of them."""
    ends = _ends(claims.confidence)
    count = np.arange(1, claims.confidence.size + 1)
    precision = np.cumsum(claims.right) / count
    return (count / max(claims.true_fields.sum(), 1))[ends], precision[ends]


def calibration(claims: Claims) -> list[Bin]:
    """Confidence against the share that is right, in ``BINS`` bins."""
    fields, confidence, right = (table.sum(axis=0) for table in _tables(claims))
    with np.errstate(invalid="ignore", divide="ignore"):
        return [
            Bin(int(count), float(said), float(true))
            for count, said, true in zip(fields, confidence / fields, right / fields, strict=True)
        ]


def calibration_error(claims: Claims) -> Rate:
    """The expected calibration error, with its interval."""
    if claims.confidence.size == 0:
        return NOTHING
    tables = _tables(claims)
    once = np.ones((1, len(claims.true_fields)))
    value, drawn = (_error(weights, tables) for weights in (once, resample(once.size)))
    return with_interval(float(value[0]), drawn)


def _passed(claims: Claims, weights: Floats, target: float) -> tuple[Floats, NDArray[np.int64]]:
    """Fields that pass in each draw, and the place of the last of them."""
    each = weights[:, claims.dossier]
    count, right = np.cumsum(each, axis=1), np.cumsum(each * claims.right, axis=1)
    ends = _ends(claims.confidence)
    good = right[:, ends] >= (target - _EPSILON) * count[:, ends]
    good &= count[:, ends] > 0
    last = ends[good.shape[1] - 1 - np.argmax(good[:, ::-1], axis=1)]
    passed = np.where(good.any(axis=1), count[np.arange(len(weights)), last], 0.0)
    return passed, last


def _ends(confidence: Floats) -> NDArray[np.int64]:
    """Places of the last field of each confidence."""
    return np.flatnonzero(np.append(np.diff(confidence) != 0, True)).astype(np.int64)


def _tables(claims: Claims) -> tuple[Floats, Floats, Floats]:
    """Per dossier and bin: fields, sum of confidence, fields that are right."""
    shape = (len(claims.true_fields), BINS)
    place = np.minimum((claims.confidence * BINS).astype(np.int64), BINS - 1)
    tables = tuple(np.zeros(shape) for _ in range(3))
    parts = (np.ones_like(claims.right), claims.confidence, claims.right)
    for table, part in zip(tables, parts, strict=True):
        np.add.at(table, (claims.dossier, place), part)
    return tables[0], tables[1], tables[2]


def _error(weights: Floats, tables: tuple[Floats, Floats, Floats]) -> Floats:
    """The error in each draw; NaN in a draw without fields."""
    fields, confidence, right = (weights @ table for table in tables)
    with np.errstate(invalid="ignore", divide="ignore"):
        error: Floats = np.abs(confidence - right).sum(axis=1) / fields.sum(axis=1)
    return error
