from pathlib import Path

import pytest

from bench.handed import hand_over
from bench.own import Hoso, outcome_from_json, understand_dossier
from bench.score import score_lines
from bench.truth import read_truth
from dossiers.page import PageFailure, PageReading
from pipeline.intake import open_delivery
from settings import REPOSITORY

SAMPLES = REPOSITORY / "samples"
MEBIBYTE = 2**20

pytestmark = pytest.mark.slow


def test_hoso_reads_a_page_and_tells_of_a_damaged_one(tmp_path: Path) -> None:
    stream = open_delivery(SAMPLES / "ho-so-trang-hong", tmp_path).streams[0]
    truth = read_truth(SAMPLES / "truth" / "ho-so-trang-hong.json")
    answers = []
    with Hoso() as hoso:
        for number in (1, 3):
            with hand_over(stream.sheets[number]) as page:
                answers.append(hoso.read(page))
    good, damaged = answers
    assert score_lines(truth.pages[1].lines, good.text).cer_by_line < 0.1
    assert (good.rotation, good.blank, good.failure) == (0, False, "")
    assert good.cpu_seconds > 0.1
    assert 50 * MEBIBYTE < good.peak_bytes < 1000 * MEBIBYTE
    assert (damaged.text, damaged.blank) == ("", False)
    assert damaged.failure
    outcomes = [outcome_from_json(each.outcome or {}, index) for index, each in enumerate(answers)]
    assert isinstance(outcomes[0], PageReading)
    assert isinstance(outcomes[1], PageFailure)
    assert [outcome.index for outcome in outcomes] == [0, 1]
    documents, _ = understand_dossier("a", outcomes)
    assert [document.kind for document in documents] == ["giay_moi"]
