"""Networks opened on ONNX Runtime, each on one thread: pages run side by side in processes."""

from pathlib import Path
from typing import Any

from storage.weights import find_weights


def open_network(model: Path) -> Any:
    """The network in a model's folder, an ``onnxruntime.InferenceSession``.

    Raises:
        BadWeightsError: see ``find_weights``.
    """
    import onnxruntime  # slow to load, and only workers need it

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(
        str(find_weights(model)), options, providers=["CPUExecutionProvider"]
    )
