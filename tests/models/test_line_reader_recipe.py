"""The recipe of the line reader: its alphabet, its batches, and - where torch is - its network."""

import importlib
import sys
from itertools import islice
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from storage.weights import read_card
from training.cuttings import lone_samples
from training.shelf import put_lines

MODEL = Path(__file__).parents[2] / "models" / "line-reader"


@pytest.fixture(scope="module")
def recipe() -> dict[str, ModuleType]:
    sys.path.insert(0, str(MODEL))
    modules = {name: importlib.import_module(name) for name in ("letters", "lines", "batches")}
    sys.path.remove(str(MODEL))
    return modules


def test_the_card_names_the_letters_in_the_order_of_the_networks_output(
    recipe: dict[str, ModuleType],
) -> None:
    assert read_card(MODEL)["letters"] == recipe["letters"].letters()


def test_batches_hold_every_line_once_and_lines_of_like_width(
    recipe: dict[str, ModuleType],
) -> None:
    samples = list(islice(lone_samples(3, "training", 40), 60))
    batches = list(recipe["batches"].batches_of(samples, columns=4000))
    assert sorted(text for batch in batches for text in batch.texts) == sorted(
        text for _, text in samples
    )
    for batch in batches:
        assert batch.ink.shape[:3] == (len(batch.texts), 1, 40)
        assert max(batch.widths) <= batch.ink.shape[3] < max(batch.widths) + 8
        assert batch.ink.min() >= 0
        assert batch.ink.max() <= 1


def test_training_goes_on_where_it_stopped(recipe: dict[str, ModuleType], tmp_path: Path) -> None:
    torch = pytest.importorskip("torch", reason="the extra `train` is not installed")
    torch.set_num_threads(1)  # its threads and those of libraries loaded before may wait forever
    samples = list(islice(lone_samples(3, "training", 40), 40))
    for kind in recipe["batches"].SHARE:
        put_lines(tmp_path / f"{kind}-3-0000.npy", samples)
    sys.path.insert(0, str(MODEL))
    run = importlib.import_module("training_run")
    sys.path.remove(str(MODEL))
    shelf = importlib.import_module("training.shelf").Shelf(tmp_path / "lone-3-0000.npy")
    first = run.Run(tmp_path, None, {"lone": shelf})
    first.train(0.01)
    second = run.Run(tmp_path, None, {"lone": shelf})
    assert (second.course.steps, second.course.minutes) == (
        first.course.steps,
        first.course.minutes,
    )
    assert second.course.steps > 0
    assert np.isfinite(second.course.best)
    log = (tmp_path / "log.csv").read_text().splitlines()
    second.train(second.course.minutes + 0.01)
    assert len((tmp_path / "log.csv").read_text().splitlines()) == len(log) + 1
