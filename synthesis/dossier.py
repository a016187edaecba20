"""Papers put in the order in which they are scanned, and the truth about them."""

from collections.abc import Mapping
from dataclasses import dataclass

from synthesis.scanner import Wear
from synthesis.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of one kind: its sides in order, typeset."""

    kind: str
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One side as it goes through the scanner.

    Attributes:
        back: The other side of the sheet, if its ink shines through.
        born_digital: The side never was on paper: a PDF page of real text.
    """

    sheet: Sheet
    wear: Wear
    back: Sheet | None = None
    born_digital: bool = False

    @property
    def is_blank(self) -> bool:
        return not self.sheet.lines

    @property
    def rotation(self) -> int:
        return 0 if self.born_digital else self.wear.rotation


@dataclass(frozen=True, slots=True)
class Part:
    """A document as scanned; a blank back belongs to the document whose sheet it is."""

    kind: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """A scan stream: all sides of all documents, in order."""

    name: str
    parts: tuple[Part, ...]

    @property
    def sides(self) -> tuple[Side, ...]:
        return tuple(side for part in self.parts for side in part.sides)

    def truth(self) -> dict[str, object]:
        """What a perfect reader would put into the record on disk."""
        pages = [
            {
                "index": index,
                "rotation": side.rotation,
                "blank": side.is_blank,
                "text": side.sheet.text,
            }
            for index, side in enumerate(self.sides)
        ]
        documents, first = [], 0
        for part in self.parts:
            last = first + len(part.sides) - 1
            documents.append(
                {
                    "type": part.kind,
                    "first_page": first,
                    "last_page": last,
                    "fields": _fields(part, first),
                }
            )
            first = last + 1
        return {"pages": pages, "documents": documents}


def scanned(paper: Paper, *wears: Wear, blank_back: Wear | None = None) -> Part:
    """Scan a paper, its sides with ``wears`` in turn; the last serves for those that remain.

    ``blank_back`` adds the empty back of the last side, through which its ink shines.
    """
    sides = [
        Side(sheet, wears[min(number, len(wears) - 1)]) for number, sheet in enumerate(paper.sheets)
    ]
    if blank_back is not None:
        last = paper.sheets[-1]
        sides.append(Side(Sheet(last.width, last.height), blank_back, back=last))
    return Part(paper.kind, tuple(sides))


def _fields(part: Part, first: int) -> Mapping[str, Mapping[str, str | int]]:
    """Values by key, each with the first page on which it stands."""
    found: dict[str, Mapping[str, str | int]] = {}
    for number, side in enumerate(part.sides):
        for key, value in side.sheet.fields.items():
            found.setdefault(key, {"value": value, "page": first + number})
    return found
