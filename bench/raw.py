"""The raw figures of a run as JSON: every page, every document, every field that was said."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from bench.engines import Answer
from bench.families import family_of
from bench.figures import (
    MEASURES,
    all_rows,
    field_figures,
    field_keys,
    kind_rate,
    measure,
    split_rates,
)
from bench.report_dossiers import TARGETS, claims_of, meanings_of
from bench.run import DossierRun, PageRow
from bench.straight_through import Claims, calibration_error, let_pass

Json = dict[str, Any]


def raw_figures(runs: Sequence[DossierRun], engines: Sequence[str]) -> Json:
    """All that the tables are made of, and the rates as ``[value, low, high]``."""
    rows = all_rows(runs)
    return {
        "rates": {
            engine: {name: measure(rows, engine, name, len(runs)).as_list() for name in MEASURES}
            for engine in engines
        },
        "split": {name: rate.as_list() for name, rate in split_rates(runs).items()},
        "kind": kind_rate(runs).as_list(),
        "fields": {key: _key(runs, [key]) for key in field_keys(runs)},
        "all_fields": _key(runs, field_keys(runs)),
        "straight_through": _passing(claims_of(runs)),
        "straight_through_by_meaning": _passing(meanings_of(runs)),
        "calibration_error": calibration_error(claims_of(runs)).as_list(),
        "dossiers": [_dossier(run) for run in runs],
    }


def _key(runs: Sequence[DossierRun], keys: Sequence[str]) -> Json:
    found = field_figures(runs, keys)
    counts = {"true": found.true, "said": found.said, "invented": found.invented}
    rates = {
        "precision": found.precision,
        "recall": found.recall,
        "f1": found.f1,
        "f1_by_meaning": found.f1_meaning,
        "recall_printed": found.recall_printed,
        "recall_written": found.recall_written,
    }
    return {**counts, **{name: rate.as_list() for name, rate in rates.items()}}


def _passing(claims: Claims) -> list[Json]:
    found = [let_pass(claims, target) for target in TARGETS]
    return [
        {
            "precision": each.target,
            "threshold": each.threshold if each.passed else None,
            "passed": each.passed,
            "rate": each.rate.as_list(),
        }
        for each in found
    ]


def _dossier(run: DossierRun) -> Json:
    return {
        "name": run.truth.name,
        "understanding_seconds": run.understanding_seconds,
        "pages": [_page(row) for row in run.rows],
        "documents": [
            {
                "type": pair.true.kind,
                "form": pair.true.form,
                "first_page": pair.true.first_page,
                "last_page": pair.true.last_page,
                "said": None
                if pair.said is None
                else [pair.said.kind, pair.said.first_page, pair.said.last_page],
            }
            for pair in run.verdict.pairs
        ],
        "said_fields": [asdict(field) for field in run.verdict.said_fields],
        "true_fields": [asdict(field) for field in run.verdict.true_fields],
    }


def _page(row: PageRow) -> Json:
    return {
        "index": row.page.index,
        "rotation": row.page.rotation,
        "blank": row.page.blank,
        "grade": row.page.grade,
        "severity": row.page.severity,
        "type": row.document.kind if row.document else "",
        "family": family_of(row.document),
        "engines": {
            name: {**_costs(answer), "score": asdict(row.scores[name])}
            for name, answer in row.answers.items()
        },
    }


def _costs(answer: Answer) -> Json:
    return {
        "rotation": answer.rotation,
        "blank": answer.blank,
        "cpu_seconds": round(answer.cpu_seconds, 4),
        "peak_bytes": answer.peak_bytes,
        "failure": answer.failure,
    }
