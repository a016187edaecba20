import hashlib
from pathlib import Path

import pytest

from dossiers.errors import BadWeightsError, ExitCode
from storage.weights import find_weights


def _model(folder: Path, content: bytes, recorded: bytes) -> Path:
    folder.mkdir()
    (folder / "weights.onnx").write_bytes(content)
    digest = hashlib.sha256(recorded).hexdigest()
    (folder / "model.toml").write_text(f'file = "weights.onnx"\nsha256 = "{digest}"\n')
    return folder


def test_recorded_weights_are_found(tmp_path: Path) -> None:
    model = _model(tmp_path / "a", b"weights", b"weights")
    assert find_weights(model) == model / "weights.onnx"


def test_other_weights_than_recorded_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadWeightsError) as caught:
        find_weights(_model(tmp_path / "a", b"exchanged", b"weights"))
    assert caught.value.exit_code == ExitCode.BAD_WEIGHTS
    assert caught.value.reason.key == "weights.changed"


def test_a_missing_file_or_card_is_told(tmp_path: Path) -> None:
    model = _model(tmp_path / "a", b"weights", b"weights")
    (model / "weights.onnx").unlink()
    for folder in (model, tmp_path / "nowhere"):
        with pytest.raises(BadWeightsError) as caught:
            find_weights(folder)
        assert caught.value.reason.key == "weights.missing"


def test_the_card_of_every_model_names_its_weights() -> None:
    models = [card.parent for card in Path(__file__).parents[2].glob("models/*/model.toml")]
    assert models
    for model in models:
        assert find_weights(model).is_file()
        assert (model / "README.md").is_file()
