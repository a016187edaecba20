"""Writes the deliveries of samples/ and the truth about them (``samples.toml`` says which).

    python -m synthesis.samples samples --seed 1

Pages are numbered from 1 in file names, as scanning programs do.
"""

import json
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import click

from dossiers.messages import Language
from dossiers.text import compose
from synthesis.cases.case import Case
from synthesis.cases.deliveries import TRUTH, document_truths, scan_side, side_truth
from synthesis.cases.dossiers import Dossier, Part, Side
from synthesis.cases.files import Picture, as_jpeg, as_png, write_pdf, write_tiff, write_zip
from synthesis.cases.papers import Paper, forms_of, set_copy
from synthesis.chance import chance
from synthesis.dates import years_later
from synthesis.ink.fonts import FontError
from synthesis.scanning import Scan, Wear
from synthesis.society.places import draw_place
from synthesis.typesetting.sheet import Sheet

SEED = 1
"""The seed of the deliveries that are committed."""

Row = Mapping[str, Any]
_PAGE_KEYS = ("index", "rotation", "blank", "text")


@cache
def _table() -> Mapping[str, Any]:
    text = resources.files("synthesis").joinpath("samples.toml").read_text(encoding="utf-8")
    return tomllib.loads(compose(text))


def deliveries() -> tuple[Row, ...]:
    """What ``samples.toml`` says of every delivery."""
    return tuple(_table()["deliveries"])


def draw_sample(delivery: Row, seed: int = SEED) -> Dossier:
    """Set the papers of a delivery; the same seed gives the same dossier."""
    draws = chance(seed, "sample", delivery["name"])
    place = draw_place(draws, delivery["day"], delivery["province"])
    case = Case("sample", delivery["day"], place, draws.getrandbits(48))
    parts = tuple(_part(row, case) for row in delivery["papers"])
    return Dossier(delivery["name"], seed, parts)


def _part(row: Row, case: Case) -> Part:
    kind, _, name = row["form"].partition("/")
    form = next(form for form in forms_of(kind) if form.name == name)
    day = years_later(case.day, -row.get("before", 0))
    paper = set_copy(form, case, row.get("role", ""), day, "training")
    return Part(paper, tuple(_sides(paper, row)))


def _sides(paper: Paper, row: Row) -> Iterator[Side]:
    wears = _table()["wears"]
    turned = row.get("turned", [0])
    for place, sheet in enumerate(paper.sheets):
        wrong = turned[min(place, len(turned) - 1)]
        wear = Wear(**wears[row.get("wear", "feeder")] | {"turned": wrong})
        yield Side(sheet, wear, born_digital=row.get("digital", False))
    if row.get("blank_back"):
        last = paper.sheets[-1]
        yield Side(Sheet(last.width, last.height), Wear(**wears["back"]), back=last)


def scan_sample(dossier: Dossier) -> list[Scan]:
    """Scan every side."""
    return [scan_side(side, dossier, index) for index, side in enumerate(dossier.sides)]


def sample_truth(dossier: Dossier, scans: Sequence[Scan]) -> dict[str, Any]:
    """What a perfect reader would put into the record on disk."""
    sides = zip(dossier.sides, scans, strict=True)
    pages = [{"index": index} | side_truth(*side) for index, side in enumerate(sides)]
    warps = [scan.warp for scan in scans]
    documents = [
        {key: value for key, value in document.items() if key != "form"}
        for document in document_truths(dossier.parts, warps)
    ]
    return {
        "pages": [{key: page[key] for key in _PAGE_KEYS} for page in pages],
        "documents": documents,
    }


def write_samples(folder: Path, seed: int = SEED) -> None:
    """Write every delivery and its truth into a folder; files of the same names are replaced."""
    (folder / TRUTH).mkdir(parents=True, exist_ok=True)
    for delivery in deliveries():
        dossier = draw_sample(delivery, seed)
        scans = scan_sample(dossier)
        _write(folder, delivery, dossier, scans)
        damaged = [delivery["damaged"]] if "damaged" in delivery else []
        truth = sample_truth(dossier, scans) | ({"damaged": damaged} if damaged else {})
        text = json.dumps(truth, ensure_ascii=False, indent=1) + "\n"
        (folder / TRUTH / f"{dossier.name}.json").write_text(text, encoding="utf-8")


def _write(folder: Path, delivery: Row, dossier: Dossier, scans: Sequence[Scan]) -> None:
    path = folder / f"{dossier.name}{delivery['ending']}"
    pictures = [
        Picture(scan.pixels, scan.dpi, side.wear.mode == "bit")
        for side, scan in zip(dossier.sides, scans, strict=True)
    ]
    if path.suffix == ".pdf":
        sides = zip(dossier.sides, pictures, strict=True)
        write_pdf(path, [side.sheet if side.born_digital else scan for side, scan in sides])
    elif path.suffix == ".tif":
        write_tiff(path, pictures)
    elif path.suffix == ".zip":
        _write_zip(path, pictures)
    else:
        _write_jpegs(path, pictures, delivery.get("damaged", ""))


def _write_jpegs(folder: Path, pictures: Sequence[Picture], damaged: str) -> None:
    """Write good pages and, behind them, one whose copy broke off after two fifths."""
    folder.mkdir(exist_ok=True)
    for number, picture in enumerate(pictures, 1):
        (folder / f"page-{number:03d}.jpg").write_bytes(as_jpeg(picture))
    if damaged:
        whole = as_jpeg(pictures[0])
        (folder / damaged).write_bytes(whole[: len(whole) * 2 // 5])


def _write_zip(path: Path, pictures: Sequence[Picture]) -> None:
    """Write a ZIP with one folder of its own name; its pages are JPEG and, where gray, PNG."""
    members = {}
    for number, picture in enumerate(pictures, 1):
        gray = picture.pixels.ndim == 2
        content = as_png(picture) if gray else as_jpeg(picture)
        members[f"{path.stem}/trang {number:02d}.{'png' if gray else 'jpg'}"] = content
    write_zip(path, members)


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--seed", default=SEED, show_default=True, help="Another seed, other papers.")
def main(folder: Path, seed: int) -> None:
    """Write the sample deliveries and their truth into FOLDER."""
    try:
        write_samples(folder, seed)
    except FontError as error:
        for language in Language:
            click.echo(error.reason.say(language), err=True)
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
