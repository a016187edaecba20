"""Pictures of a run: small PNGs whose labels can be read in a README.

- error by engine and grade, with intervals;
- error against severity: the mean of neighboring pages, with the pages behind it;
- straight through: precision against the share of fields that pass.
"""

from collections.abc import Sequence
from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")

import numpy as np
from matplotlib import pyplot
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from bench.figures import all_rows, by_grade, measure
from bench.report_dossiers import TARGETS, claims_of, meanings_of
from bench.run import DossierRun, PageRow
from bench.straight_through import Claims, curve

WIDTH, HEIGHT, DPI = 7.2, 4.0, 110
# Of Okabe and Ito, told apart by people who see colors otherwise too.
COLORS = ("#D55E00", "#0072B2", "#56B4E9", "#009E73", "#CC79A7", "#E69F00", "#000000")
_BANDS = 8
_LEAST_PAGES = 16


def draw_plots(runs: Sequence[DossierRun], engines: Sequence[str], folder: Path) -> list[Path]:
    """Draw all pictures into a folder; gives those that there was something to draw of."""
    paths = [_draw_grades(runs, engines, folder / "synthetic-grades.png")]
    graded = [row for row in all_rows(runs) if row.page.severity is not None and not row.page.blank]
    if len(graded) >= _LEAST_PAGES:
        paths.append(_draw_severity(graded, engines, folder / "synthetic-severity.png"))
    if claims_of(runs).confidence.size:
        paths.append(_draw_passing(runs, folder / "synthetic-straight-through.png"))
    return paths


def _draw_grades(runs: Sequence[DossierRun], engines: Sequence[str], path: Path) -> Path:
    groups = by_grade(all_rows(runs))
    figure, axes = _open("characters wrong by line, %")
    width = 0.8 / len(engines)
    for number, engine in enumerate(engines):
        rates = [measure(rows, engine, "cer_by_line", len(runs)) for rows in groups.values()]
        places = np.arange(len(groups)) + (number - (len(engines) - 1) / 2) * width
        values = np.array([rate.value for rate in rates]) * 100
        ends = np.array([[rate.low, rate.high] for rate in rates]).T * 100
        reach = np.abs(ends - values)
        axes.bar(places, values, width, color=COLORS[number % len(COLORS)], label=engine)
        axes.errorbar(places, values, reach, fmt="none", ecolor="black", lw=0.8, capsize=2)
    pages = [f"{grade}\n{len(rows)} pages" for grade, rows in groups.items()]
    axes.set_xticks(np.arange(len(groups)), pages)
    _name_lines(axes)
    return _save(figure, path)


def _draw_severity(rows: Sequence[PageRow], engines: Sequence[str], path: Path) -> Path:
    figure, axes = _open("characters wrong by line, %")
    ordered = sorted(rows, key=lambda row: row.page.severity or 0.0)
    for number, engine in enumerate(engines):
        color = COLORS[number % len(COLORS)]
        severity = np.array([row.page.severity or 0.0 for row in ordered])
        errors = np.array([row.scores[engine].errors_by_line for row in ordered], float)
        characters = np.array([row.scores[engine].characters for row in ordered], float)
        axes.scatter(severity, 100 * errors / np.maximum(characters, 1), 4, color, alpha=0.25)
        bands = np.array_split(np.arange(len(ordered)), _BANDS)
        means = [100 * errors[band].sum() / max(characters[band].sum(), 1) for band in bands]
        middles = [severity[band].mean() for band in bands]
        axes.plot(middles, means, color=color, lw=1.8, marker="o", ms=3, label=engine)
    axes.set_xlabel("severity of wear")
    axes.set_yscale("symlog", linthresh=1)
    axes.set_ylim(0, 100)
    axes.set_yticks([0, 1, 2, 5, 10, 20, 50, 100], ["0", "1", "2", "5", "10", "20", "50", "100"])
    _name_lines(axes)
    return _save(figure, path)


def _draw_passing(runs: Sequence[DossierRun], path: Path) -> Path:
    figure, axes = _open("right among those that pass, %")
    _add_curve(axes, claims_of(runs), COLORS[0], "as it stands")
    _add_curve(axes, meanings_of(runs), COLORS[1], "by meaning")
    for target in TARGETS:
        axes.axhline(100 * target, color="#888888", lw=0.8, ls=":")
    axes.set_xlabel("fields that pass without a person, % of all on paper")
    _name_lines(axes)
    return _save(figure, path)


def _add_curve(axes: Axes, claims: Claims, color: str, label: str) -> None:
    rate, precision = curve(claims)
    axes.step(100 * rate, 100 * precision, where="post", color=color, label=label)


def _name_lines(axes: Axes) -> None:
    """Name what was drawn above the picture, where it hides nothing."""
    axes.legend(
        fontsize=8, frameon=False, ncols=3, loc="lower left", bbox_to_anchor=(0, 1), borderpad=0
    )


def _open(label: str) -> tuple[Figure, Axes]:
    figure, axes = pyplot.subplots(figsize=(WIDTH, HEIGHT), dpi=DPI)
    axes.set_ylabel(label)
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(axis="y", color="#dddddd", lw=0.6)
    axes.set_axisbelow(True)
    return figure, axes


def _save(figure: Figure, path: Path) -> Path:
    figure.tight_layout()
    figure.savefig(path, metadata={"Software": None})
    pyplot.close(figure)
    return path
