"""An 8-bit recognizer of Tesseract written with floating point weights, which can be trained.

Debian packs the "fast" data, whose weights are bytes with one scale a row; ``lstmtraining``
refuses these. Nothing but the weights and two flags changes, so the rewritten recognizer reads
as before. Layout of the file: ``Network``, ``WeightMatrix`` and ``LSTMRecognizer`` in
Tesseract's ``src/lstm``; little endian.
"""

import struct
from dataclasses import dataclass, field

import numpy as np

# Layers that hold other layers, and what follows the head of the others.
_NESTS = {"Series", "Parallel", "RTLReversed", "TTBReversed", "XYTranspose"}
_FIXED = {"Input": 20, "Convolve": 8, "Maxpool": 8, "Reconfig": 8}
_RECURRENT = {"LSTM", "SummLSTM"}
_GATES = 4
_BYTES, _DOUBLES = 1, 128  # flags of a weight matrix
_OWN_RATES = 64  # flag of a layer: learning rates of its parts follow
_BYTE_MODE = 1  # flag of a recognizer


@dataclass
class _Rewriter:
    """Reads a recognizer and writes it anew."""

    old: bytes
    at: int = 0
    new: bytearray = field(default_factory=bytearray)

    def take(self, count: int) -> bytes:
        part = self.old[self.at : self.at + count]
        if len(part) != count:
            raise ValueError("The recognizer ends too early.")
        self.at += count
        return part

    def keep(self, count: int) -> bytes:
        part = self.take(count)
        self.new += part
        return part

    def keep_number(self) -> int:
        return int(struct.unpack("<i", self.keep(4))[0])

    def keep_text(self) -> str:
        return self.keep(self.keep_number()).decode()

    def layer(self) -> None:
        self.keep(1)
        kind = self.keep_text()
        self.keep(2)
        flags = self.keep_number()
        self.keep(12)  # inputs, outputs, number of weights
        self.keep_text()
        if kind in _NESTS:
            self._nest(flags)
        elif kind in _FIXED:
            self.keep(_FIXED[kind])
        else:
            if kind in _RECURRENT:
                self.keep(4)
            for _ in range(_GATES if kind in _RECURRENT else 1):
                self._weights()

    def _nest(self, flags: int) -> None:
        for _ in range(self.keep_number()):
            self.layer()
        if flags & _OWN_RATES:
            self.keep(4 * self.keep_number())

    def _weights(self) -> None:
        mode = self.take(1)[0]
        if not (mode & _BYTES and mode & _DOUBLES):
            raise ValueError("The recognizer is not one of 8-bit weights.")
        rows, columns = struct.unpack("<ii", self.take(8))
        self.take(1)  # what an empty cell would hold
        levels = np.frombuffer(self.take(rows * columns), np.int8).reshape(rows, columns)
        (count,) = struct.unpack("<I", self.take(4))
        scales = np.frombuffer(self.take(8 * count), "<f8")[:rows]
        self.new.append(mode & ~_BYTES)
        self.new += struct.pack("<iid", rows, columns, 0.0)
        self.new += (levels * scales[:, None]).astype("<f8").tobytes()


def with_floats(recognizer: bytes) -> bytes:
    """Rewrite an 8-bit recognizer (the part ``lstm`` of a traineddata file).

    Raises:
        ValueError: It is none, or has floating point weights already.
    """
    work = _Rewriter(recognizer)
    work.layer()
    work.keep_text()  # the network in words
    flags = struct.unpack("<i", work.take(4))[0]
    work.new += struct.pack("<i", flags & ~_BYTE_MODE)
    work.keep(len(recognizer) - work.at)
    return bytes(work.new)
