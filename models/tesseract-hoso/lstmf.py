"""Pictures of lines in the format that ``lstmtraining`` reads (``ImageData`` in Tesseract)."""

import struct
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from training.cuttings import Sample


def pack_lines(samples: Sequence[Sample]) -> bytes:
    """A file of lines."""
    return struct.pack("<I", len(samples)) + b"".join(_page(*sample) for sample in samples)


def _page(pixels: NDArray[np.uint8], text: str) -> bytes:
    height, width = pixels.shape
    picture, said = cv2.imencode(".png", pixels)[1].tobytes(), text.encode()
    nothing, not_null, horizontal = _sized(b""), b"\x01", b"\x00"
    page = not_null + nothing + struct.pack("<i", 0) + _sized(picture) + nothing + _sized(said)
    box = struct.pack("<I4h", 1, 0, 0, width, height)
    return page + box + struct.pack("<I", 1) + _sized(said) + horizontal


def _sized(content: bytes) -> bytes:
    return struct.pack("<I", len(content)) + content
