"""What an engine is, and which one to take."""

from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from dossiers.errors import MissingToolError
from dossiers.page import Word
from ocr.tessdata import check_alphabet


class Engine(Protocol):
    """Reads words; one instance a process, one thread each."""

    @property
    def name(self) -> str:
        """Program, version and language data, as the record keeps it."""
        ...

    def read_lines(self, lines: Sequence[NDArray[np.uint8]]) -> tuple[tuple[Word, ...], ...]:
        """Read pictures of single lines; boxes are in pixels of the picture.

        Args:
            lines: (height, width) uint8 each; 0 is ink, 255 is paper; see ``cut_line``.

        Raises:
            EngineError: The engine gave up on one of them.
        """
        ...


def open_engine(choice: str, traineddata: Path) -> Engine:
    """Start the chosen engine; ``auto`` takes the quickest that is installed.

    Raises:
        MissingToolError: The engine is not installed.
        IncompleteAlphabetError: Its language data lacks Vietnamese letters.
    """
    check_alphabet(traineddata)
    for name, opener in _OPENERS.items():
        if choice == name or (choice == "auto" and find_spec(name)):
            return opener(traineddata)
    raise MissingToolError(tool=choice, package="tesseract-ocr tesseract-ocr-vie")


def _open_tesserocr(traineddata: Path) -> Engine:
    from ocr.tesserocr_engine import TesserocrEngine

    return TesserocrEngine(traineddata)


def _open_pytesseract(traineddata: Path) -> Engine:
    from ocr.pytesseract_engine import PytesseractEngine

    return PytesseractEngine(traineddata)


# The quickest first: measured, tesserocr needs 0.8-0.9 of pytesseract's CPU. Imported only
# when chosen, because each pulls in a library that the other does not need.
_OPENERS: Mapping[str, Callable[[Path], Engine]] = {
    "tesserocr": _open_tesserocr,
    "pytesseract": _open_pytesseract,
}
