"""Whole pages with their truth, as long as somebody asks for more."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

import numpy as np
from numpy.typing import NDArray

from synthesis.cases.deliveries import scan_side, side_truth
from synthesis.cases.dossiers import Wanted, draw_dossier
from synthesis.cases.truth import Truth
from synthesis.ink.fonts import Split


@dataclass(frozen=True, slots=True)
class PageImage:
    """A scanned side.

    Attributes:
        pixels: (height, width, 3) uint8 RGB, or (height, width) gray or 0 and 255 only.
        kind: Of the document; ``starts``: it is the document's first page.
        truth: The page as the truth of dossiers has it.
    """

    pixels: NDArray[np.uint8]
    kind: str
    starts: bool
    truth: Truth


def page_images(seed: int, split: Split = "training", grade: str = "") -> Iterator[PageImage]:
    """Make pages without end, dossier by dossier; the same seed gives the same pages."""
    for number in count(1):
        dossier = draw_dossier(number, Wanted(number, seed, grade, split))
        index = 0
        for part in dossier.parts:
            for place, side in enumerate(part.sides):
                scanned = scan_side(side, dossier, index)
                truth = side_truth(side, scanned)
                yield PageImage(scanned.pixels, part.paper.kind, place == 0, truth)
                index += 1
