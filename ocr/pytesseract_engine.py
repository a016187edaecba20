"""Tesseract as a program, through pytesseract."""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytesseract
from numpy.typing import NDArray
from PIL import Image

from dossiers.errors import EngineError, MissingToolError
from dossiers.geometry import Box
from dossiers.messages import message
from dossiers.page import Word
from ocr.letters import vietnamese_letters
from ocr.tesseract_layout import ASSUMED_DPI, RAW_LINE


class PytesseractEngine:
    """Starts ``tesseract`` once for all lines that it is given."""

    def __init__(self, traineddata: Path) -> None:
        os.environ["OMP_THREAD_LIMIT"] = "1"  # pages run side by side in processes
        try:
            version = pytesseract.get_tesseract_version()
        except pytesseract.TesseractNotFoundError as error:
            raise MissingToolError(tool="tesseract", package="tesseract-ocr") from error
        self._language = traineddata.stem
        self._config = f"--psm {RAW_LINE} --dpi {ASSUMED_DPI} --tessdata-dir {traineddata.parent}"
        self._name = f"tesseract {version} {traineddata.stem}"

    @property
    def name(self) -> str:
        return self._name

    def read_lines(self, lines: Sequence[NDArray[np.uint8]]) -> tuple[tuple[Word, ...], ...]:
        if not lines:
            return ()
        try:
            table = self._read(lines)
        except pytesseract.TesseractError as error:
            raise EngineError(message("engine.gave_up", engine=self._name)) from error
        found: list[list[Word]] = [[] for _ in lines]
        for number, word in _words(table):
            found[number].append(word)
        return tuple(map(tuple, found))

    def _read(self, lines: Sequence[NDArray[np.uint8]]) -> Mapping[str, Sequence[Any]]:
        """Tesseract's table of words, its pages being the lines."""
        # A page a line in one file: starting the program costs more than reading a line.
        with TemporaryDirectory(prefix="hoso-") as folder:
            path = Path(folder) / "lines.tif"
            first, *rest = map(Image.fromarray, lines)
            first.save(path, save_all=True, append_images=rest)
            table: Mapping[str, Sequence[Any]] = pytesseract.image_to_data(
                str(path),
                lang=self._language,
                config=self._config,
                output_type=pytesseract.Output.DICT,
            )
        return table


def _words(table: Mapping[str, Sequence[Any]]) -> Iterator[tuple[int, Word]]:
    """Words, and the number of the line that each stands on."""
    columns = ("page_num", "text", "conf", "left", "top", "width", "height")
    for page, text, confidence, left, top, width, height in zip(
        *(table[column] for column in columns), strict=True
    ):
        if text.strip():
            box = Box(left, top, left + width, top + height)
            word = Word(vietnamese_letters(text.strip()), box, float(confidence) / 100)
            yield page - 1, word
