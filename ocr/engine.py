"""What an engine is, and which one to take."""

from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from dossiers.errors import IncompleteAlphabetError, MissingToolError
from dossiers.page import Word
from ocr.tessdata import check_alphabet, find_traineddata


class Engine(Protocol):
    """Reads words; one instance a process, one thread each."""

    @property
    def name(self) -> str:
        """Program, version and language data, as the record keeps it."""
        ...

    def read(self, gray: NDArray[np.uint8]) -> tuple[Word, ...]:
        """Read all words of an upright, level picture.

        Args:
            gray: (height, width) uint8; 0 is ink, 255 is paper; about 300 dpi.

        Raises:
            EngineError: The engine gave up on this picture.
        """
        ...

    def read_line(self, gray: NDArray[np.uint8]) -> tuple[Word, ...]:
        """Read the picture of a single line, as ``read`` does a page."""
        ...


def open_engine(choice: str, language: str, tessdata: str) -> Engine:
    """Start the chosen engine; ``auto`` takes the quickest that is installed.

    Raises:
        MissingToolError: The engine or its language data is not installed.
        IncompleteAlphabetError: Its language data lacks Vietnamese letters.
    """
    traineddata = find_traineddata(language, tessdata)
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


def other_language(language: str, tessdata: str) -> str:
    """Language data whose mistakes differ from those of ``language``, if it is installed.

    Tesseract ships Vietnamese twice, trained apart: ``vie`` and ``script/Vietnamese``.
    """
    other = "vie" if language == "Vietnamese" else "Vietnamese"
    try:
        check_alphabet(find_traineddata(other, tessdata))
    except (MissingToolError, IncompleteAlphabetError):
        return language
    return other
