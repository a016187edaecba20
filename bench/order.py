"""Do synthetic pages order engines as real scans do?

    python -m bench.order ../shared/real --each 4 --seed 7 --report bench/report

Recognizers of different strength read transcribed real pages and, for each of them, some
synthetic papers of NĐ 30/2020 that were scanned alike (``bench/likeness.py``). Their error
rates by line are put in order on either side and compared: Spearman's rho, with the range that
it has in 95 of 100 draws of pages on both sides. Twice: by the rate over all pages, which one
page that loses most of its lines can decide, and by the rate of the median page, which it
cannot. And pair by pair: whether two recognizers that the pages of either side tell apart
stand in the same order. Writes ``order.md``; answers are kept as in ``bench.synthetic``.
"""

import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import click
import numpy as np

from bench.cache import Cache
from bench.engines import Engine
from bench.handed import hand_over
from bench.intervals import Floats, Rate, resample, with_interval
from bench.likeness import Candidate, choose_alike, look_of, official_pages
from bench.machine import machine
from bench.own import Hoso
from bench.peers import OcrMyPdf, Tesseract
from bench.ranks import rank, spearman
from bench.real_pages import list_pages
from bench.score import PageScore, score_lines, score_page
from bench.tables import percent, table

Scores = Mapping[str, list[PageScore]]
Rates = Callable[[Sequence[PageScore]], Floats]


@dataclass(frozen=True, slots=True)
class Place:
    """A recognizer: its error rates, and where they put it on real and on synthetic pages."""

    name: str
    real: Rate
    here: float
    synthetic: Rate
    there: float


def recognizers() -> list[Engine]:
    """Engines of different strength, a bad control among them; hoso comes beside."""
    tesseract = [
        Tesseract("vie"),
        Tesseract("script/Vietnamese"),
        Tesseract("vie", layout=6),
        Tesseract("vie", dpi=300),
        Tesseract("vie", dpi=150),
        Tesseract("vie", dpi=100),
        Tesseract("eng"),
    ]
    return [*tesseract, OcrMyPdf(), OcrMyPdf(("--rotate-pages", "--deskew"))]


def read_real(folder: Path, engines: Sequence[Engine], cache: Cache) -> Scores:
    """Scores of the transcribed pages of a folder, by engine."""
    scores: dict[str, list[PageScore]] = {engine.name: [] for engine in engines}
    for real in list_pages(folder):
        if real.truth is None:
            continue
        click.echo(real.name, file=sys.stderr)
        with hand_over(real.sheet) as page:
            for engine in engines:
                text = cache.read(engine, page).text
                scores[engine.name].append(score_page(real.truth, text))
    return scores


def read_synthetic(pages: Sequence[Candidate], engines: Sequence[Engine], cache: Cache) -> Scores:
    """Scores of synthetic pages, by engine."""
    scores: dict[str, list[PageScore]] = {engine.name: [] for engine in engines}
    for number, each in enumerate(pages):
        click.echo(f"synthetic page {number + 1} of {len(pages)}", file=sys.stderr)
        with hand_over(each.sheet) as page:
            for engine in engines:
                text = cache.read(engine, page).text
                scores[engine.name].append(score_lines(each.page.lines, text))
    return scores


def rates_of_all(scores: Sequence[PageScore]) -> Floats:
    """The error rate over all pages: as they are, then of every draw of them."""
    errors = np.array([score.errors_by_line for score in scores], np.float64)
    characters = np.array([score.characters for score in scores], np.float64)
    weights = _weights(len(scores))
    rates: Floats = (weights @ errors) / np.maximum(weights @ characters, 1)
    return rates


def rates_of_median(scores: Sequence[PageScore]) -> Floats:
    """The error rate of the median page: as they are, then of every draw of them."""
    pages = np.array([score.cer_by_line for score in scores])
    weights = _weights(len(scores)).astype(np.int64)
    return np.array([np.median(np.repeat(pages, times)) for times in weights])


