import struct
from pathlib import Path

import pytest

from dossiers.errors import IncompleteAlphabetError, MissingToolError
from ocr.tessdata import STOCK_GAPS, check_alphabet, find_traineddata, missing_letters


def _traineddata(path: Path, letters: str) -> Path:
    """A file with nothing but an alphabet, in the layout that Tesseract writes."""
    entries = [f"{letter} 3 0,255,0,255" for letter in letters]
    alphabet = "\n".join([str(len(entries)), *entries]).encode()
    start = 4 + 24 * 8
    offsets = [-1] * 21 + [start, start + len(alphabet), -1]
    path.write_bytes(struct.pack("<i24q", 24, *offsets) + alphabet + b"rest")
    return path


def test_stock_vietnamese_lacks_one_letter_only_and_is_taken() -> None:
    stock = find_traineddata("vie")
    assert missing_letters(stock) == STOCK_GAPS
    check_alphabet(stock)


def test_data_of_another_language_is_refused_with_a_cure(tmp_path: Path) -> None:
    english = _traineddata(tmp_path / "eng.traineddata", "abcdefghijklmnopqrstuvwxyz")
    with pytest.raises(IncompleteAlphabetError, match="tesseract-ocr-vie"):
        check_alphabet(english)


def test_a_file_that_is_no_language_data_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "vie.traineddata"
    broken.write_bytes(b"\x01")
    with pytest.raises(IncompleteAlphabetError):
        check_alphabet(broken)


def test_missing_data_names_the_package_to_install(tmp_path: Path) -> None:
    with pytest.raises(MissingToolError, match="apt-get install tesseract-ocr-vie"):
        find_traineddata("vie", str(tmp_path))
