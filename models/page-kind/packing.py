"""The best weights as ONNX with 8-bit weights, and the temperatures that make them honest."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

import numpy as np
import torch
from network import PageNetwork
from numpy.typing import NDArray
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from pages import LABELS, Sample, read_dossiers_of
from tokenizer import TOKENIZER
from trust import fit_agreement, fit_cut

from classifiers import page_network
from classifiers.page_network import SIDE_ANSWERS
from classifiers.page_tokens import FACTS, open_tokenizer

TEMPERATURES = np.linspace(0.5, 4, 71)


def pack_model(work: Path, model: Path, validation: Mapping[str, Sequence[Sample]]) -> None:
    """Write weights and tokenizer beside the card; hash, labels and temperatures onto it."""
    copyfile(work / TOKENIZER, model / TOKENIZER)
    pieces = open_tokenizer(model / TOKENIZER).get_vocab_size()
    with TemporaryDirectory() as folder:
        plain, ready = Path(folder) / "plain.onnx", Path(folder) / "ready.onnx"
        export(work / "best.pt", pieces, plain)
        quant_pre_process(str(plain), str(ready))
        quantize_dynamic(
            str(ready), str(model / "weights.onnx"), weight_type=QuantType.QInt8, per_channel=True
        )
    digest = hashlib.sha256((model / "weights.onnx").read_bytes()).hexdigest()
    _note(model, sha256=f'"{digest}"', labels=_labels())
    _note(model, temperatures=str([1.0] * (1 + len(SIDE_ANSWERS))))
    samples = [sample for each in validation.values() for sample in each]
    _note(model, temperatures=str(best_temperatures(_logits(model, samples), samples)))
    dossiers = [dossier for of in validation for dossier in read_dossiers_of(work, of)]
    _note(model, cut=_inline(fit_cut(dossiers, page_network.PageNetwork(model))))
    _note(model, agreement=_inline(fit_agreement(dossiers, page_network.PageNetwork(model))))


def export(best: Path, pieces: int, file: Path) -> None:
    """Write the network with the best weights as ONNX, for any number of pages of any length."""
    network = PageNetwork(pieces, len(LABELS))
    network.load_state_dict(torch.load(best, map_location="cpu", weights_only=True))
    one = torch.ones(2, 40, dtype=torch.int64)
    facts = torch.zeros(2, FACTS)
    boxes = one[..., None].repeat(1, 1, 4)
    names = ["pieces", "boxes", "shapes", "mask", "facts"]
    axes = {name: {0: "pages", 1: "length"} for name in names[:-1]} | {"facts": {0: "pages"}}
    torch.onnx.export(
        network.eval(),
        (one, boxes, one, one, facts),
        str(file),
        input_names=names,
        output_names=["logits"],
        dynamic_axes=axes | {"logits": {0: "pages"}},
        dynamo=False,
    )


def best_temperatures(logits: NDArray[np.float64], samples: Sequence[Sample]) -> list[float]:
    """For the kind and each other answer, what makes the right ones likeliest."""
    for_kinds, others = logits[:, : len(LABELS)], logits[:, len(LABELS) :]
    right = np.array([sample.kind for sample in samples])
    answers = np.stack([sample.answers for sample in samples])
    found = [min(TEMPERATURES, key=lambda t: _surprise(for_kinds / t, right))]
    for said, wanted in zip(others.T, answers.T, strict=True):
        known = ~np.isnan(wanted)
        pair = np.column_stack([np.zeros(known.sum()), said[known]])
        found.append(
            min(TEMPERATURES, key=lambda t: _surprise(pair / t, (wanted[known] > 0.5).astype(int)))
        )
    return [round(float(each), 2) for each in found]


def _surprise(logits: NDArray[np.float64], right: NDArray[np.int64]) -> float:
    raised = logits - logits.max(1, keepdims=True)
    logs = raised - np.log(np.exp(raised).sum(1, keepdims=True))
    return float(-logs[np.arange(len(right)), right].mean())


def _logits(model: Path, samples: Sequence[Sample]) -> NDArray[np.float64]:
    """Of all samples in their order, by the packed network."""
    network = page_network.PageNetwork(model)
    rows = [network.logits([sample.tokens])[0] for sample in samples]
    return np.array(rows, np.float64)


def _inline(weights: Mapping[str, float]) -> str:
    return "{ " + ", ".join(f"{name} = {value}" for name, value in weights.items()) + " }"


def _labels() -> str:
    return "[" + ", ".join(f'"{code}"' for code in LABELS) + "]"


def _note(model: Path, **told: str) -> None:
    """Change lines of the card."""
    card = model / "model.toml"
    text = card.read_text("utf-8")
    for key, value in told.items():
        text = re.sub(rf"(?m)^{key} = .*$", lambda _, k=key, v=value: f"{k} = {v}", text)
    card.write_text(text, "utf-8")
