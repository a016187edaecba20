import json
import unicodedata
from pathlib import Path

import pytest

from bench.score import score_lines
from bench.truth import find_delivery, read_truth
from settings import REPOSITORY

SAMPLES = sorted((REPOSITORY / "samples" / "truth").glob("*.json"))
WORDS = [{"text": "Số:"}, {"text": "15", "written": True}, {"text": "/QĐ", "glued": True}]
LINE = {"text": "Số: 15/QĐ", "aside": False, "written": False, "words": WORDS}


def _write(folder: Path, name: str, *lines: object) -> Path:
    page = {"index": 0, "rotation": 90, "blank": False, "text": "Số: 15/QĐ", "lines": lines}
    folder.joinpath("truth").mkdir()
    path = folder / "truth" / f"{name}.json"
    path.write_text(json.dumps({"pages": [page], "documents": []}), encoding="utf-8")
    return path


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: str(path.stem))
def test_the_older_truth_of_the_samples_is_read_and_scores_perfect_on_itself(path: Path) -> None:
    truth = read_truth(path)
    assert find_delivery(path).exists()
    for page in truth.pages:
        score = score_lines(page.lines, page.text)
        assert (score.errors_in_order, score.errors_by_line, score.extra) == (0, 0, 0)
        assert score.word_errors_in_order == score.word_errors_by_line == 0


def test_only_the_characters_of_words_by_hand_are_written(tmp_path: Path) -> None:
    (line,) = read_truth(_write(tmp_path, "a", LINE)).pages[0].lines
    written = "".join(
        char for char, by_hand in zip(line.text, line.written, strict=True) if by_hand
    )
    assert written == "15"


def test_the_space_between_two_words_by_hand_is_by_hand(tmp_path: Path) -> None:
    words = [{"text": "Lò", "written": True}, {"text": "Pánh", "written": True}]
    path = _write(tmp_path, "a", {"text": "Lò Pánh", "words": words})
    assert all(read_truth(path).pages[0].lines[0].written)


def test_lines_aside_are_no_part_of_the_text(tmp_path: Path) -> None:
    page = read_truth(_write(tmp_path, "a", LINE, {"text": "ĐẾN", "aside": True})).pages[0]
    assert page.text == "Số: 15/QĐ"
    assert page.lines[1].aside


def test_a_delivery_is_found_however_its_name_is_stored(tmp_path: Path) -> None:
    path = _write(tmp_path, "hồ sơ")
    delivery = tmp_path / unicodedata.normalize("NFD", "hồ sơ.zip")
    delivery.touch()
    assert find_delivery(path) == delivery


def test_a_truth_without_delivery_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        find_delivery(_write(tmp_path, "a"))
