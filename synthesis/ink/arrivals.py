"""The stamp ĐẾN: when a paper came in and under which number, in layouts of several offices."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from synthesis.ink.hands import Hand
from synthesis.ink.nouns import MM, Stamp
from synthesis.ink.plates import Plate, broken, draw_face, length
from synthesis.ink.pressing import draw_pad, draw_red
from synthesis.ink.scribing import Slot, write_into

_FORWARDED = ("VP", "TH", "CT", "PCT", "TP", "NC", "KT", "VX", "đ/c Lan", "", "", "", "")


@dataclass(slots=True)
class _Arrival:
    """What is filled in, the faces of the plate, and the slots found so far."""

    office: str
    number: str
    day: str
    forwarded: str
    strong: str
    plain: str
    slots: list[Slot] = field(default_factory=list)

    def row(self, plate: Plate, label: str, value: str, line: tuple[float, float, float]) -> None:
        """Set a label and dots, and keep a slot for its value; line: left, right, baseline."""
        left, right, baseline = line
        height = 3.3
        # Labels give way where a row is narrow.
        height *= min(1.0, (right - left) * 0.6 / length(label, self.plain, height))
        start = plate.set_line(label, (left, baseline), self.plain, height) + 0.7
        plate.dots(start, right, baseline + 0.3)
        if value:
            at = ((start + 0.6) * MM, (baseline - 0.2) * MM)
            self.slots.append(Slot(value, at, (right - start - 1) * MM, len(plate.words)))

    def head(self, plate: Plate, bottom: float, height: float) -> None:
        """Set the office in the middle of the upper edge, in two lines where it is long."""
        room = plate.width - 3
        lines = broken(self.office.upper(), self.strong, height, room * 1.15)
        height = min(height, bottom * (0.5 if len(lines) == 1 else 0.34))
        # Marks over capitals need room below the frame.
        first = bottom * (0.72 if len(lines) == 1 else 0.49)
        for number, line in enumerate(lines):
            at = (plate.width / 2, first + number * bottom * 0.38)
            plate.center_line(line, at, self.strong, height, room)


def incoming(office: str, number: str, day: str, hand: Hand, draws: Random) -> Stamp:
    """The stamp of incoming papers, number and day (and who gets it) written in by hand."""
    manner = draws.choice(("serif", "serif", "sans"))
    arrival = _Arrival(
        office,
        number,
        day,
        draws.choice(_FORWARDED),
        draw_face(draws, manner, "-bold"),
        draw_face(draws, manner),
    )
    plate = draws.choice(_LAYOUTS)(arrival)
    color = draws.choice((draw_red, draw_red, draw_pad))(draws)
    return write_into(plate.pressed(color, draws), hand, arrival.slots, draws.uniform(11, 14.5))


def _framed(arrival: _Arrival) -> Plate:
    """ĐẾN on the left, three rows on the right, the office above."""
    plate = Plate(54, 29)
    split, top = 14.0, 8.0
    plate.frame((0.5, 0.5, 53.5, 28.5), 0.45)
    plate.rule((0.5, top), (53.5, top), thickness=0.3)
    plate.rule((split, top), (split, 28.5), thickness=0.3)
    arrival.head(plate, top, 3.4)
    plate.center_line("ĐẾN", (split / 2 + 0.3, 20), arrival.strong, 5.0, split - 2)
    arrival.row(plate, "Số:", arrival.number, (split + 1.5, 52, 14.2))
    arrival.row(plate, "Ngày:", arrival.day, (split + 1.5, 52, 20.4))
    arrival.row(plate, "Chuyển:", arrival.forwarded, (split + 1.5, 52, 26.6))
    return plate


def _wide(arrival: _Arrival) -> Plate:
    """Office, CÔNG VĂN ĐẾN, number and day side by side."""
    plate = Plate(74, 23)
    plate.frame((0.5, 0.5, 73.5, 22.5), 0.5)
    arrival.head(plate, 6.5, 3.2)
    plate.center_line("CÔNG VĂN ĐẾN", (37, 11.8), arrival.strong, 4.6, 60)
    arrival.row(plate, "Số:", arrival.number, (3, 33, 19.2))
    arrival.row(plate, "Ngày:", arrival.day, (36, 71, 19.2))
    return plate


def _bare(arrival: _Arrival) -> Plate:
    """Without a frame: CÔNG VĂN ĐẾN over rows."""
    plate = Plate(52, 25)
    arrival.head(plate, 6.0, 3.4)
    plate.center_line("CÔNG VĂN ĐẾN", (26, 10.8), arrival.strong, 4.8, 50)
    arrival.row(plate, "Số:", arrival.number, (2, 50, 17))
    arrival.row(plate, "Ngày:", arrival.day, (2, 50, 23.4))
    return plate


def _filed(arrival: _Arrival) -> Plate:
    """ĐẾN above four rows, the last one for the file's number."""
    plate = Plate(50, 41)
    plate.frame((0.5, 0.5, 49.5, 40.5), 0.5)
    plate.frame((1.3, 1.3, 48.7, 39.7), 0.2)
    arrival.head(plate, 8.0, 3.4)
    split = 13.5
    plate.rule((1.3, 8.4), (48.7, 8.4), thickness=0.25)
    plate.center_line("CÔNG VĂN ĐẾN", (25, split), arrival.strong, 4.2, 40)
    arrival.row(plate, "Số:", arrival.number, (3, 47, 20))
    arrival.row(plate, "Ngày:", arrival.day, (3, 47, 26))
    arrival.row(plate, "Chuyển:", arrival.forwarded, (3, 47, 32))
    arrival.row(plate, "Lưu hồ sơ số:", "", (3, 47, 38))
    return plate


def _rounded(arrival: _Arrival) -> Plate:
    """ĐẾN in a rounded frame, two rows."""
    plate = Plate(46, 26)
    plate.frame((0.5, 0.5, 45.5, 25.5), 0.55, 2.5)
    arrival.head(plate, 7.0, 3.2)
    plate.center_line("ĐẾN", (8.5, 18.5), arrival.strong, 5.4, 12)
    arrival.row(plate, "Số:", arrival.number, (16, 43.5, 14.6))
    arrival.row(plate, "Ngày:", arrival.day, (16, 43.5, 21.6))
    return plate


_LAYOUTS: tuple[Callable[[_Arrival], Plate], ...] = (
    _framed,
    _framed,
    _wide,
    _bare,
    _filed,
    _rounded,
)
