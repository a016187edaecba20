"""The network: convolutions down to one row of features, convolutions along it, letters.

The first part has the shape of PP-OCRv6-tiny's recognizer (PaddleOCR, RepViT blocks), so that
training can start from its weights. It is twice as fine along the line, because Vietnamese has
narrow letters beside each other, and reads gray instead of color.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

FEATURES = 160
STEP = 4
"""Pixels of the line that one row of the output stands for."""


class Squeeze(nn.Module):
    """Weigh channels by what the whole line says (squeeze and excitation)."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.down = nn.Conv2d(channels, channels // 4, 1)
        self.up = nn.Conv2d(channels // 4, channels, 1)

    def forward(self, x: Tensor) -> Tensor:
        mean = x.mean((2, 3), keepdim=True)
        return x * nn.functional.hardsigmoid(self.up(torch.relu(self.down(mean))))


class Block(nn.Module):
    """Mix along and across within each channel, then mix channels."""

    def __init__(self, channels: int, squeeze: bool) -> None:
        super().__init__()
        self.space = nn.Conv2d(channels, channels, 3, padding=1, groups=channels)
        self.squeeze = Squeeze(channels) if squeeze else nn.Identity()
        self.wide = nn.Conv2d(channels, 2 * channels, 1)
        self.narrow = nn.Conv2d(2 * channels, channels, 1)

    def forward(self, x: Tensor) -> Tensor:
        x = self.squeeze(self.space(x))
        return x + self.narrow(nn.functional.gelu(self.wide(x)))


class Lower(nn.Module):
    """Halve the height; the length stays."""

    def __init__(self, channels: int, wide: int, out: int) -> None:
        super().__init__()
        self.space = nn.Conv2d(channels, channels, 3, stride=(2, 1), padding=1, groups=channels)
        self.wide = nn.Conv2d(channels, wide, 1)
        self.narrow = nn.Conv2d(wide, out, 1)

    def forward(self, x: Tensor) -> Tensor:
        return self.narrow(nn.functional.gelu(self.wide(self.space(x))))


class Along(nn.Module):
    """See the neighbors along the line (a ConvNeXt block); starts as nothing."""

    def __init__(self, channels: int, reach: int) -> None:
        super().__init__()
        self.space = nn.Conv1d(channels, channels, 2 * reach + 1, padding=reach, groups=channels)
        self.norm = nn.BatchNorm1d(channels)
        self.wide = nn.Conv1d(channels, 2 * channels, 1)
        self.narrow = nn.Conv1d(2 * channels, channels, 1)
        nn.init.zeros_(self.narrow.weight)
        nn.init.zeros_(self.narrow.bias)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.narrow(nn.functional.gelu(self.wide(self.norm(self.space(x)))))


class LineNetwork(nn.Module):
    """(lines, 1, 40, width) float, 0 is paper and 1 is ink, to (lines, width / 4, letters) logits.

    Letter 0 is CTC's blank.
    """

    def __init__(self, letters: int) -> None:
        super().__init__()
        self.stem = nn.Sequential(
            nn.Conv2d(1, 24, 3, stride=2, padding=1),
            nn.BatchNorm2d(24),
            nn.GELU(),
            nn.Conv2d(24, 48, 3, stride=2, padding=1),
            nn.BatchNorm2d(48),
        )
        self.body = nn.Sequential(
            Block(48, squeeze=True),
            Block(48, squeeze=False),
            Lower(48, 96, 96),
            Block(96, squeeze=True),
            Block(96, squeeze=False),
            Lower(96, 192, FEATURES),
            Block(FEATURES, squeeze=True),
            Block(FEATURES, squeeze=False),
            Block(FEATURES, squeeze=False),
        )
        self.neck = nn.Sequential(
            nn.Conv1d(FEATURES, FEATURES, 5, padding=2, groups=FEATURES),
            nn.BatchNorm1d(FEATURES),
            nn.Hardswish(),
            nn.Conv1d(FEATURES, FEATURES, 1),
            nn.BatchNorm1d(FEATURES),
            nn.Hardswish(),
        )
        self.along = nn.Sequential(Along(FEATURES, 4), Along(FEATURES, 8))
        self.head = nn.Linear(FEATURES, letters)

    def forward(self, x: Tensor) -> Tensor:
        features = self.body(self.stem(x)).mean(2)
        return self.head(self.along(self.neck(features)).transpose(1, 2))


def start_from(network: LineNetwork, onnx_file: Path, letters: Sequence[str]) -> None:
    """Take over PP-OCRv6-tiny's weights; a letter that it lacks starts as its nearest one.

    Args:
        onnx_file: ``rec.onnx``, with ``ppocrv6_tiny_dict.txt`` two folders above it.
        letters: Of our alphabet, without the blank.
    """
    import onnx

    graph = onnx.load(onnx_file).graph
    held = {i.name: onnx.numpy_helper.to_array(i) for i in graph.initializer}
    convolutions = _convolutions(graph, held)
    with torch.no_grad():
        for module in _in_order(network):
            weight, bias = next(convolutions)
            if module is network.stem[0]:
                weight, bias = _from_gray(weight, bias)
            module.weight.copy_(torch.from_numpy(weight.reshape(module.weight.shape)))
            module.bias.copy_(torch.from_numpy(bias.reshape(-1)))
        _copy_norms(graph, held, network)
        known = (onnx_file.parent.parent.parent / "ppocrv6_tiny_dict.txt").read_text("utf-8")
        _copy_letters(held, network.head, known.splitlines(), letters)


def _in_order(network: LineNetwork) -> list[nn.Conv2d | nn.Conv1d]:
    rooms = (network.stem, network.body, network.neck)
    kinds = (nn.Conv2d, nn.Conv1d)
    return [module for room in rooms for module in room.modules() if isinstance(module, kinds)]


def _convolutions(graph, held) -> Iterator[tuple[np.ndarray, np.ndarray]]:  # type: ignore[no-untyped-def]  # onnx has no types
    """Weights and biases in order; a bias is the constant added next to its convolution."""
    for place, node in enumerate(graph.node):
        if node.op_type != "Conv":
            continue
        weight = held[node.input[1]]
        after = graph.node[place + 1]
        added = [held[name] for name in after.input if name in held and after.op_type == "Add"]
        yield weight, (added[0] if added else np.zeros(weight.shape[0], np.float32))


def _from_gray(weight: np.ndarray, bias: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For ink 0..1 on one channel instead of three that go from -1 to 1 with light."""
    gray = weight.sum(1, keepdims=True)
    return -2 * gray, bias + gray.sum((1, 2, 3))


def _copy_norms(graph, held, network: LineNetwork) -> None:  # type: ignore[no-untyped-def]  # onnx has no types
    stock = [node for node in graph.node if node.op_type == "BatchNormalization"]
    norms = [network.stem[1], network.stem[4], network.neck[1], network.neck[4]]
    for node, norm in zip(stock, norms, strict=True):
        parts = (norm.weight, norm.bias, norm.running_mean, norm.running_var)
        for part, name in zip(parts, node.input[1:], strict=True):
            part.copy_(torch.from_numpy(held[name].copy()))


def _copy_letters(
    held: dict[str, np.ndarray], head: nn.Linear, known: Sequence[str], letters: Sequence[str]
) -> None:
    """Rows of the head, through the narrow layer that the stock one has before it."""
    import unicodedata

    narrow = held["linear_0.w_0"]
    weight, bias = held["linear_1.w_0"], held["linear_1.b_0"]
    weight, bias = narrow @ weight, held["linear_0.b_0"] @ weight + bias
    places = {letter: number + 1 for number, letter in enumerate(known)} | {" ": len(known) + 1}
    near = {"đ": "d", "Đ": "D", "ơ": "o", "Ơ": "O", "ư": "u", "Ư": "U"}
    for number, letter in enumerate(["", *letters]):
        bare = unicodedata.normalize("NFD", letter)[:1]
        place = places.get(letter) or places.get(near.get(bare, bare), 0)
        if place < weight.shape[1]:
            head.weight[number] = torch.from_numpy(weight[:, place].copy())
            head.bias[number] = float(bias[place])
