"""Boosted trees over the evidence, and the curve that makes their probabilities honest."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.isotonic import IsotonicRegression
from sklearn.model_selection import GroupKFold
from weighing import Weighed

from dossiers.vocabulary import field_names
from extraction.document_fields import TOLD
from extraction.missing import LOOKS, MOSTLY, Habits, look_class

FOLDS = 5
KNOTS = 40
SEED = 1
FEWEST = 8
"""Of so many papers of a kind it is known what they say."""

SURE = 0.9995
"""Nothing is more certain: there are not so many values to say so."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Fitted:
    """What was fitted, and the most probable value of every field by models that did not see it.

    Attributes:
        said_knots, right_knots: Of the curve from raw probabilities to honest ones.
        keys: Number of the key of every chosen value; ``kinds``, ``chances``, ``right`` beside.
        told: What was reached, in words.
    """

    model: HistGradientBoostingClassifier
    said_knots: list[float]
    right_knots: list[float]
    keys: NDArray[np.int64]
    kinds: Sequence[str]
    chances: Floats
    right: NDArray[np.bool_]
    told: str
    habits: Habits


def fit(weighed: Sequence[Weighed]) -> Fitted:
    """Fit to all dossiers; calibrate on what models say of dossiers that they did not see."""
    rows = np.concatenate([one.rows for one in weighed])
    right = np.concatenate([one.right for one in weighed])
    dossiers = np.repeat(np.arange(len(weighed)), [len(one.right) for one in weighed])
    raw = _out_of_fold(rows, right, dossiers)
    chosen = chosen_rows(weighed, raw)
    said_knots, right_knots = _curve(raw[chosen], right[chosen])
    chances = np.interp(raw[chosen], said_knots, right_knots)
    places = np.concatenate([one.places for one in weighed])[chosen]
    kinds = [
        weighed[dossier].kinds[document]
        for dossier, document in zip(dossiers[chosen], places[:, 0], strict=True)
    ]
    fields = sum(len(keys) for one in weighed for keys in one.true)
    told = f"{len(weighed)} dossiers, {fields} fields, {len(rows)} values, {len(chosen)} chosen"
    return Fitted(
        _trees().fit(rows, right),
        said_knots,
        right_knots,
        places[:, 1],
        kinds,
        chances,
        right[chosen],
        told,
        _habits(weighed, chosen_places(weighed, chosen, chances)),
    )


def chosen_places(
    weighed: Sequence[Weighed], chosen: NDArray[np.int64], chances: Floats
) -> set[tuple[int, int, int]]:
    """Dossier, document and key of the values that are told."""
    places = [
        (number, document, key)
        for number, one in enumerate(weighed)
        for document, key in one.places.tolist()
    ]
    return {places[row] for row, chance in zip(chosen, chances, strict=True) if chance >= TOLD}


def _habits(weighed: Sequence[Weighed], told: set[tuple[int, int, int]]) -> Habits:
    """What papers of each kind say, and how often what was not told is there."""
    have: dict[str, Counter[str]] = {}
    papers = Counter(kind for one in weighed for kind in one.kinds)
    for one in weighed:
        for kind, true in zip(one.kinds, one.true, strict=True):
            have.setdefault(kind, Counter()).update(true)
    shares = {
        kind: {key: round(count / papers[kind], 3) for key, count in sorted(keys.items())}
        for kind, keys in have.items()
        if papers[kind] >= FEWEST
    }
    keys, classes = list(field_names()), len(LOOKS) + 1
    seen, there = np.ones(classes), np.full(classes, 0.5)
    for number, one in enumerate(weighed):
        for document, (kind, true) in enumerate(zip(one.kinds, one.true, strict=True)):
            for key, share in shares.get(kind, {}).items():
                if share >= MOSTLY and (number, document, keys.index(key)) not in told:
                    look = look_class(one.looks[document].get(key, 0.0))
                    seen[look] += 1
                    there[look] += key in true
    return Habits(shares, (there / seen).round(3).tolist())


def _trees() -> HistGradientBoostingClassifier:
    """Trees of the size that does best on dossiers, and no worse on kinds of papers, held out."""
    return HistGradientBoostingClassifier(
        learning_rate=0.06,
        max_iter=300,
        max_leaf_nodes=31,
        min_samples_leaf=20,
        l2_regularization=1.0,
        random_state=SEED,
    )


def _out_of_fold(
    rows: NDArray[np.float32], right: NDArray[np.bool_], dossiers: NDArray[np.int64]
) -> Floats:
    """The raw probability of every value by a model that never saw its dossier."""
    raw = np.zeros(len(right))
    for learned, held in GroupKFold(FOLDS).split(rows, right, dossiers):
        raw[held] = _trees().fit(rows[learned], right[learned]).predict_proba(rows[held])[:, 1]
    return raw


def chosen_rows(weighed: Sequence[Weighed], raw: Floats) -> NDArray[np.int64]:
    """Rows of the most probable value of every field of every document."""
    best: dict[tuple[int, int, int], int] = {}
    row = 0
    for number, one in enumerate(weighed):
        for document, key in one.places.tolist():
            place = (number, document, key)
            if place not in best or raw[row] > raw[best[place]]:
                best[place] = row
            row += 1
    return np.array(sorted(best.values()), np.int64)


def _curve(raw: Floats, right: NDArray[np.bool_]) -> tuple[list[float], list[float]]:
    """Knots that lead raw probabilities to honest ones, rising."""
    parts = np.array_split(np.argsort(raw), KNOTS)
    said = np.array([raw[part].mean() for part in parts])
    # Half a value right and half a value wrong more in each part: nothing is certain.
    true = np.array([(right[part].sum() + 0.5) / (len(part) + 1) for part in parts])
    rising = IsotonicRegression().fit_transform(said, true)
    said, kept = np.unique(said.round(6), return_index=True)
    # What the trees tell apart stays apart.
    true = np.minimum(rising[kept] + 2e-4 * said, SURE - 2e-4)
    return [0.0, *said.tolist(), 1.0], [0.0, *true.round(6).tolist(), SURE]
