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
        max_position_embeddings=66,
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


@pytest.mark.parametrize("label", ["hoa_don", "to_dau_ho_so", "quyet_dinh"])
def test_labels_that_are_no_kinds_or_twice_the_same_are_refused(
    checkpoint: Path, label: str
) -> None:
    config = json.loads((checkpoint / "config.json").read_text())
    config["id2label"]["1"] = label
    (checkpoint / "config.json").write_text(json.dumps(config))
    with pytest.raises(BadWeightsError, match=label):
        CheckpointJudge(checkpoint)


def test_a_folder_that_is_none_or_has_no_model_is_refused(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(BadWeightsError, match=str(folder)):
            CheckpointJudge(folder)


def test_broken_weights_are_refused(checkpoint: Path) -> None:
    weights = checkpoint / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:200])
    with pytest.raises(BadWeightsError):
        CheckpointJudge(checkpoint)


def test_an_encoder_that_names_nothing_is_refused(checkpoint: Path) -> None:
    config = transformers.BertConfig.from_pretrained(checkpoint)
    transformers.BertModel(config).save_pretrained(checkpoint)
    with pytest.raises(BadWeightsError):
        CheckpointJudge(checkpoint)


def test_a_page_longer_than_the_checkpoint_reads_is_cut(checkpoint: Path) -> None:
    words = page_text(*(line("quyết định " * 20, 300, 90 * row) for row in range(40)))
    (opinion,) = CheckpointJudge(checkpoint).judge([reading(words)])
    assert opinion.kinds.sum() == pytest.approx(1)
