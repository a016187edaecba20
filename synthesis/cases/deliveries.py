"""Dossiers written as offices deliver them, with the truth beside: files, ``truth/NAME.json``."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from synthesis.cases.dossiers import Dossier, Part, Side, Wanted, draw_dossier
from synthesis.cases.files import Picture, encoded, write_pdf, write_tiff, write_zip
from synthesis.cases.truth import Truth, page_truth, value_truth
from synthesis.chance import chance
from synthesis.scanning import Scan, Warp, scan
from synthesis.typesetting.drawing import draw
from synthesis.typesetting.sheet import Sheet

TRUTH = "truth"


@dataclass(frozen=True, slots=True)
class Written:
    """A dossier that was written: its name, its truth's file, how much is in it."""

    name: str
    truth: Path
    pages: int
    documents: int


def write_dossiers(folder: Path, wanted: Wanted) -> Iterator[Written]:
    """Write dossiers and their truth into a folder, one after the other.

    Raises:
        FontError: A font of ``ink/faces.toml`` is not installed.
    """
    (folder / TRUTH).mkdir(parents=True, exist_ok=True)
    for number in range(1, wanted.count + 1):
        yield write_dossier(folder, draw_dossier(number, wanted))


def write_dossier(folder: Path, dossier: Dossier) -> Written:
    """Write one dossier as a file or folder of its name, and its truth."""
    draws = chance(dossier.seed, "delivery", dossier.name)
    pages, truths, warps = [], list[Truth](), list[Warp]()
    for index, side in enumerate(dossier.sides):
        scanned = scan_side(side, dossier, index)
        pages.append(_page(side, scanned))
        warps.append(scanned.warp)
        truths.append({"index": index} | side_truth(side, scanned))
    _deliver(folder, dossier.name, pages, draws)
    truth = {
        "name": dossier.name,
        "seed": dossier.seed,
        "pages": truths,
        "documents": list(document_truths(dossier.parts, warps)),
    }
    path = folder / TRUTH / f"{dossier.name}.json"
    path.write_text(json.dumps(truth, ensure_ascii=False) + "\n", encoding="utf-8")
    return Written(dossier.name, path, len(pages), len(dossier.parts))


def scan_side(side: Side, dossier: Dossier, index: int) -> Scan:
    """Scan the side at a place of a dossier; the same place gives the same pixels."""
    draws = chance(dossier.seed, "scan", dossier.name, str(index))
    dpi = side.wear.drawing_dpi
    back = None if side.back is None else draw(side.back, dpi)
    return scan(draw(side.sheet, dpi), side.wear, draws, back)


def _page(side: Side, scanned: Scan) -> Picture | Sheet:
    if side.born_digital:
        return side.sheet
    return Picture(scanned.pixels, scanned.dpi, side.wear.mode == "bit")


def side_truth(side: Side, scanned: Scan) -> Truth:
    """What is true of a scanned side: how it lies, how worn it is, what it says."""
    height, width = scanned.pixels.shape[:2]
    wear = side.wear
    return {
        "rotation": wear.rotation,
        "blank": side.is_blank,
        "skew": wear.skew,
        "width": width,
        "height": height,
        "dpi": scanned.dpi,
        "device": "born digital" if side.born_digital else wear.device,
        "grade": "clean" if side.born_digital else wear.grade,
        "severity": 0.0 if side.born_digital else round(wear.severity, 3),
        "wear": {} if side.born_digital else wear.as_truth(),
        **page_truth(side.sheet, scanned.warp),
    }


def document_truths(parts: Sequence[Part], warps: Sequence[Warp]) -> Iterator[Truth]:
    """Kinds, pages and fields of documents in order; ``warps`` are those of all sides."""
    first = 0
    for part in parts:
        # Blank backs stand between the sides that say something.
        places = [place for place, side in enumerate(part.sides) if not side.is_blank]
        fields = {}
        for key, value in part.paper.found.items():
            page = first + places[value.side]
            fields[key] = value_truth(value, part.paper.values[key], warps[page], page)
        last = first + len(part.sides) - 1
        yield {
            "type": part.paper.kind,
            "form": part.paper.form,
            "first_page": first,
            "last_page": last,
            "fields": fields,
        }
        first = last + 1


def _deliver(folder: Path, name: str, pages: Sequence[Picture | Sheet], draws: Random) -> None:
    """Write pages as a PDF, a TIFF, a folder or a ZIP of pictures, as offices do."""
    pictures = [page for page in pages if isinstance(page, Picture)]
    manner = draws.choices(["pdf", "folder", "zip"], [65, 25, 10])[0]
    if len(pictures) < len(pages):
        manner = "pdf"
    elif all(picture.bit for picture in pictures) and draws.random() < 0.5:
        manner = "tif"
    if manner == "pdf":
        write_pdf(folder / f"{name}.pdf", pages)
    elif manner == "tif":
        write_tiff(folder / f"{name}.tif", pictures)
    elif manner == "zip":
        write_zip(folder / f"{name}.zip", _named(pictures, f"{name}/"))
    else:
        (folder / name).mkdir()
        for file, content in _named(pictures, "").items():
            (folder / name / file).write_bytes(content)


def _named(pictures: Sequence[Picture], before: str) -> dict[str, bytes]:
    """Pictures as files that are numbered from 1, as scanning programs do."""
    named = {}
    for number, picture in enumerate(pictures, 1):
        content, ending = encoded(picture)
        named[f"{before}page-{number:03d}.{ending}"] = content
    return named
