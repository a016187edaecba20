"""Tesseract as a program, through pytesseract."""

import os
from pathlib import Path

import numpy as np
import pytesseract
from numpy.typing import NDArray

from dossiers.errors import EngineError, MissingToolError
from dossiers.geometry import Box
from dossiers.messages import message
from dossiers.page import Word
from ocr.letters import vietnamese_letters
from ocr.page_layout import ASSUMED_DPI, ONE_COLUMN, ONE_LINE


class PytesseractEngine:
    """Starts ``tesseract`` once a page."""

    def __init__(self, traineddata: Path) -> None:
        os.environ["OMP_THREAD_LIMIT"] = "1"  # pages run side by side in processes
        try:
            version = pytesseract.get_tesseract_version()
        except pytesseract.TesseractNotFoundError as error:
            raise MissingToolError(tool="tesseract", package="tesseract-ocr") from error
        self._language = traineddata.stem
        self._config = f"--dpi {ASSUMED_DPI} --tessdata-dir {traineddata.parent}"
        self._name = f"tesseract {version} {traineddata.stem}"

    @property
    def name(self) -> str:
        return self._name

    def read(self, gray: NDArray[np.uint8]) -> tuple[Word, ...]:
        return self._read(gray, ONE_COLUMN)

    def read_line(self, gray: NDArray[np.uint8]) -> tuple[Word, ...]:
        return self._read(gray, ONE_LINE)

    def _read(self, gray: NDArray[np.uint8], layout: int) -> tuple[Word, ...]:
        try:
            table = pytesseract.image_to_data(
                gray,
                lang=self._language,
                config=f"--psm {layout} {self._config}",
                output_type=pytesseract.Output.DICT,
            )
        except pytesseract.TesseractError as error:
            raise EngineError(message("engine.gave_up", engine=self._name)) from error
        cells = zip(
            table["text"],
            table["conf"],
            table["left"],
            table["top"],
            table["width"],
            table["height"],
            strict=True,
        )
        return tuple(
            Word(
                text=vietnamese_letters(text.strip()),
                box=Box(left, top, left + width, top + height),
                confidence=float(confidence) / 100,
            )
            for text, confidence, left, top, width, height in cells
            if text.strip()
        )
