"""Which way up a page stands: what its lines say when they are read either way.

The axis of the text is known from the shape of its lines. Whether they stand on their feet or
on their heads is asked of the reader itself, which knows letters: a few lines are read both
ways, more where these do not agree. No page needs enough text for Tesseract's own measure
(OSD), which fails on cards, tables and short pages.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dossiers.page import Word
from ocr.engine import Engine
from ocr.line_box import LineBox
from ocr.line_images import cut_line
from ocr.reading_frame import lies_sideways

# So many lines are read at first, the best proportioned ones; then as many more, and so on: of
# a blank back through which the front shines, one line may be all that stands there.
AT_A_TIME = 5
# One way up is better than the other when its sure letters are so many times as many.
BETTER = 2.0
# Lines of this many heights have enough letters and are quickly read.
GOOD_LENGTH = 12.0
# Both ways read this badly: perhaps the axis itself is wrong.
HOPELESS = 4.0


def find_rotation(gray: NDArray[np.uint8], boxes: Sequence[LineBox], engine: Engine) -> int:
    """By how many degrees clockwise (0, 90, 180, 270) to turn a scan upright.

    Args:
        gray: The scan; 0 is ink, 255 is paper.
        boxes: The lines on it, as ``LineFinder.find`` gives them; 0 without any.
    """
    if not boxes:
        return 0
    ways = (90, 270, 0, 180) if lies_sideways(boxes) else (0, 180, 90, 270)
    first = _weigh(gray, boxes, engine, ways[:2])
    if max(first.values()) < HOPELESS:
        first |= _weigh(gray, boxes, engine, ways[2:])
    return max(first, key=first.__getitem__)


def _weigh(
    gray: NDArray[np.uint8], boxes: Sequence[LineBox], engine: Engine, ways: Sequence[int]
) -> dict[int, float]:
    """Sure letters by way up, of as many lines as it takes to tell the ways apart."""
    ranked = sorted(boxes, key=lambda box: abs(np.log(box.length / box.height / GOOD_LENGTH)))
    sure = dict.fromkeys(ways, 0.0)
    for start in range(0, len(ranked), AT_A_TIME):
        lines = ranked[start : start + AT_A_TIME]
        for way in ways:
            images = [cut_line(gray, box.read_along(-way)).pixels for box in lines]
            sure[way] += sum(map(sure_letters, engine.read_lines(images)))
        low, high = sorted(sure.values())
        if high > HOPELESS and high > BETTER * low:
            break
    return sure


def sure_letters(words: Sequence[Word]) -> float:
    """Letters and digits read, by the fourth power of their confidence: doubt counts little."""
    return sum(word.confidence**4 * sum(map(str.isalnum, word.text)) for word in words)
