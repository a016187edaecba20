"""Writes the deliveries of samples/ and the truth about them.

    python -m synthesis.samples samples --seed 1

Pages are numbered from 1 in file names, as scanning programs do.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from dossiers.messages import Language
from synthesis.chance import chance
from synthesis.dossier import Dossier, Side
from synthesis.drawing import draw
from synthesis.files import Picture, as_jpeg, as_png, write_pdf, write_tiff, write_zip
from synthesis.fonts import FontError
from synthesis.scanner import scan
from synthesis.scenes import (
    administrative_dossier,
    broken_dossier,
    business_dossier,
    civil_dossier,
    land_dossier,
    legacy_dossier,
    one_stop_dossier,
)
from synthesis.sheet import Sheet

TRUTH = "truth"
SEED = 1
"""The seed of the deliveries that are committed."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A delivery: what lies in it, and how it is written to its path.

    Attributes:
        ending: Of the file, e.g. ".pdf"; empty for a folder.
        damaged: Names of files in it that cannot be read; they stand behind the good pages.
    """

    invent: Callable[[int], Dossier]
    ending: str
    write: Callable[[Path, Sequence[Picture | Sheet]], None]
    damaged: tuple[str, ...] = ()


def scan_dossier(dossier: Dossier, seed: int) -> list[Picture | Sheet]:
    """Scan every side; one that was born digital stays a sheet."""
    return [scan_side(side, dossier.name, place, seed) for place, side in enumerate(dossier.sides)]


def scan_side(side: Side, name: str, place: int, seed: int) -> Picture | Sheet:
    """Scan the side at a place of the dossier of that name."""
    if side.born_digital:
        return side.sheet
    draws = chance(seed, "scan", name, str(place))
    back = None if side.back is None else draw(side.back)
    return Picture(scan(draw(side.sheet), side.wear, draws, back), side.wear.dpi)


def write_samples(folder: Path, seed: int = SEED) -> None:
    """Write every delivery and its truth into a folder; files of the same names are replaced."""
    (folder / TRUTH).mkdir(parents=True, exist_ok=True)
    for sample in SAMPLES:
        dossier = sample.invent(seed)
        sample.write(folder / f"{dossier.name}{sample.ending}", scan_dossier(dossier, seed))
        truth = dossier.truth() | ({"damaged": list(sample.damaged)} if sample.damaged else {})
        text = json.dumps(truth, ensure_ascii=False, indent=1) + "\n"
        (folder / TRUTH / f"{dossier.name}.json").write_text(text, encoding="utf-8")


def _write_jpegs(folder: Path, pages: Sequence[Picture | Sheet]) -> None:
    folder.mkdir(exist_ok=True)
    for number, picture in enumerate(_pictures(pages), 1):
        (folder / f"page-{number:03d}.jpg").write_bytes(as_jpeg(picture))


def _write_jpegs_with_a_broken_one(folder: Path, pages: Sequence[Picture | Sheet]) -> None:
    """Write good pages and, behind them, one whose copy broke off after two fifths."""
    _write_jpegs(folder, pages)
    whole = as_jpeg(_pictures(pages)[0])
    (folder / BROKEN).write_bytes(whole[: len(whole) * 2 // 5])


def _write_zip(path: Path, pages: Sequence[Picture | Sheet]) -> None:
    """Write a ZIP with one folder of its own name; its pages are JPEG and, where gray, PNG."""
    members = {}
    for number, picture in enumerate(_pictures(pages), 1):
        gray = picture.pixels.ndim == 2
        content = as_png(picture) if gray else as_jpeg(picture)
        members[f"{path.stem}/trang {number:02d}.{'png' if gray else 'jpg'}"] = content
    write_zip(path, members)


def _write_tiff(path: Path, pages: Sequence[Picture | Sheet]) -> None:
    write_tiff(path, _pictures(pages))


def _pictures(pages: Sequence[Picture | Sheet]) -> list[Picture]:
    return [page for page in pages if isinstance(page, Picture)]


BROKEN = "page-004.jpg"
SAMPLES = (
    Sample(land_dossier, ".pdf", write_pdf),
    Sample(civil_dossier, "", _write_jpegs),
    Sample(legacy_dossier, ".tif", _write_tiff),
    Sample(administrative_dossier, ".pdf", write_pdf),
    Sample(one_stop_dossier, ".zip", _write_zip),
    Sample(business_dossier, ".pdf", write_pdf),
    Sample(broken_dossier, "", _write_jpegs_with_a_broken_one, (BROKEN,)),
)


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
        raise SystemExit(error.exit_code) from error


if __name__ == "__main__":
    main()
