"""A contact sheet of invented pages, to look at beside real ones.

python -m synthesis.contact_sheet docs/synthesis.jpg --seed 2026
"""

from itertools import islice
from pathlib import Path
from random import Random

import click
from PIL import Image

from synthesis.chance import chance
from synthesis.stream.pages import page_images

_CELL = (230, 325)
_COLUMNS, _ROWS = 8, 5
_GROUND = (90, 90, 90)


@click.command()
@click.argument("picture", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--seed", default=1, show_default=True)
def main(picture: Path, seed: int) -> None:
    """Draw 40 pages of the stream, any of the first 80, into PICTURE."""
    draws: Random = chance(seed, "contact sheet")
    pages = list(islice(page_images(seed, split="held out"), 2 * _COLUMNS * _ROWS))
    width, height = _CELL
    sheet = Image.new("RGB", (_COLUMNS * width, _ROWS * height), _GROUND)
    for place, page in enumerate(draws.sample(pages, _COLUMNS * _ROWS)):
        small = Image.fromarray(page.pixels).convert("RGB")
        small.thumbnail((width - 6, height - 6), Image.Resampling.LANCZOS)
        left, top = place % _COLUMNS * width, place // _COLUMNS * height
        sheet.paste(small, (left + 3, top + 3))
    sheet.save(picture, quality=72)


if __name__ == "__main__":
    main()
