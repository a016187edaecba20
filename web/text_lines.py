"""The text of a page as lines, each with its place on the picture."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from dossiers.geometry import Box
from dossiers.page import PageReading
from records.corrected_reading import Place, place_of_line, text_at
from records.text_corrections import Said, last_at
from settings import read_settings
from web.frames import Frame
from web.grades import Grade, grade_confidence
from web.review_fields import strip_of

REGION = "region"
"""The key of what stands in a box that a person drew; lines are numbered from 1."""

_LOWEST = 4  # pixels of the scan: in less nothing can be written
_FIRST_LINE = 1 / 30
"""Of the height of a page without text: what is typed there stands at its top."""


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line, or what stands in a drawn box, to be corrected.

    Attributes:
        text: What stands in its place now.
        place: Its boxes in pixels of the scan; see ``records.corrected_reading``.
        seen: Number of the newest correction there, 0 without one.
        confidence: Of a line as read.
        spot: Where it stands in the upright page.
        strip: The part of the upright page that is magnified beside it.
        below: Where a line would stand that was left out under this one; None without room.
        is_kept: The person is done with it.
    """

    key: str
    text: str
    place: Place
    seen: int
    confidence: float
    spot: Box
    strip: Box
    below: Box | None = None
    is_kept: bool = False

    @property
    def grade(self) -> Grade:
        if self.seen:
            return Grade.CONFIRMED
        return grade_confidence(self.confidence, read_settings().review_below)

    @property
    def place_sent(self) -> str:
        """The boxes as a form sends them back."""
        return ";".join(",".join(map(str, box.as_list())) for box in self.place)

    @property
    def is_region(self) -> bool:
        return self.key == REGION


def shown_lines(frame: Frame, reading: PageReading, said: Said, done: int) -> list[ShownLine]:
    """All lines of a page in reading order.

    Args:
        done: Number of a correction: the person is done with the lines down to it.
    """
    text, centers = reading.text, _centers(frame, reading)
    lines = []
    for number, line in enumerate(text.lines, start=1):
        place = place_of_line(text, line)
        shown = shown_line(str(number), place, frame, reading, said)
        below = _below(frame.to_upright.box(Box.around(place)), centers, frame)
        lines.append(replace(shown, confidence=line.confidence, below=below))
    last = max((row for row, line in enumerate(lines, 1) if done and line.seen == done), default=0)
    return [replace(line, is_kept=row < last) for row, line in enumerate(lines)]


def shown_line(key: str, place: Place, frame: Frame, reading: PageReading, said: Said) -> ShownLine:
    """What stands in a place (at least one box)."""
    last, box = last_at(said, place), Box.around(place)
    return ShownLine(
        key=key,
        text=text_at(reading, place),
        place=place,
        seen=last.pk if last else 0,
        confidence=0.0,
        spot=frame.place(box),
        strip=strip_of(frame, box),
    )


def top_of(frame: Frame) -> Box:
    """Where the first line of a page without text would stand, in the upright page."""
    return Box(0, 0, frame.width, max(_LOWEST, round(_FIRST_LINE * frame.height)))


def _centers(frame: Frame, reading: PageReading) -> NDArray[np.float64]:
    """(n, 2): the middles of all words in the upright page."""
    words = [(*word.box.center, 1.0) for line in reading.text.lines for word in line.words]
    mapped = np.array(words).reshape(-1, 3) @ frame.to_upright.after(reading.text.to_scan).matrix.T
    flat: NDArray[np.float64] = mapped[:, :2] / mapped[:, 2:]
    return flat


def _below(line: Box, centers: NDArray[np.float64], frame: Frame) -> Box | None:
    """As high as the line above it, and without words; all in the upright page."""
    x, y = centers.T
    beneath = y[(line.left <= x) & (x < line.right) & (y >= line.bottom)]
    room = min(line.bottom + line.height, frame.height, *map(int, beneath))
    if room < line.bottom + _LOWEST:
        return None
    return Box(line.left, line.bottom, line.right, room)
