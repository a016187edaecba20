"""The recipes of tagger and trust, from pages to packed weights that hoso can open."""

import subprocess
import sys
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from making_pages import decision_text

from classifiers.word_tagger import WordTagger
from dossiers.vocabulary import field_names, kinds
from extraction.acceptance import open_reviewed
from extraction.evidence import NAMES
from extraction.trust import FieldTrust
from pipeline.workers import ReaderChoice
from settings import REPOSITORY
from settings.workshop import FIELD_TAGGER, FIELD_TRUST
from storage.weights import read_card
from synthesis.cases.dossiers import Wanted
from training.read_pages import read_dossiers, write_dossiers


def _train(model: Path, *options: str) -> None:
    call = [sys.executable, str(model / "train.py"), *options]
    environment = {"PYTHONPATH": str(REPOSITORY), "OMP_NUM_THREADS": "1"}
    subprocess.run(call, check=True, env=environment, timeout=300)  # our own


def test_the_cards_are_of_this_vocabulary_and_this_evidence() -> None:
    assert read_card(FIELD_TAGGER)["keys"] == list(field_names())
    assert set(read_card(FIELD_TAGGER)["kinds"]) == set(kinds())
    card = read_card(FIELD_TRUST)
    assert tuple(card["features"]) == NAMES
    assert card["calibration_right"] == sorted(card["calibration_right"])
    for kind, keys in card["shares"].items():
        assert kind in kinds()
        assert set(keys) <= set(field_names())


def test_what_was_reviewed_came_with_the_model() -> None:
    reviewed = open_reviewed(FIELD_TRUST / "reviewed.npz")
    assert len(reviewed.keys) > 5000
    assert set(reviewed.keys) <= set(field_names())
    assert np.all((reviewed.chances >= 0) & (reviewed.chances <= 1))


def test_pages_become_a_tagger_and_its_values_a_model_of_trust(tmp_path: Path) -> None:
    for module in ("torch", "transformers", "sklearn", "onnx"):
        pytest.importorskip(module, reason="the extra `train` is not installed")
    readers = ReaderChoice("fast", "", "", "", REPOSITORY / "models").open()
    dossiers = list(islice(read_dossiers(Wanted(0, 4, grade="clean", mixed=2), 2, readers), 6))
    pages, work = tmp_path / "pages", tmp_path / "work"
    pages.mkdir()
    for of in ("train", "known", "unseen"):
        write_dossiers(pages / f"{of}-4-0000.jsonl.gz", dossiers)
    tagger, trust = tmp_path / "tagger", tmp_path / "trust"
    tagger.mkdir()
    for _ in range(2):  # the second time it finds that its minutes are spent
        _train(FIELD_TAGGER, str(work), "--pages", str(pages), "--minutes", "0.05")
    _train(FIELD_TAGGER, str(work), "--pages", str(pages), "--pack", "--into", str(tagger))
    tags = WordTagger(tagger).tag(decision_text(), "quyet_dinh", 0)
    assert tags.keys == tuple(field_names())
    _train(FIELD_TRUST, str(pages), "--into", str(trust))
    said = FieldTrust(trust).probabilities(np.zeros((3, len(NAMES)), np.float32))
    assert said.shape == (3,)
    assert np.all((said >= 0) & (said <= 1))
