"""What a pen filled into headers: numbers and days of NĐ 30, in faces and hands never trained on.

    python -m bench.slots --lines 400 --seed 8 --strength 0.3

Lines like ``Số: 15/QĐ-UBND`` and ``Cà Mau, ngày 05 tháng 01 năm 2025``, scanned; the figures by
hand (MNIST's test digits among them). Damage of strength 1 is what archives hold, much of it
beyond reading; 0.3 is what offices scan. Exact means every figure of the slots; wrong and sure,
that some are not and none was said with less than 0.95.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

import click

from bench.intervals import Rate, rate_of
from bench.tables import percent
from dossiers.page import Word
from ocr.line_reader import LineReader
from settings import REPOSITORY
from synthesis.stream.lines import LineImage, line_images

SURE = 0.95
NUMBER = re.compile(r"^Số ?:? ?(\d+) ?/")
DATE = re.compile(r"[Nn]gày ?(\d+) ?tháng ?(\d+) ?năm ?(\d{4})$")


def header_lines(pattern: re.Pattern[str], seed: int, strength: float = 1.0) -> Iterator[LineImage]:
    """Scanned lines with slots that a pen filled in, none of them ever trained on."""
    lines = line_images(seed, "held out", lambda _: strength)
    return (line for line in lines if line.written and pattern.search(line.text))


def judge(
    pattern: re.Pattern[str], lines: Sequence[LineImage], readings: Sequence[Sequence[Word]]
) -> tuple[Rate, int]:
    """The share of lines whose slots are exact, and how many are wrong and sure."""
    right, sure_and_wrong = [], 0
    for line, words in zip(lines, readings, strict=True):
        read = pattern.search(" ".join(word.text for word in words))
        wanted = pattern.search(line.text)
        exact = bool(read and wanted and read.groups() == wanted.groups())
        figures = [word for word in words if any(map(str.isdigit, word.text))]
        sure = bool(figures) and min(word.confidence for word in figures) > SURE
        right.append(float(exact))
        sure_and_wrong += sure and not exact
    return rate_of(right, [1.0] * len(right)), sure_and_wrong


@click.command()
@click.option("--lines", "count", type=click.IntRange(1), default=400, show_default=True)
@click.option("--seed", type=int, default=8, show_default=True)
@click.option("--strength", type=float, default=0.3, show_default=True)
def main(count: int, seed: int, strength: float) -> None:
    """Measure numbers and dates."""
    reader = LineReader(REPOSITORY / "models" / "line-reader")
    for name, pattern in (("numbers", NUMBER), ("dates", DATE)):
        lines = list(islice(header_lines(pattern, seed, strength), count))
        exact, sure = judge(pattern, lines, reader.read_lines([line.pixels for line in lines]))
        click.echo(f"{count} {name}: exact {percent(exact)}; wrong and sure: {sure}")


if __name__ == "__main__":
    main()
