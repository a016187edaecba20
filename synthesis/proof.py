"""Proofs of forms, to look at: one PNG a side, with an invented case.

python -m synthesis.proof synthesis/forms/land.form FOLDER [--seed 1]
"""

from datetime import date
from pathlib import Path

import click
from PIL import Image

from synthesis.cases.case import draw_case
from synthesis.cases.papers import set_copy
from synthesis.chance import chance
from synthesis.typesetting.drawing import draw
from synthesis.typesetting.form_files import Form, parse
from synthesis.typesetting.sheet import Sheet

DPI = 75


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--seed", default=1, show_default=True)
@click.option("--only", default="", help="Forms whose name holds this.")
def main(file: Path, folder: Path, seed: int, only: str) -> None:
    """Draw every form of FILE into FOLDER."""
    folder.mkdir(parents=True, exist_ok=True)
    for form in parse(file.read_text(encoding="utf-8"), file.name):
        if only in form.code:
            for number, sheet in enumerate(proof(form, seed)):
                name = form.code.replace("/", "-").replace(" ", "-")
                Image.fromarray(draw(sheet, DPI)).save(folder / f"{name}-{number}.png")


def proof(form: Form, seed: int) -> tuple[Sheet, ...]:
    """The sides of a copy of a form, made in some year of its own."""
    draws = chance(seed, "proof", form.code)
    year = draws.randint(form.first, min(form.last, 2026))
    case = draw_case(draws, "proof", year)
    day = min(case.day, date(form.last, 12, 31))
    return set_copy(form, case, "", day, "training").sheets


if __name__ == "__main__":
    main()
