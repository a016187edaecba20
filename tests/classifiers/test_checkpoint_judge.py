import json
from pathlib import Path

import pytest
from making_pages import decision_text, reading

from classifiers.checkpoint_judge import CheckpointJudge
from dossiers.errors import BadWeightsError

transformers = pytest.importorskip("transformers", reason="the extra `train` is not installed")
pytest.importorskip("torch", reason="the extra `train` is not installed")


@pytest.fixture
def checkpoint(tmp_path: Path) -> Path:
    """A tiny untrained BERT that knows two kinds."""
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "quyết", "định"]
    (tmp_path / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    transformers.BertTokenizerFast(vocab_file=str(tmp_path / "vocab.txt")).save_pretrained(tmp_path)
    config = transformers.BertConfig(
        vocab_size=len(words),
        hidden_size=8,
        num_hidden_layers=1,
        num_attention_heads=1,
        intermediate_size=8,
        id2label={0: "quyet_dinh", 1: "cong_van"},
    )
    transformers.BertForSequenceClassification(config).save_pretrained(tmp_path)
    return tmp_path


def test_a_checkpoint_names_kinds_and_the_rules_say_where_documents_begin(checkpoint: Path) -> None:
    judge = CheckpointJudge(checkpoint)
    (opinion,) = judge.judge([reading(decision_text())])
    assert judge.labels == ["quyet_dinh", "cong_van"]
    assert opinion.kinds.shape == (2,)
    assert opinion.kinds.sum() == pytest.approx(1)
    assert opinion.begins > 0.9


def test_labels_that_are_no_kinds_are_refused(checkpoint: Path) -> None:
    config = json.loads((checkpoint / "config.json").read_text())
    config["id2label"]["1"] = "hoa_don"
    (checkpoint / "config.json").write_text(json.dumps(config))
    with pytest.raises(BadWeightsError, match="hoa_don"):
        CheckpointJudge(checkpoint)


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadWeightsError):
        CheckpointJudge(tmp_path)
