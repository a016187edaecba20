"""Synthetic pages as our own readers read them: what models of pages and documents learn from.

Files of JSON lines, a dossier each, packed by gzip: their readings as the ledger keeps them, and
what is true of them beside.
"""

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from itertools import count
from pathlib import Path

from dossiers.page import PageReading
from imaging.opened import Scan, drop_empty_color
from ocr.page_reading import Readers
from pipeline.page import read_scan
from records.reading_json import reading_from_json, reading_to_json
from synthesis.cases.deliveries import scan_side, side_truth
from synthesis.cases.dossiers import Dossier, Part, Wanted, draw_dossier
from synthesis.cases.truth import Truth, value_truth
from synthesis.scanning import Warp


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page as read, and what is true of it.

    Attributes:
        kind, form: Of the document that it belongs to.
        place: In that document, from 0; ``last``: it is its last page that says something.
        written: The share of its letters that a pen wrote, 0..1.
        grade: How worn its scan is: clean, office or hard.
        tags: Words of values: key of the field and box on the scan, in order.
        fields: What its document says here, by key, as truths of dossiers tell it.
    """

    reading: PageReading
    kind: str
    form: str
    place: int
    last: bool
    written: float
    grade: str = ""
    tags: Sequence[tuple[str, Sequence[int]]] = ()
    fields: Mapping[str, Truth] = field(default_factory=dict)


ReadDossier = tuple[ReadPage, ...]


def read_dossiers(wanted: Wanted, first: int, readers: Readers) -> Iterator[ReadDossier]:
    """Draw, scan and read dossiers without end, from number ``first`` on."""
    for number in count(first):
        dossier = draw_dossier(number, wanted)
        pages: list[ReadPage] = []
        for part in dossier.parts:
            pages += _read_part(part, dossier, len(pages), readers)
        yield tuple(pages)


def _read_part(part: Part, dossier: Dossier, first: int, readers: Readers) -> Iterator[ReadPage]:
    says = [place for place, side in enumerate(part.sides) if not side.is_blank]
    for place, side in enumerate(part.sides):
        scanned = scan_side(side, dossier, first + place)
        scan = Scan(drop_empty_color(scanned.pixels), scanned.dpi)
        truth = side_truth(side, scanned)
        yield ReadPage(
            read_scan(scan, first + place, readers),
            part.paper.kind,
            part.paper.form,
            place,
            place == says[-1],
            _written_share(truth),
            truth["grade"],
            tags_of(truth),
            fields_of(part, place, scanned.warp, first),
        )


def tags_of(truth: Truth) -> list[tuple[str, Sequence[int]]]:
    """The words of values on a side."""
    words = (word for line in truth["lines"] for word in line["words"])
    return [(word["field"], word["box"]) for word in words if word.get("field")]


def fields_of(part: Part, place: int, warp: Warp, first: int) -> dict[str, Truth]:
    """What a document says on one of its sides, which is page ``first + place``."""
    says = [place for place, side in enumerate(part.sides) if not side.is_blank]
    return {
        key: value_truth(value, part.paper.values[key], warp, first + place)
        for key, value in part.paper.found.items()
        if says[value.side] == place
    }


def _written_share(truth: Truth) -> float:
    words = [word for line in truth["lines"] if not line["aside"] for word in line["words"]]
    letters = sum(len(word["text"]) for word in words)
    written = sum(len(word["text"]) for word in words if word.get("written"))
    return written / max(letters, 1)


def write_dossiers(file: Path, dossiers: Iterable[ReadDossier]) -> None:
    """Write dossiers; a file that stands there is complete: it is named last."""
    unfinished = file.with_suffix(".part")
    with gzip.open(unfinished, "wt", encoding="utf-8", compresslevel=5) as lines:
        for pages in dossiers:
            rows = [_plain(page) for page in pages]
            lines.write(json.dumps(rows, ensure_ascii=False) + "\n")
    unfinished.rename(file)


def read_files(files: Sequence[Path]) -> Iterator[ReadDossier]:
    """The dossiers of files, in order."""
    for file in files:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield tuple(
                    ReadPage(
                        **row | {"reading": reading_from_json(row["reading"]), "tags": _tags(row)}
                    )
                    for row in json.loads(line)
                )


def _tags(row: Truth) -> list[tuple[str, Sequence[int]]]:
    return [(key, box) for key, box in row.get("tags", ())]


def _plain(page: ReadPage) -> Truth:
    """A page as plain values."""
    return {each.name: getattr(page, each.name) for each in fields(page)} | {
        "reading": reading_to_json(page.reading)
    }
