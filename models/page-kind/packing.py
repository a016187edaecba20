"""The best weights as ONNX with 8-bit weights, and on the card what makes their answers honest."""

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import torch
from network import PageNetwork
from numpy.typing import NDArray
from onnxruntime import InferenceSession
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from pages import LABELS, Sample, read_dossiers_of
from tokenizer import TOKENIZER
from trust import fit_agreement, fit_cut, fit_rules

from classifiers import page_network
from classifiers.page_network import SIDE_ANSWERS, batch_of, open_layer
from classifiers.page_tokens import FACTS, open_tokenizer

EXAMPLES = "examples.npz"
KEPT = 2500
"""Of so many pages the same is said after an office taught its own."""

TEMPERATURES = np.linspace(0.5, 4, 71)
FILES = {
    "sha256": "weights.onnx",
    "sha256_output_layer": "output_layer.npz",
    "sha256_tokenizer": TOKENIZER,
    "sha256_examples": EXAMPLES,
}
CARD = {
    "name": "page-kind",
    "version": "1",
    "file": "weights.onnx",
    "license": "Apache-2.0",
    "source": "trained with train.py, from nothing",
    "input": "pieces, shapes, mask (pages, length) int64; boxes (pages, length, 4) int64, 0..1000; "
    "facts (pages, 9) float32",
    "output": "features (pages, 416); times output_layer.npz logits: kinds by labels, then begins, "
    "ends, back, written",
    "trained_on": "4,482 pages of synthesis/ as hoso reads them, split training, "
    "seeds 60001 to 60003",
    "labels": LABELS,
    "temperatures": [1.0] * (1 + len(SIDE_ANSWERS)),
    "rules": 0.0,
    "cut": {
        "bias": 0.0,
        "begins": 1.0,
        "ends": 0.0,
        "rules": 0.0,
        "back": 0.0,
        "numbered": 0.0,
        "follows": 0.0,
        "goes_on": 0.0,
    },
    "agreement": {"bias": 0.0, "network": 1.0, "same": 0.0, "other": 0.0},
}


def pack_model(
    work: Path,
    model: Path,
    learned: Sequence[Sample],
    validation: Mapping[str, Sequence[Sample]],
) -> None:
    """Write weights, answers, tokenizer, examples and card."""
    copyfile(work / TOKENIZER, model / TOKENIZER)
    _write_weights(_best_network(work), model)
    samples = [sample for each in validation.values() for sample in each]
    seen = _write_examples(model, learned, samples)
    hashes = {key: sha256((model / file).read_bytes()).hexdigest() for key, file in FILES.items()}
    card: dict[str, Any] = CARD | hashes | {"fitted_on": _sets(work, validation)}
    logits = open_layer(model / "output_layer.npz").logits(seen)
    card["temperatures"] = best_temperatures(logits.astype(np.float64), samples)
    dossiers = [dossier for of in validation for dossier in read_dossiers_of(work, of)]
    # Each is fitted to the network with what was fitted before it.
    for key, fit in {"rules": fit_rules, "cut": fit_cut, "agreement": fit_agreement}.items():
        _write_card(model, card)
        card[key] = fit(dossiers, page_network.PageNetwork(model))
    _write_card(model, card)


def _sets(work: Path, names: Iterable[str]) -> list[str]:
    """Name and seed of sets, as their files begin."""
    files = (file for name in names for file in work.glob(f"{name}-*.jsonl.gz"))
    return sorted({"-".join(file.name.split("-")[:2]) for file in files})


def _best_network(work: Path) -> PageNetwork:
    network = PageNetwork(open_tokenizer(work / TOKENIZER).get_vocab_size(), len(LABELS))
    network.load_state_dict(torch.load(work / "best.pt", map_location="cpu", weights_only=True))
    return network.eval()


def _write_weights(network: PageNetwork, model: Path) -> None:
    with TemporaryDirectory() as folder:
        plain, ready = Path(folder) / "plain.onnx", Path(folder) / "ready.onnx"
        export(network, plain)
        quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(
            str(ready), str(model / "weights.onnx"), weight_type=QuantType.QInt8, per_channel=True
        )
    layer = network.answers
    np.savez(
        model / "output_layer.npz",
        weight=layer.weight.detach().numpy(),
        bias=layer.bias.detach().numpy(),
    )


def export(network: PageNetwork, file: Path) -> None:
    """Write a network up to its features as ONNX, for any number of pages of any length."""
    network.forward = network.features  # type: ignore[method-assign]  # what ONNX is traced from
    one = torch.ones(2, 40, dtype=torch.int64)
    facts = torch.zeros(2, FACTS)
    boxes = one[..., None].repeat(1, 1, 4)
    names = ["pieces", "boxes", "shapes", "mask", "facts"]
    axes = {name: {0: "pages", 1: "length"} for name in names[:-1]} | {"facts": {0: "pages"}}
    torch.onnx.export(
        network,
        (one, boxes, one, one, facts),
        str(file),
        input_names=names,
        output_names=["features"],
        dynamic_axes=axes | {"features": {0: "pages"}},
        dynamo=False,
    )


def best_temperatures(logits: NDArray[np.float64], samples: Sequence[Sample]) -> list[float]:
    """For the kind and each other answer, what makes the right ones likeliest."""
    for_kinds, others = logits[:, : len(LABELS)], logits[:, len(LABELS) :]
    right = np.array([sample.kind for sample in samples])
    answers = np.stack([sample.answers for sample in samples])
    found = [_best(for_kinds, right)]
    for said, wanted in zip(others.T, answers.T, strict=True):
        known = ~np.isnan(wanted)
        yes_or_no = np.column_stack([np.zeros(known.sum()), said[known]])
        found.append(_best(yes_or_no, (wanted[known] > 0.5).astype(np.int64)))
    return found


def _best(logits: NDArray[np.float64], right: NDArray[np.int64]) -> float:
    best = min(TEMPERATURES, key=lambda temperature: _surprise(logits / temperature, right))
    return round(float(best), 2)


def _surprise(logits: NDArray[np.float64], right: NDArray[np.int64]) -> float:
    raised = logits - logits.max(1, keepdims=True)
    logs = raised - np.log(np.exp(raised).sum(1, keepdims=True))
    return float(-logs[np.arange(len(right)), right].mean())


def _write_examples(
    model: Path, learned: Sequence[Sample], measured: Sequence[Sample]
) -> NDArray[np.float32]:
    """Write what ``retraining.open_examples`` reads.

    Returns:
        (measured, features).
    """
    session = InferenceSession(str(model / "weights.onnx"), providers=["CPUExecutionProvider"])
    order = np.random.default_rng(1).permutation(len(learned))[:KEPT]
    kept = _features(session, [learned[row] for row in order])
    features = _features(session, measured)
    np.savez_compressed(
        model / EXAMPLES,
        kept=kept.astype(np.float16),
        features=features.astype(np.float16),
        kinds=np.array([sample.kind for sample in measured], np.int16),
        begins=np.array([sample.answers[0] > 0.5 for sample in measured]),
    )
    return features


def _features(session: InferenceSession, samples: Sequence[Sample]) -> NDArray[np.float32]:
    rows = [session.run(None, batch_of([sample.tokens]))[0][0] for sample in samples]
    return np.array(rows, np.float32)


def _write_card(model: Path, card: Mapping[str, Any]) -> None:
    lines = (f"{key} = {_toml(value)}\n" for key, value in card.items())
    (model / "model.toml").write_text("".join(lines), "utf-8")


def _toml(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_toml(each)}" for key, each in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False)
