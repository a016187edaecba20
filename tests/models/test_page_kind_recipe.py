"""The recipe of the page network, from pages to packed weights that hoso can open."""

import importlib
import subprocess
import sys
from collections import Counter
from itertools import islice
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from making_pages import decision_text, reading

from classifiers.documents import find_documents
from classifiers.page_network import PageNetwork
from classifiers.page_tokens import FACTS, PageTokens
from classifiers.retraining import open_examples
from dossiers.vocabulary import COVER_KIND, kinds
from pipeline.workers import ReaderChoice
from settings import REPOSITORY
from storage.weights import read_card
from synthesis.cases.dossiers import Wanted
from training.read_pages import read_dossiers, write_dossiers

MODEL = REPOSITORY / "models" / "page-kind"


def _train(work: Path, *options: str) -> None:
    call = [sys.executable, str(MODEL / "train.py"), str(work), *options]
    environment = {"PYTHONPATH": str(REPOSITORY), "OMP_NUM_THREADS": "1"}
    subprocess.run(call, check=True, env=environment, timeout=300)  # our own


@pytest.fixture(scope="module")
def pages() -> ModuleType:
    sys.path.insert(0, str(MODEL))
    module = importlib.import_module("pages")
    sys.path.remove(str(MODEL))
    return module


def test_strangers_are_no_known_kind_and_grafted_pages_keep_their_heading(
    pages: ModuleType,
) -> None:
    samples = []
    for number in range(2):
        pieces = np.full(160, 10 + number)
        boxes = np.tile(np.arange(160)[:, None], 4)  # every piece on a line of its own
        tokens = PageTokens(pieces, boxes, pieces % 8, np.zeros(FACTS))
        answers = np.array([1, number, np.nan, 0.5], np.float32)
        samples.append(pages.Sample(tokens, number, answers, 1.0))
    length = 24 * pages.STRANGER_ONE_IN
    batches = islice(pages.training_batches(samples * (length // 2), 100, 1), length // 24 + 1)
    khac, seen = pages.LABELS.index("khac"), Counter[int]()
    for batch in batches:
        for kind, row, answers in zip(
            batch.kinds, batch.given["pieces"], batch.answers, strict=True
        ):
            own = row[1:30] == 10 + kind
            seen[int(kind)] += 1
            assert np.isnan(answers[0]) == (kind == khac)
            assert kind == khac or own.mean() > 0.7
    assert 0 < seen[khac] < 0.2 * seen.total()


def test_the_card_names_every_kind_but_our_own_cover_sheet() -> None:
    assert set(read_card(MODEL)["labels"]) == kinds().keys() - {COVER_KIND}


def test_no_evidence_counts_against_its_sense() -> None:
    card = read_card(MODEL)
    cut, agreement = card["cut"], card["agreement"]
    assert min(cut["begins"], cut["ends"], cut["rules"]) >= 0
    assert max(cut["back"], cut["numbered"], cut["follows"], cut["goes_on"]) <= 0
    assert agreement["network"] >= 0
    assert agreement["same"] >= 0 >= agreement["other"]


def test_pages_become_weights_that_judge_and_can_be_taught(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="the extra `train` is not installed")
    pytest.importorskip("transformers", reason="the extra `train` is not installed")
    readers = ReaderChoice("fast", "", "", "", REPOSITORY / "models").open()
    dossiers = list(islice(read_dossiers(Wanted(0, 4, grade="clean", mixed=2), 2, readers), 2))
    for of in ("train", "known", "unseen"):
        write_dossiers(tmp_path / f"{of}-4-0000.jsonl.gz", dossiers)
    model = tmp_path / "model"
    model.mkdir()
    for _ in range(2):  # the second time it finds that its minutes are spent
        _train(tmp_path, "--minutes", "0.05")
    _train(tmp_path, "--pack", "--into", str(model))
    network = PageNetwork(model)
    (found,) = find_documents([reading(decision_text())], network)
    assert found.kind in network.labels
    kept, gate = open_examples(model / "examples.npz")
    said = sum(not page.reading.blank for dossier in dossiers for page in dossier)
    assert (len(kept), len(gate)) == (said, 2 * said)
