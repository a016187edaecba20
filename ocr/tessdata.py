"""Tesseract's language data: where it lies, and which letters it can write."""

import os
import struct
from pathlib import Path

from dossiers.errors import IncompleteAlphabetError, MissingToolError
from dossiers.messages import message
from dossiers.text import VIETNAMESE_LETTERS, compose
from ocr.confidence import AS_SAID, Curve, read_curve
from storage.weights import find_weights, read_card

_LSTM_UNICHARSET = 21  # its place in the file's table of parts, see tessdatamanager.h

# The name of our own data, which lies with the models.
OWN = "hoso"
_OWN_MODEL = "tesseract-hoso"

# The stock Vietnamese data of Tesseract 4 and 5 cannot write ỵ (kỵ, lỵ, tỵ): `hoso doctor`
# says so. Any other gap means that the wrong data is installed, and is refused.
STOCK_GAPS = frozenset("ỵỴ")


def choose_traineddata(language: str, folder: str, models: Path) -> Path:
    """The file to read with: our own under ``models`` for ``OWN``, else the named one.

    Raises:
        MissingToolError: No such file.
        BadWeightsError: Our own is missing or is not the recorded one.
    """
    if language == OWN:
        return find_weights(models / _OWN_MODEL)
    return find_traineddata(language, folder)


def choose_curve(language: str, models: Path) -> Curve:
    """How sure the readings with this data really are; measured for our own only.

    Raises:
        BadWeightsError: The card of our own data is missing.
    """
    return read_curve(read_card(models / _OWN_MODEL)) if language == OWN else AS_SAID


def find_traineddata(language: str, folder: str = "") -> Path:
    """Find the file of a language, in ``folder`` or where systems put it.

    Raises:
        MissingToolError: No such file.
    """
    file_name = f"{language}.traineddata"
    for place in _places(folder):
        if (place / file_name).is_file():
            return place / file_name
    package = "tesseract-ocr-script-viet" if language == "Vietnamese" else "tesseract-ocr-vie"
    raise MissingToolError(tool=f"Tesseract {file_name}", package=package)


def missing_letters(traineddata: Path) -> frozenset[str]:
    """Vietnamese letters that an engine with this data can never write."""
    written = {compose(entry) for entry in _unicharset(traineddata)}
    return VIETNAMESE_LETTERS - written


def check_alphabet(traineddata: Path) -> None:
    """Refuse data that lacks more letters than stock Vietnamese does.

    Raises:
        IncompleteAlphabetError: Letters of Vietnamese are missing.
    """
    gaps = missing_letters(traineddata) - STOCK_GAPS
    if gaps:
        letters = " ".join(sorted(gaps)[:12])
        raise IncompleteAlphabetError(
            message("engine.alphabet", file=traineddata.name, count=len(gaps), letters=letters)
        )


def _places(folder: str) -> list[Path]:
    if folder:
        return [Path(folder)]
    roots = [Path("/usr/share"), Path("/usr/local/share"), Path("/opt/homebrew/share")]
    places = [place for root in roots for place in sorted(root.glob("tesseract-ocr/*/tessdata"))]
    places += [root / "tessdata" for root in roots]
    prefix = os.environ.get("TESSDATA_PREFIX")
    return [Path(prefix), *places] if prefix else places


def _unicharset(traineddata: Path) -> list[str]:
    """The entries of the recognizer's alphabet.

    A traineddata file begins with the number of its parts (int32) and their offsets (int64
    each, -1 for a part that is absent).
    """
    content = traineddata.read_bytes()
    try:
        (count,) = struct.unpack_from("<i", content)
        offsets = struct.unpack_from(f"<{count}q", content, 4)
        start = offsets[_LSTM_UNICHARSET]
    except (struct.error, IndexError):
        start = -1
    if start < 0:
        return []
    end = min((offset for offset in offsets if offset > start), default=len(content))
    lines = content[start:end].decode("utf-8", errors="replace").splitlines()
    return [line.split(" ", 1)[0] for line in lines[1:]]
