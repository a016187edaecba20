"""What opening a file gives: how many pages are in it, and the pixels of one of them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dossiers.messages import Message
from dossiers.page import PageText

Pixels = NDArray[np.uint8]

# An A0 sheet at 300 dpi has 140 megapixels; above this a page costs more memory than a worker has.
MAX_PIXELS = 200_000_000
MAX_SIDE = 30_000


@dataclass(frozen=True, slots=True)
class Stock:
    """What is in a file, known without decoding its pages.

    Attributes:
        doubts: Why a person should compare it with the paper, e.g. it had to be repaired.
    """

    pages: int
    doubts: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Scan:
    """One page as it is displayed: turned, flipped and cropped as its file asks for.

    Attributes:
        pixels: (height, width) uint8 gray or (height, width, 3) uint8 RGB; 0 is black.
        dpi: Pixels an inch of paper; None when the file does not say so credibly.
        text: The sound text layer of a digital page, boxed in these pixels, else None.
        doubts: Why a person should compare it with the paper, e.g. its end is missing.
    """

    pixels: Pixels
    dpi: float | None
    text: PageText | None = None
    doubts: tuple[Message, ...] = ()


def drop_empty_color(pixels: Pixels) -> Pixels:
    """Give RGB pixels without any color as (height, width) gray; others as they are."""
    if pixels.ndim == 2:
        return pixels
    middle = pixels[pixels.shape[0] // 2]  # one row settles it for most colored pages
    if _is_colored(middle) or _is_colored(pixels):
        return pixels
    return np.ascontiguousarray(pixels[..., 0])


def _is_colored(pixels: Pixels) -> bool:
    red, green, blue = (pixels[..., channel] for channel in range(3))
    return not (np.array_equal(red, green) and np.array_equal(green, blue))