def compare_orders(real: Scores, synthetic: Scores, rates: Rates) -> tuple[Rate, list[Place]]:
    """Spearman's rho, and where every recognizer stands, in the order of real pages."""
    sides = [[rates(side[name]) for name in real] for side in (real, synthetic)]
    stacks = [np.stack(side) for side in sides]
    draws = range(stacks[0].shape[1])
    rhos = [spearman(*(list(stack[:, draw]) for stack in stacks)) for draw in draws]
    ranks = [rank([each[0] for each in side]) for side in sides]
    told = [[with_interval(float(each[0]), each[1:]) for each in side] for side in sides]
    places = [Place(*each) for each in zip(real, told[0], ranks[0], told[1], ranks[1], strict=True)]
    return with_interval(rhos[0], np.array(rhos[1:])), sorted(places, key=lambda each: each.here)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of recognizers that pages tell apart: how many, how many stand in one order.

    Attributes:
        real: Pairs that the real pages tell apart; ``both``: that both sides do.
        same: Of ``real``, those in the same order on synthetic pages; ``same_of_both`` likewise.
    """

    real: int
    same: int
    both: int
    same_of_both: int


def compare_pairs(real: Scores, synthetic: Scores, rates: Rates) -> Pairs:
    """Compare recognizers two by two.

    Pages tell two of them apart when one is better in 95 of 100 draws of the same pages.
    """
    counts = [0, 0, 0, 0]
    for one, other in combinations(real, 2):
        here, there = (rates(side[one]) - rates(side[other]) for side in (real, synthetic))
        if not _is_told(here):
            continue
        same, told = bool(here[0] * there[0] > 0), _is_told(there)
        counts = [a + b for a, b in zip(counts, (1, same, told, same and told), strict=True)]
    return Pairs(*counts)


def _is_told(difference: Floats) -> bool:
    drawn = difference[1:]
    return bool(max(np.mean(drawn > 0), np.mean(drawn < 0)) >= 0.95)


def report(real: Scores, synthetic: Scores) -> str:
    """Both orders and their likeness, in Markdown."""
    counts = [len(next(iter(side.values()))) for side in (real, synthetic)]
    lines = [
        "# The order of recognizers on real and on synthetic pages",
        "",
        f"{counts[0]} real pages, {counts[1]} synthetic ones of NĐ 30/2020 scanned alike."
        f" {machine()}",
    ]
    for title, rates in (("All pages", rates_of_all), ("The median page", rates_of_median)):
        rho, places = compare_orders(real, synthetic, rates)
        pairs = _say_pairs(compare_pairs(real, synthetic, rates))
        lines += ["", f"## {title}", "", _say(rho, len(places)), "", pairs, "", *_table(places)]
    return "\n".join(lines)


def _say(rho: Rate, recognizers: int) -> str:
    return (
        f"Spearman's rho over {recognizers} recognizers: {rho.value:.2f}"
        f" ({rho.low:.2f} to {rho.high:.2f} in 95 of 100 draws of pages on both sides)."
    )


def _say_pairs(pairs: Pairs) -> str:
    return (
        f"Of {pairs.real} pairs that the real pages tell apart, {pairs.same} stand in the same"
        f" order on synthetic ones; of {pairs.both} that both tell apart, {pairs.same_of_both}."
    )


def _table(places: Sequence[Place]) -> list[str]:
    heads = ["recognizer", "CER by line, real", "place", "CER by line, synthetic", "place"]
    rows = []
    for each in places:
        here, there = f"{each.here:g}", f"{each.there:g}"
        rows.append([each.name, percent(each.real), here, percent(each.synthetic), there])
    return table(heads, rows)


def _weights(pages: int) -> Floats:
    """How often each page counts: once each, then as it is drawn."""
    return np.vstack([np.ones((1, pages)), resample(pages)])


@click.command()
@click.argument("real", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--each", type=click.IntRange(1), default=4, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--report", "folder", type=click.Path(path_type=Path), default=Path("bench/report"))
def main(real: Path, each: int, seed: int, folder: Path) -> None:
    """Compare the order of recognizers on real pages with that on synthetic ones like them."""
    cache = Cache(folder / "pages")
    looks = {page.name: look_of(page.sheet) for page in list_pages(real) if page.truth is not None}
    with ExitStack() as open_until_done:
        engines = [open_until_done.enter_context(Hoso()), *recognizers()]
        work = Path(open_until_done.enter_context(tempfile.TemporaryDirectory()))
        alike = choose_alike(looks, official_pages(work, seed), each)
        for name, pages in alike.items():
            click.echo(f"{name}: {looks[name]}, {len(pages)} alike", file=sys.stderr)
        scores = read_real(real, engines, cache)
        pages = [page for pages in alike.values() for page in pages]
        text = report(scores, read_synthetic(pages, engines, cache))
    click.echo(text)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "order.md").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
