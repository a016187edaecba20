"""A picture of which kinds are taken for which."""

from collections.abc import Sequence
from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")

import numpy as np
from matplotlib import pyplot

SIDE, DPI = 9.5, 110


def draw_confusion(kinds: Sequence[tuple[str, str]], path: Path) -> None:
    """Draw true kinds by row, said kinds by column, as shares of the row.

    Args:
        kinds: True and said kind of every page.
    """
    names = sorted({name for pair in kinds for name in pair})
    counts = np.zeros((len(names), len(names)))
    for true, said in kinds:
        counts[names.index(true), names.index(said)] += 1
    totals = counts.sum(1, keepdims=True)
    figure, axes = pyplot.subplots(figsize=(SIDE, SIDE), dpi=DPI)
    # The root shows one page of a hundred beside the diagonal.
    axes.imshow(np.sqrt(counts / np.maximum(totals, 1)), cmap="Blues", vmin=0, vmax=1)
    labels = [f"{name}  {int(total)}" for name, total in zip(names, totals[:, 0], strict=True)]
    axes.set_yticks(np.arange(len(names)), labels, fontsize=6)
    axes.set_xticks(np.arange(len(names)), names, fontsize=6, rotation=90)
    for row, column in zip(*np.nonzero(counts), strict=True):
        if row != column:
            color = "white" if counts[row, column] > totals[row] / 4 else "black"
            told = f"{counts[row, column]:.0f}"
            axes.text(column, row, told, fontsize=5, ha="center", va="center", color=color)
    axes.set_ylabel("true kind, and pages of it")
    axes.set_xlabel("said kind")
    figure.tight_layout()
    figure.savefig(path, metadata={"Software": None})
    pyplot.close(figure)
