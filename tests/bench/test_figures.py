import math

from bench.engines import Answer
from bench.families import FAMILIES, OFFICIAL, OTHER, family_of
from bench.figures import (
    MEASURES,
    all_rows,
    by_grade,
    confusions,
    cost,
    field_figures,
    kind_rate,
    measure,
    split_rates,
)
from bench.report_dossiers import dossiers_report
from bench.report_pages import pages_report
from bench.truth import TrueDocument
from dossiers.vocabulary import kinds
from tests.bench.making_runs import TEXT, make_document, make_field, make_run

PERFECT = [make_run(0), make_run(1)]
ONE = {"orientation", "blank_precision", "blank_recall"}


class Named:
    """An engine by name only."""

    name = "hoso"
    version = "1"

    def read(self, _: object) -> Answer:
        raise NotImplementedError


def test_the_truth_itself_is_perfect_in_every_measure() -> None:
    rates = {name: measure(all_rows(PERFECT), "hoso", name, 2) for name in MEASURES}
    for name, rate in rates.items():
        if name == "cer_written":
            assert math.isnan(rate.value)  # nothing is by hand
        else:
            assert (rate.value, rate.low, rate.high) == ((1.0,) * 3 if name in ONE else (0.0,) * 3)
    assert all(rate.value == 1 for rate in split_rates(PERFECT).values())
    assert kind_rate(PERFECT).value == 1
    fields = field_figures(PERFECT, ["so_ky_hieu", "nguoi_ky"])
    assert fields.precision.value == fields.recall.value == fields.f1.value == 1
    assert fields.recall_written.value == fields.recall_printed.value == 1


def test_damage_costs_what_was_damaged() -> None:
    runs = [make_run(0), make_run(1, (TEXT.replace("NHÂN", "NHAN"), "rác"))]
    rows = all_rows(runs)
    assert measure(rows, "hoso", "cer_by_line", 2).value == 1 / (2 * len(TEXT) - 2)
    assert measure(rows, "hoso", "accents", 2).value == 1 / (2 * len(TEXT) - 2)
    assert measure(rows, "hoso", "blank_recall", 2).value == 0.5
    assert measure(rows, "hoso", "blank_precision", 2).value == 1


def test_a_torn_document_and_a_lost_field_are_counted() -> None:
    torn = [make_document(0, 0, make_field("so_ky_hieu", "1/QĐ"), kind="khac")]
    runs = [make_run(0), make_run(1, documents=[*torn, make_document(1, 1)])]
    split = split_rates(runs)
    assert (split["precision"].value, split["recall"].value) == (1 / 3, 0.5)
    assert split["f1"].value == 2 * 1 / (3 + 2)
    assert kind_rate(runs).value == 0.5
    assert confusions(runs) == [("quyet_dinh", "khac", 1)]
    fields = field_figures(runs, ["so_ky_hieu", "nguoi_ky"])
    assert (fields.true, fields.said, fields.precision.value) == (4, 3, 2 / 3)
    assert fields.recall.value == 0.5


def test_grades_come_from_clean_to_hard() -> None:
    assert list(by_grade(all_rows(PERFECT))) == ["office"]


def test_costs_beside_pages_are_spread_over_them() -> None:
    found = cost(all_rows(PERFECT), "hoso", 2.0)
    assert (found.cpu_seconds, found.cpu_seconds_most, found.peak) == (1.5, 1.0, 1.0)


def test_every_kind_of_the_vocabulary_has_a_family() -> None:
    named = {kind for codes in FAMILIES.values() for kind in codes.split()}
    assert named <= set(kinds())
    found = {kind: family_of(TrueDocument(kind, 0, 0, ())) for kind in kinds()}
    assert {kind for kind, family in found.items() if family == OTHER} == {"khac", "to_dau_ho_so"}
    assert found["cong_van"] == found["quyet_dinh"] == found["chi_thi"] == OFFICIAL
    assert family_of(None) == OTHER


def test_tables_have_as_many_cells_in_every_row() -> None:
    lines = pages_report(all_rows(PERFECT), [Named()], 2, 0.0) + dossiers_report(PERFECT)
    width = 0
    for line in lines:
        if line.startswith("|"):
            cells = line.count("|")
            assert width in (0, cells), line
            width = cells
        else:
            width = 0
    assert any(line.startswith("| so_ky_hieu | 2 | 2 | 0 | 100.0 %") for line in lines)
