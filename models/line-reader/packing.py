"""The best weights as ONNX: floating point, and 8-bit, of which the better bargain is kept."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import torch
from batches import batches_of
from letters import letters
from lines import TALL, training_files
from network import LineNetwork
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process

from training.shelf import Shelf

CALIBRATION_BATCHES = 24


class _Lines(CalibrationDataReader):
    """Batches of lines from which the range of every value in the network is taken."""

    def __init__(self, work: Path) -> None:
        self._batches = self._some(work)

    def get_next(self) -> dict[str, Any] | None:
        return next(self._batches, None)

    @staticmethod
    def _some(work: Path) -> Iterator[dict[str, Any]]:
        for kind in ("pages", "lone"):
            samples = list(Shelf(next(training_files(work, kind))))
            batches = list(batches_of(samples))
            for number in np.linspace(0, len(batches) - 1, CALIBRATION_BATCHES // 2):
                yield {"lines": batches[int(number)].ink}


def pack_model(work: Path, model: Path, eight_bit: bool = True) -> None:
    """Write ``weights.onnx`` beside the card, and its hash onto the card."""
    weights = model / "weights.onnx"
    with TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        export(work / "best.pt", plain)
        if eight_bit:
            quantize(work, plain, weights)
        else:
            plain.replace(weights)
    digest = hashlib.sha256(weights.read_bytes()).hexdigest()
    card = model / "model.toml"
    told = re.sub(r'sha256 = ".*"', f'sha256 = "{digest}"', card.read_text("utf-8"))
    card.write_text(told, "utf-8")


def export(best: Path, file: Path) -> None:
    """Write the network with the best weights as ONNX, for any number of lines of any width."""
    network = LineNetwork(len(letters()) + 1)
    network.load_state_dict(torch.load(best, map_location="cpu", weights_only=True))
    torch.onnx.export(
        network.eval(),
        (torch.zeros(2, 1, TALL, 64),),
        str(file),
        input_names=["lines"],
        output_names=["logits"],
        dynamic_axes={"lines": {0: "lines", 3: "width"}, "logits": {0: "lines", 1: "rows"}},
        dynamo=False,
    )


def quantize(work: Path, plain: Path, file: Path) -> None:
    """Write a network with 8-bit weights and values; the head stays in floating point."""
    ready = plain.with_suffix(".ready.onnx")
    quant_pre_process(str(plain), str(ready))
    quantize_static(
        str(ready),
        str(file),
        _Lines(work),
        quant_format=QuantFormat.QDQ,
        activation_type=QuantType.QUInt8,
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["Conv"],
    )
