import re
from itertools import islice

import numpy as np
import pytest
from making_pages import line

from bench.slots import DATE, NUMBER, header_lines, judge
from ocr.slots import has_slots
from synthesis.stream.lines import LineImage


def _picture(text: str) -> LineImage:
    return LineImage(np.zeros((40, 90), np.uint8), text, written=True)


def test_a_slot_is_exact_when_all_its_figures_are() -> None:
    lines = [_picture("Số: 15/QĐ-UBND"), _picture("Số: 16/QĐ-UBND"), _picture("Số: 17/QĐ-UBND")]
    readings = [
        line("Số:15 / QĐ-UBNB", 0, 0, confidence=0.99).words,
        line("Số: 76/QĐ-UBND", 0, 0, confidence=0.99).words,
        line("Số: 1/QĐ-UBND", 0, 0, confidence=0.5).words,
    ]
    exact, sure_and_wrong = judge(NUMBER, lines, readings)
    assert (exact.value, sure_and_wrong) == (1 / 3, 1)


@pytest.mark.parametrize("pattern", [NUMBER, DATE])
def test_headers_of_both_kinds_are_made(pattern: re.Pattern[str]) -> None:
    assert all(has_slots(each.text) for each in islice(header_lines(pattern, 3), 4))
