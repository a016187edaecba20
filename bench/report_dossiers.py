"""The part of the report that only hoso can fill: documents, kinds, fields, confidence."""

from collections.abc import Sequence
from math import isnan

from bench.figures import confusions, field_figures, field_keys, kind_rate, split_rates
from bench.run import DossierRun
from bench.straight_through import (
    Bin,
    Claims,
    calibration,
    calibration_error,
    let_pass,
    order_claims,
)
from bench.tables import NONE, percent, table
from bench.word_claims import word_claims

TARGETS = (0.99, 0.995)
_CONFUSIONS = 20


def claims_of(runs: Sequence[DossierRun]) -> Claims:
    """All fields that were said; right as they stand."""
    return order_claims(
        [
            (each.confidence, each.right, number)
            for number, run in enumerate(runs)
            for each in run.verdict.said_fields
        ],
        [len(run.verdict.true_fields) for run in runs],
    )


def meanings_of(runs: Sequence[DossierRun]) -> Claims:
    """All fields that were said; right in what they mean."""
    return order_claims(
        [
            (each.confidence, each.means_right, number)
            for number, run in enumerate(runs)
            for each in run.verdict.said_fields
        ],
        [len(run.verdict.true_fields) for run in runs],
    )


def dossiers_report(runs: Sequence[DossierRun]) -> list[str]:
    """All tables about documents and fields, in Markdown."""
    return [
        *["## Documents (hoso)", "", *_documents(runs)],
        *["", "### Kinds taken for others", "", *_confusions(runs)],
        *["", "## Fields by key (hoso)", "", *_fields(runs)],
        *["", "## Straight through (hoso)", "", *_straight_through(runs)],
        *["", "### Confidence against the share that is right", "", *_calibration(runs)],
        *["", "## Confidence of words against the share that is right (hoso)", ""],
        *_calibration_table("words", word_claims(runs)),
    ]


def _documents(runs: Sequence[DossierRun]) -> list[str]:
    split = split_rates(runs)
    count = sum(run.verdict.true_documents for run in runs)
    row = [str(count), *(percent(rate) for rate in split.values()), percent(kind_rate(runs))]
    heads = ["documents", "split precision", "split recall", "split F1", "kind right"]
    return table(heads, [row])


def _confusions(runs: Sequence[DossierRun]) -> list[str]:
    found = confusions(runs)[:_CONFUSIONS]
    return table(
        ["kind", "taken for", "times"],
        ([true, said or "(no document)", str(count)] for true, said, count in found),
    )


def _fields(runs: Sequence[DossierRun]) -> list[str]:
    keys = field_keys(runs)
    rows = []
    for label, group in [("all", keys), *((key, [key]) for key in keys)]:
        each = field_figures(runs, group)
        rates = each.precision, each.recall, each.f1, each.f1_meaning
        hands = each.recall_printed, each.recall_written
        counts = [str(each.true), str(each.said), str(each.invented)]
        rows.append([label, *counts, *map(percent, rates), *map(percent, hands)])
    heads = ["key", "on paper", "said", "of these not on paper", "precision", "recall", "F1"]
    return table([*heads, "F1 by meaning", "recall printed", "recall handwritten"], rows)


def _straight_through(runs: Sequence[DossierRun]) -> list[str]:
    rows = []
    for label, claims in (("as it stands", claims_of(runs)), ("by meaning", meanings_of(runs))):
        for target in TARGETS:
            passing = let_pass(claims, target)
            lowest = NONE if isnan(passing.threshold) else f"{passing.threshold:.3f}"
            rows.append(
                [label, f"{target:.1%}", lowest, str(passing.passed), percent(passing.rate)]
            )
    heads = ["right", "precision", "lowest confidence", "fields that pass", "of all on paper"]
    return table(heads, rows)


def _calibration(runs: Sequence[DossierRun]) -> list[str]:
    return _calibration_table("fields", claims_of(runs))


def _calibration_table(what: str, claims: Claims) -> list[str]:
    error = f"Expected calibration error: {percent(calibration_error(claims))}."
    heads = [what, "mean confidence", "right"]
    filled = (each for each in calibration(claims) if each.fields)
    return [error, "", *table(heads, map(_bin, filled))]


def _bin(each: Bin) -> list[str]:
    return [str(each.fields), f"{each.confidence:.3f}", f"{each.precision:.3f}"]
