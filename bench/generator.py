"""How fast invented papers are made: line images and whole pages a second of processor time.

    python -m bench.generator [--lines 3000] [--pages 120]

One thread; what is filled once a process (fonts, letters, clauses) is warm.
"""

import time
from collections.abc import Iterator
from itertools import islice

import click
import cv2

from synthesis.stream.lines import line_images
from synthesis.stream.pages import page_images


def rate(stream: Iterator[object], warm: int, count: int) -> float:
    """Things a second of processor time, after some to warm up."""
    for _ in islice(stream, warm):
        pass
    start = time.process_time()
    for _ in islice(stream, count):
        pass
    return count / (time.process_time() - start)


@click.command()
@click.option("--lines", default=3000, show_default=True)
@click.option("--pages", default=120, show_default=True)
def main(lines: int, pages: int) -> None:
    """Measure both streams."""
    cv2.setNumThreads(1)
    click.echo(f"{rate(line_images(1), lines // 2, lines):.0f} line images a second")
    click.echo(f"{rate(page_images(1), pages // 4, pages):.1f} pages a second")


if __name__ == "__main__":
    main()
