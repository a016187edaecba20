"""The recipe of our reader: what it starts from, and that it can be trained a few steps."""

import importlib
import subprocess
import sys
from itertools import islice
from pathlib import Path
from types import ModuleType

import pytest
from making_pages import BODY, SERIF, draw_page, pixels
from PIL import ImageOps
from rapidfuzz.distance import Levenshtein

from dossiers.text import VIETNAMESE_LETTERS
from ocr.engine import open_engine
from ocr.line_finder import LineFinder
from ocr.tessdata import find_traineddata, missing_letters
from training.cuttings import cut_samples

MODELS = Path(__file__).parents[2] / "models"


@pytest.fixture(scope="module")
def recipe() -> dict[str, ModuleType]:
    folder = str(MODELS / "tesseract-hoso")
    sys.path.insert(0, folder)
    names = ("alphabet", "floating", "lstmf", "train")
    modules = {name: importlib.import_module(name) for name in names}
    sys.path.remove(folder)
    return modules


@pytest.fixture(scope="module")
def start(recipe: dict[str, ModuleType], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = recipe["train"].start_data(tmp_path_factory.mktemp("training"))
    return path


def _line(text: str) -> object:
    drawn = draw_page([((40, 40), text, SERIF)], (1400, 160))
    left, top, right, bottom = ImageOps.invert(drawn).getbbox()
    return pixels(drawn.crop((left - 8, top - 6, right + 8, bottom + 6)))


def test_with_floating_point_weights_it_reads_as_before(start: Path) -> None:
    lines = [_line(text) for text in BODY]
    before, after = (
        open_engine("auto", path).read_lines(lines) for path in (find_traineddata("vie"), start)
    )
    # The dictionaries of stock data are left out, which may change a quotation mark.
    for one, other in zip(before, after, strict=True):
        told = [" ".join(word.text for word in line) for line in (one, other)]
        assert Levenshtein.distance(*told) <= 2, told


def test_no_letter_of_vietnamese_is_missing_any_more(start: Path) -> None:
    assert missing_letters(find_traineddata("vie"))
    assert not missing_letters(start)


def test_signs_that_give_way_are_no_letters_and_give_way_once(
    recipe: dict[str, ModuleType],
) -> None:
    old, new = recipe["alphabet"].GIVES_WAY, recipe["alphabet"].TAKES_PLACE
    assert len(old) == len(new) == len(set(old)) == len(set(new))
    assert not set(old) & VIETNAMESE_LETTERS
    with pytest.raises(ValueError, match="alphabet"):
        recipe["alphabet"].with_missing_letters("1\na 3 0 Latin 0 0 0 a\t# a")


def test_weights_that_are_floats_already_are_refused(
    recipe: dict[str, ModuleType], start: Path
) -> None:
    with pytest.raises(ValueError, match="8-bit"):
        recipe["floating"].with_floats((start.parent / "parts" / "vie.lstm").read_bytes())


def test_lines_of_synthetic_pages_are_what_lstmtraining_reads(
    recipe: dict[str, ModuleType], start: Path, tmp_path: Path
) -> None:
    finder = LineFinder(MODELS / "line-finder")
    samples = list(islice(cut_samples(finder, 5, "training"), 40))
    assert all(pixels.shape[0] == 48 and text.strip() for pixels, text in samples)
    (tmp_path / "a.lstmf").write_bytes(recipe["lstmf"].pack_lines(samples))
    (tmp_path / "list.txt").write_text(f"{tmp_path / 'a.lstmf'}\n")
    command = ["lstmtraining", "--continue_from", str(start.parent / "parts" / "vie.lstm")]
    command += ["--traineddata", str(start), "--model_output", str(tmp_path / "out")]
    command += ["--train_listfile", str(tmp_path / "list.txt"), "--max_iterations", "30"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Finished!" in done.stderr + done.stdout
