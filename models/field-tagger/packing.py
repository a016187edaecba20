"""The best weights as ONNX with 8-bit weights, and the card."""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

import numpy as np
import torch
from lessons import KEYS, NOTHING, Lesson, batches_of
from network import TaggingNetwork
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from classifiers.word_tagger import known_kinds

TEMPERATURES = np.linspace(0.6, 3, 49)


def pack_model(
    network: TaggingNetwork,
    work: Path,
    model: Path,
    tokenizer: Path,
    validation: Mapping[str, Sequence[Lesson]],
) -> None:
    """Write weights, tokenizer and card."""
    network.load_state_dict(torch.load(work / "best.pt", map_location="cpu", weights_only=True))
    network.eval()
    copyfile(tokenizer, model / "tokenizer.json")
    _write_weights(network, model / "weights.onnx")
    lessons = [lesson for each in validation.values() for lesson in each]
    card = {
        "name": "field-tagger",
        "version": "1",
        "file": "weights.onnx",
        "license": "Apache-2.0",
        "source": "trained with train.py, from the weights of page-kind",
        "input": "pieces, shapes, mask (pages, length) int64; boxes (pages, length, 4) int64",
        "output": "logits (pages, length, labels): none, then begins and goes on of every key",
        "trained_on": "4,759 pages of synthesis/ as hoso reads them: split training, seeds "
        "60001 to 60003, and training's forms in other faces and hands, seed 60950",
        "kinds": known_kinds(),
        "keys": KEYS,
        "temperature": _best_temperature(network, lessons),
        "sha256": sha256((model / "weights.onnx").read_bytes()).hexdigest(),
        "sha256_tokenizer": sha256((model / "tokenizer.json").read_bytes()).hexdigest(),
    }
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in card.items()]
    (model / "model.toml").write_text("".join(lines), "utf-8")


def _write_weights(network: TaggingNetwork, file: Path) -> None:
    one = torch.ones(2, 40, dtype=torch.int64)
    names = ["pieces", "boxes", "shapes", "mask"]
    axes = {name: {0: "pages", 1: "length"} for name in [*names, "logits"]}
    with TemporaryDirectory() as folder:
        plain, ready = Path(folder) / "plain.onnx", Path(folder) / "ready.onnx"
        torch.onnx.export(
            network,
            (one, one[..., None].repeat(1, 1, 4), one, one),
            str(plain),
            input_names=names,
            output_names=["logits"],
            dynamic_axes=axes,
            dynamo=False,
        )
        quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(str(ready), str(file), weight_type=QuantType.QInt8, per_channel=True)


def _best_temperature(network: TaggingNetwork, lessons: Sequence[Lesson]) -> float:
    """What makes the right labels likeliest."""
    logits, right = [], []
    with torch.no_grad():
        for batch in batches_of(lessons):
            given = {name: torch.from_numpy(values) for name, values in batch.given.items()}
            asked = batch.labels != NOTHING
            logits.append(network(**given).numpy()[asked])
            right.append(batch.labels[asked])
    seen, wanted = torch.from_numpy(np.concatenate(logits)), torch.from_numpy(np.concatenate(right))
    surprises = [
        float(torch.nn.functional.cross_entropy(seen / temperature, wanted))
        for temperature in TEMPERATURES
    ]
    return round(float(TEMPERATURES[int(np.argmin(surprises))]), 2)
