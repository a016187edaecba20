import json
from pathlib import Path

import pytest
from making_pages import BODY, decision_text, line, page_text, reading

from classifiers.checkpoint_judge import CheckpointJudge
from classifiers.documents import find_documents
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
    inner = page_text(*(line(text, 375, 500 + 90 * row) for row, text in enumerate(BODY)))
    stream = [reading(decision_text(), 0), reading(inner, 1), reading(decision_text(), 2)]
    found = find_documents(stream, judge)
    assert [(each.first_page, each.last_page) for each in found] == [(0, 1), (2, 2)]


def test_labels_that_are_no_kinds_are_refused(checkpoint: Path) -> None:
    config = json.loads((checkpoint / "config.json").read_text())
    config["id2label"]["1"] = "hoa_don"
    (checkpoint / "config.json").write_text(json.dumps(config))
    with pytest.raises(BadWeightsError, match="hoa_don"):
        CheckpointJudge(checkpoint)


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadWeightsError):
        CheckpointJudge(tmp_path)
