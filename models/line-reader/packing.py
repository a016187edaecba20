"""The best weights as ONNX with 8-bit weights and values."""

import hashlib
import re
from collections.abc import Iterator, Mapping
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
from temperature import best_temperature
from torch import Tensor

from ocr.line_reader import LineReader
from training.shelf import Shelf

CALIBRATION_BATCHES = 24
NEWER = 0.6


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


def pack_model(
    work: Path, model: Path, validation: Mapping[str, Shelf], earlier: Path | None = None
) -> None:
    """Write ``weights.onnx`` beside the card, and its hash and temperature onto the card.

    Args:
        earlier: The best weights before training went on; their mean with the new ones read
            better than either.
    """
    weights, card = model / "weights.onnx", model / "model.toml"
    with TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        export(best_weights(work / "best.pt", earlier), plain)
        quantize(work, plain, weights)
    digest = hashlib.sha256(weights.read_bytes()).hexdigest()
    told = re.sub(r'sha256 = ".*"', f'sha256 = "{digest}"', card.read_text("utf-8"))
    card.write_text(re.sub(r"temperature = .*", "temperature = 1.0", told), "utf-8")
    samples = [sample for shelf in validation.values() for sample in shelf]
    all_rows = LineReader(model).rows([np.ascontiguousarray(pixels) for pixels, _ in samples])
    best = best_temperature(all_rows, samples, letters())
    card.write_text(re.sub(r"temperature = .*", f"temperature = {best}", told), "utf-8")


def best_weights(best: Path, earlier: Path | None) -> Mapping[str, Tensor]:
    """The best weights, or their mean with earlier ones."""
    weights: dict[str, Tensor] = torch.load(best, map_location="cpu", weights_only=True)
    if earlier is None:
        return weights
    before = torch.load(earlier, map_location="cpu", weights_only=True)
    return {
        name: torch.lerp(before[name], new, NEWER) if new.is_floating_point() else new
        for name, new in weights.items()
    }


def export(weights: Mapping[str, Tensor], file: Path) -> None:
    """Write the network with its weights as ONNX, for any number of lines of any width."""
    network = LineNetwork(len(letters()) + 1)
    network.load_state_dict(weights)
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
        # Ranges of ordinary batches: those of the extreme ones cost half a percent of error.
        extra_options={"CalibMovingAverage": True, "CalibMovingAverageConstant": 0.1},
    )
