"""The invisible text of a page: every word where it stands on the scan.

Words are placed in the *upright frame*: points of the page as a reader sees it, origin bottom
left. One matrix at the beginning of the layer leads from there to the PDF's own space.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pikepdf
from numpy.typing import NDArray
from pikepdf import Name

from dossiers.page import Line, PageReading
from records.glyphless import ADVANCE, DESCENT, EM, encode_text

FONT_NAME = Name("/HosoText")

# How far a word may stand above or below the middle of its line, in type sizes. Readers tell
# lines by their baselines: poppler keeps whole lines together at 0.2, and tears them at 0.25.
_CLIMB = 0.2
_NARROWEST_SPACE = 0.05  # of the type size, between words whose boxes touch


@dataclass(frozen=True, slots=True)
class PageFrame:
    """Where a PDF page lies in its own space, in points, and how it is turned for display.

    Attributes:
        turns: Clockwise quarter turns, 0..3.
    """

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    @property
    def upright_size(self) -> tuple[float, float]:
        """Width and height as displayed."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turns % 2 else (width, height)

    @property
    def from_upright(self) -> tuple[float, float, float, float, float, float]:
        """The matrix (a b c d e f) that leads from the upright frame to the page's space."""
        return (
            (1, 0, 0, 1, self.left, self.bottom),
            (0, 1, -1, 0, self.right, self.bottom),
            (-1, 0, 0, -1, self.right, self.top),
            (0, -1, 1, 0, self.left, self.top),
        )[self.turns]


def frame_of(page: pikepdf.Page) -> PageFrame:
    """The frame of a page: its crop box, cut to its media box."""
    crop, media = _edges(page.cropbox), _edges(page.mediabox)
    inside = (
        max(crop[0], media[0]),
        max(crop[1], media[1]),
        min(crop[2], media[2]),
        min(crop[3], media[3]),
    )
    is_sound = inside[0] < inside[2] and inside[1] < inside[3]
    rotation = round(float(page.obj.get("/Rotate", 0)))
    return PageFrame(*(inside if is_sound else media), turns=rotation // 90 % 4)


def write_layer(reading: PageReading, frame: PageFrame) -> bytes:
    """Content for a page that is displayed upright in ``frame``; nothing without words."""
    if not reading.text.lines:
        return b""
    to_points = _reading_to_points(reading, frame)
    matrix = " ".join(f"{cell:g}" for cell in frame.from_upright)
    parts = [f"q {matrix} cm BT 3 Tr".encode("ascii")]
    for line in reading.text.lines:
        parts += _write_line(line, to_points)
    parts.append(b"ET Q\n")
    return b"\n".join(parts)


def _edges(box: pikepdf.Array) -> tuple[float, float, float, float]:
    """Left, bottom, right, top, whatever corners the PDF names."""
    first, second, third, fourth = (float(edge) for edge in box)
    return min(first, third), min(second, fourth), max(first, third), max(second, fourth)


def _reading_to_points(reading: PageReading, frame: PageFrame) -> NDArray[np.float64]:
    """The (3, 3) map from pixels of the reading frame to points of the upright frame."""
    width, height = frame.upright_size
    shares = np.diag([1 / reading.width, 1 / reading.height, 1.0])
    quarter_turn = np.array([[0.0, -1.0, 1.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
    turned = np.linalg.matrix_power(quarter_turn, reading.rotation // 90 % 4)
    points = np.array([[width, 0.0, 0.0], [0.0, -height, height], [0.0, 0.0, 1.0]])
    whole: NDArray[np.float64] = points @ turned @ shares @ reading.text.to_scan.matrix
    return whole


def _write_line(line: Line, to_points: NDArray[np.float64]) -> Iterator[bytes]:
    """Show the words of a line, with spaces that fill the gaps between them.

    All are as high as the line: readers put words of different heights on different lines.
    """
    top, bottom = line.box.top, line.box.bottom
    starts = _map([(word.box.left, bottom) for word in line.words], to_points)
    ends = _map([(word.box.right, bottom) for word in line.words], to_points)
    head = _map([(line.box.left, top), (line.box.left, bottom)], to_points)
    size = max(float(np.hypot(*(head[0] - head[1]))), 1.0)
    baselines = _level(starts[:, 1], size) - DESCENT / EM * size
    yield f"{FONT_NAME} {size:.2f} Tf".encode("ascii")
    for place, word in enumerate(line.words):
        left, right, baseline = starts[place][0], ends[place][0], baselines[place]
        yield _show(word.text, (left, baseline), right - left, size)
        if place + 1 < len(line.words):
            gap = max(starts[place + 1][0] - right, _NARROWEST_SPACE * size)
            yield _show(" ", (right, baseline), gap, size)


def _level(heights: NDArray[np.float64], size: float) -> NDArray[np.float64]:
    """Bring the words of a line that climbs on the scan near to its middle."""
    middle = (heights.min() + heights.max()) / 2
    leveled: NDArray[np.float64] = heights.clip(middle - _CLIMB * size, middle + _CLIMB * size)
    return leveled


def _show(text: str, at: tuple[float, float], width: float, size: float) -> bytes:
    """Show ``text`` at a point of the baseline, stretched to ``width``."""
    codes = encode_text(text)
    natural = len(codes) // 2 * ADVANCE / EM * size
    stretch = 100 * max(width, 0.1) / max(natural, 0.1)
    return f"{stretch:.2f} Tz 1 0 0 1 {at[0]:.2f} {at[1]:.2f} Tm <{codes.hex()}> Tj".encode("ascii")


def _map(points: list[tuple[int, int]], matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    """(n, 2) points, mapped."""
    mapped = np.array([(x, y, 1.0) for x, y in points]) @ matrix.T
    flat: NDArray[np.float64] = mapped[:, :2] / mapped[:, 2:]
    return flat
