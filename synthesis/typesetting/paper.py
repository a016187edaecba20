"""Papers and their sides: sizes, margins, printed grounds, page numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from random import Random

from synthesis.ink.grounds import tint
from synthesis.ink.nouns import MM, Color
from synthesis.typesetting.column import Column, Filler, Style
from synthesis.typesetting.markup import MarkupError, Span
from synthesis.typesetting.sheet import Rule, Sheet

SIZES = {
    "a4": (210.0, 297.0),
    "a3": (297.0, 420.0),
    "a5": (148.0, 210.0),
    "card": (85.6, 54.0),
    "passport": (125.0, 88.0),
    "booklet": (150.0, 210.0),
    "slip": (210.0, 100.0),
}
"""Width and height in millimeters."""

GROUNDS: dict[str, Color] = {
    "yellow": (246, 226, 150),
    "rose": (246, 196, 202),
    "green": (178, 216, 196),
    "blue": (190, 212, 238),
    "red": (240, 170, 150),
}
_MARGINS = {"card": "4 3 4 2", "passport": "6 5 6 4", "slip": "12 8 12 6", "booklet": "14 12 14 10"}
_LINED: Color = (150, 178, 214)


@dataclass(frozen=True, slots=True)
class Paper:
    """A size and its margins, in points: left, top, right, bottom."""

    name: str
    width: float
    height: float
    margins: tuple[float, float, float, float]

    @classmethod
    def of(cls, head: Mapping[str, str]) -> "Paper":
        """What a form's head says.

        Raises:
            MarkupError: A size that is not known.
        """
        name, _, turned = head.get("paper", "a4").partition("-")
        if name not in SIZES:
            raise MarkupError(f"a paper of no known size: {name}")
        width, height = (side * MM for side in SIZES[name])
        if turned:
            width, height = height, width
        said = head.get("margins", _MARGINS.get(name, "30 18 17 18")).split()
        left, top, right, bottom = (float(side) * MM for side in said)
        return cls(name, width, height, (left, top, right, bottom))

    def lying(self) -> "Paper":
        """The same paper turned by a quarter."""
        return replace(self, width=self.height, height=self.width)


@dataclass(slots=True)
class Sides:
    """The sides of a paper that is being set; gives its column the next one."""

    paper: Paper
    draws: Random
    ground: str
    style: Style
    sheets: list[Sheet] = field(default_factory=list)

    def __post_init__(self) -> None:
        left, top, right, bottom = self.paper.margins
        # Nobody's margins are the norm's to the millimeter.
        shift = [self.draws.uniform(-1, 1) * 0.12 * side for side in (left, top, right, bottom)]
        moved = (left + shift[0], top + shift[1], right + shift[2], bottom + shift[3])
        self.paper = replace(self.paper, margins=moved)

    def first_column(self, filler: Filler, style: Style) -> Column:
        """The column of the first side."""
        sheet, top, bottom = self.turn()
        left, _, right, _ = self.paper.margins
        width = sheet.width - left - right
        return Column(sheet, left, width, top, filler, style, bottom, self)

    def turn(self) -> tuple[Sheet, float, float]:
        """A new side, the top of its first line and its lower margin."""
        sheet = Sheet(self.paper.width, self.paper.height)
        self._print_ground(sheet)
        self.sheets.append(sheet)
        _, top, _, bottom = self.paper.margins
        numbered = 6 * MM if len(self.sheets) > 1 else 0.0
        return sheet, top + numbered, sheet.height - bottom

    def turn_over(self, column: Column) -> None:
        """Let a column go on at the top of the next side."""
        column.sheet, column.y, column.bottom = self.turn()
        left, _, right, _ = self.paper.margins
        column.left, column.width = left, column.sheet.width - left - right

    def number_pages(self, manner: str, filler: Filler, style: Style) -> None:
        """Print page numbers from the second side on, in the middle of the upper margin."""
        if manner != "numbers":
            return
        for number, sheet in enumerate(self.sheets[1:], 2):
            _, top, _, _ = self.paper.margins
            column = Column(sheet, 0.0, sheet.width, top - 3 * MM, filler, style)
            column.line(column.words([Span(str(number))], style), "center", style)
            sheet.lines.insert(0, sheet.lines.pop())

    def _print_ground(self, sheet: Sheet) -> None:
        if self.ground == "lined":
            self._rule_lines(sheet)
        elif self.ground in GROUNDS:
            inset = min(11 * MM, sheet.width * 0.04)
            ink = tint(
                sheet.width - 2 * inset,
                sheet.height - 2 * inset,
                GROUNDS[self.ground],
                self.draws,
            )
            sheet.stamp(ink, (sheet.width / 2, sheet.height / 2))
            if self.paper.name not in ("card", "passport"):
                _frame(sheet, inset, GROUNDS[self.ground])

    def _rule_lines(self, sheet: Sheet) -> None:
        """Ruled paper of school books, its lines where the text's lines stand."""
        left, top, _, bottom = self.paper.margins
        pitch, y = self.style.size * self.style.leading, top
        while y < sheet.height - bottom:
            sheet.marks.append(Rule((0, y), (sheet.width, y), 0.5, _LINED))
            y += pitch
        edge = left - 6
        sheet.marks.append(Rule((edge, 0), (edge, sheet.height), 0.6, (226, 140, 150)))


def _frame(sheet: Sheet, inset: float, color: Color) -> None:
    """Two frames inside a ground, the outer one strong."""
    dark: Color = (color[0] * 2 // 3, color[1] * 2 // 3, color[2] * 2 // 3)
    for step, thickness in ((1.2 * MM, 2.6), (2.6 * MM, 0.7)):
        draw_box(sheet, (inset + step, inset + step), thickness=thickness, color=dark)


def draw_box(
    sheet: Sheet,
    upper_left: tuple[float, float],
    lower_right: tuple[float, float] | None = None,
    *,
    thickness: float = 0.7,
    color: Color = (25, 25, 28),
) -> None:
    """Rule a rectangle; without its lower right corner it lies in the middle of the sheet."""
    (left, top) = upper_left
    right, bottom = lower_right or (sheet.width - left, sheet.height - top)
    corners = ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))
    for start, end in pairwise(corners):
        sheet.marks.append(Rule(start, end, thickness, color))
