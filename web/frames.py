"""Pictures of pages as SVG: turned upright, with boxes in the same frame.

A frame is measured in pixels of the original scan, whatever the size of its picture in the
store; turning is the only thing that happens to it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from dossiers.geometry import Box, Transform
from dossiers.page import PageState
from imaging.upright import turn_back
from records.models import Page

# A page that could not be read has no known size: its picture is fitted into an A4 sheet.
UNREAD_SIZE = (2100, 2970)
BOX_MARGIN = 1 / 250  # of the page's width: boxes end at the ink, and a line on it hides it
LABEL_RADIUS = 1 / 70  # of the page's width, likewise


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the picture of a page lies when it stands upright.

    Attributes:
        index: Of the page in its dossier, from 0.
        scan_width, scan_height: Of the scan as delivered.
        rotation: Clockwise degrees (0, 90, 180, 270) that turn the scan upright.
        is_pictured: There is a picture in the store.
    """

    index: int
    scan_width: int
    scan_height: int
    rotation: int
    is_pictured: bool

    @property
    def number(self) -> int:
        """For people, from 1."""
        return self.index + 1

    @property
    def width(self) -> int:
        return self.scan_height if self.rotation in (90, 270) else self.scan_width

    @property
    def height(self) -> int:
        return self.scan_width if self.rotation in (90, 270) else self.scan_height

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width} {self.height}"

    @property
    def label_radius(self) -> int:
        return round(LABEL_RADIUS * self.width)

    @property
    def to_upright(self) -> Transform:
        return turn_back(self.scan_width, self.scan_height, self.rotation).inverse()

    @property
    def svg_transform(self) -> str:
        """``to_upright`` as SVG writes it: column by column, without the last row."""
        (a, c, e), (b, d, f), _ = self.to_upright.rows
        return f"matrix({' '.join(f'{number:g}' for number in map(round, (a, b, c, d, e, f)))})"

    def place(self, box: Box) -> Box:
        """A box of the scan in the upright page, with a margin for the line around it."""
        upright = self.to_upright.box(box)
        margin = round(BOX_MARGIN * self.width)
        return Box(
            max(0, upright.left - margin),
            max(0, upright.top - margin),
            min(self.width, upright.right + margin),
            min(self.height, upright.bottom + margin),
        )

    def place_label(self, box: Box) -> tuple[int, int]:
        """The center of a label at the upper left of a placed box, off its first letters."""
        radius = self.label_radius
        return max(radius, box.left - radius // 2), max(radius, box.top - radius // 2)


def frames_of(dossier_id: int) -> Mapping[int, Frame]:
    """The frames of a dossier's pages, by index."""
    return {frame.index: frame for frame in _frames(Page.objects.filter(dossier_id=dossier_id))}


def _frames(pages: QuerySet[Page]) -> list[Frame]:
    columns = ("index", "state", "rotation", "reading__width", "reading__height")
    return [_frame(*row) for row in pages.order_by("index").values_list(*columns)]


def _frame(index: int, state: str, rotation: int, width: int | None, height: int | None) -> Frame:
    if width is None or height is None:
        # One that a person sees or saw was opened at least; one in quarantine or to do was not.
        is_pictured = state in (PageState.IN_REVIEW, PageState.RECORDED)
        return Frame(index, *UNREAD_SIZE, rotation, is_pictured=is_pictured)
    return Frame(index, width, height, rotation, is_pictured=True)
