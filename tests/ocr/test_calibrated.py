import numpy as np
from making_pages import line

from ocr.calibrated import Calibrated
from ocr.confidence import Curve


class Certain:
    name = "certain"

    def read_lines(self, lines: list[np.ndarray]) -> tuple[tuple, ...]:
        return tuple(line("phổ", 0, 0, confidence=1.0).words for _ in lines)


def test_confidence_is_told_as_probability() -> None:
    engine = Calibrated(Certain(), Curve((0.0, 1.0), (0.25, 0.75)))
    assert engine.name == "certain"
    ((word,),) = engine.read_lines([np.zeros((48, 90), np.uint8)])
    assert (word.text, word.confidence) == ("phổ", 0.75)
