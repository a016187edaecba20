"""Tesseract within the process, through tesserocr (its wheel bundles Tesseract 5.5)."""

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dossiers.errors import EngineError
from dossiers.geometry import Box
from dossiers.messages import message
from dossiers.page import Word
from ocr.letters import vietnamese_letters
from ocr.tesseract_layout import ASSUMED_DPI, RAW_LINE

# One thread an engine: pages run side by side in processes. Read when the library loads.
os.environ["OMP_THREAD_LIMIT"] = "1"

import tesserocr  # after the line above


class TesserocrEngine:
    """Keeps one Tesseract warm; not to be shared between threads."""

    def __init__(self, traineddata: Path) -> None:
        self._api = tesserocr.PyTessBaseAPI(
            path=str(traineddata.parent), lang=traineddata.stem, psm=RAW_LINE
        )
        version = tesserocr.tesseract_version().split()[1]
        self._name = f"tesserocr {version} {traineddata.stem}"

    @property
    def name(self) -> str:
        return self._name

    def read_lines(self, lines: Sequence[NDArray[np.uint8]]) -> tuple[tuple[Word, ...], ...]:
        return tuple(map(self._read, lines))

    def _read(self, gray: NDArray[np.uint8]) -> tuple[Word, ...]:
        height, width = gray.shape
        self._api.SetImageBytes(gray.tobytes(), width, height, 1, width)
        self._api.SetSourceResolution(ASSUMED_DPI)
        if not self._api.Recognize():
            raise EngineError(message("engine.gave_up", engine=self._name))
        words = self._words()
        self._api.Clear()
        return words

    def _words(self) -> tuple[Word, ...]:
        level = tesserocr.RIL.WORD
        found = self._api.GetIterator()
        if found is None or found.Empty(level):
            return ()
        return tuple(
            Word(
                text=vietnamese_letters(text),
                box=Box(*word.BoundingBox(level)),
                confidence=word.Confidence(level) / 100,
            )
            for word in tesserocr.iterate_level(found, level)
            if not word.Empty(level) and (text := word.GetUTF8Text(level).strip())
        )
