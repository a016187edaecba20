"""Print of the other side of a sheet that shows through: it is not on this page.

It stands mirrored. Lines that read badly are read in a mirror as well; when the page as a
whole reads far better so, the lines that do are those of the other side.
"""

from collections.abc import Sequence

import numpy as np

from dossiers.page import Word
from ocr.engine import Engine
from ocr.line_images import Place, cut_line
from ocr.way_up import sure_letters

Words = tuple[Word, ...]

# Lines read this badly may be mirrored; symmetric words (HỘI, VỤ) are read well either way.
POOR = 0.8
# The page must have so many times as many sure letters in the mirror, and so many more.
FAR_BETTER, AT_LEAST = 2.0, 4.0
# So many of them are tried first: most pages have no other side to see.
SAMPLE = 8
# A blank back may be taken for a page that stands on its head.
MIRRORS = ((slice(None), slice(None, None, -1)), (slice(None, None, -1), slice(None)))


def without_other_side(
    places: Sequence[Place], lines: Sequence[Words], engine: Engine
) -> list[Words]:
    """The lines, those empty that shine through from the other side of the sheet."""
    poor = [number for number, words in enumerate(lines) if words and _mean(words) < POOR]
    if not any(_weigh(poor[:SAMPLE], places, lines, mirror, engine)[0] for mirror in MIRRORS):
        return list(lines)
    verdicts = [_weigh(poor, places, lines, mirror, engine) for mirror in MIRRORS]
    mirrored = {number for shines, better in verdicts if shines for number in better}
    return [() if number in mirrored else words for number, words in enumerate(lines)]


def _weigh(
    numbers: Sequence[int],
    places: Sequence[Place],
    lines: Sequence[Words],
    mirror: tuple[slice, slice],
    engine: Engine,
) -> tuple[bool, list[int]]:
    """Whether these lines as a whole read far better in a mirror, and which of them do."""
    images = [cut_line(*places[number]).pixels[mirror] for number in numbers]
    readings = engine.read_lines([np.ascontiguousarray(image) for image in images])
    here = [sure_letters(lines[number]) for number in numbers]
    there = [sure_letters(words) for words in readings]
    better = [
        number for number, one, other in zip(numbers, here, there, strict=True) if one <= other
    ]
    return sum(there) > FAR_BETTER * sum(here) + AT_LEAST, better


def _mean(words: Words) -> float:
    return sum(word.confidence for word in words) / len(words)
