"""What each step of reading a page is worth: the same pages, one step left out at a time.

    python -m bench.ablation --dossiers 12 --seed 4 --report bench/report/ablation.md

Answers are kept in ``pages/`` beside the report, as in ``bench.synthetic``.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click
import cv2
import numpy as np

from bench.in_process import Way, compare_ways
from bench.own import Hoso
from imaging.tone import Pixels
from settings import Settings
from settings.workshop import reader_choice


def _gray(pixels: Pixels) -> Pixels:
    return pixels if pixels.ndim == 2 else np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY))


# What stands in the place of a step that is left out, by the step and where it is called.
WITHOUT: Mapping[str, Mapping[str, Callable[..., Any]]] = {
    "without: red ink made pale": {"imaging.tone.lighten_red": _gray},
    "without: red ink read as well": {"imaging.tone._has_red": lambda _: False},
    "without: dark surround made white": {"imaging.tone.whiten_surround": lambda gray: gray},
    "without: light made even": {"imaging.tone.flatten_light": lambda gray: gray},
    "without: other side of the sheet left out": {
        "ocr.page_reading.without_other_side": lambda _, lines, __: lines
    },
    "without: doubtful lines read again": {"ocr.page_reading.is_doubtful": lambda _, __: False},
}


@click.command()
@click.option("--dossiers", type=click.IntRange(1), default=12, show_default=True)
@click.option("--seed", type=int, default=4, show_default=True)
@click.option("--report", type=click.Path(path_type=Path), required=True)
def main(dossiers: int, seed: int, report: Path) -> None:
    """Read fresh dossiers with every step, and with one left out."""
    readers, version = reader_choice(Settings()).open(), Hoso().version
    ways = [Way("", readers, version)]
    ways += [Way(label, readers, version, patches) for label, patches in WITHOUT.items()]
    compare_ways(ways, "What each step is worth", dossiers, seed, report)


if __name__ == "__main__":
    main()
