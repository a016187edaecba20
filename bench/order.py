"""Do synthetic pages order engines as real scans do?

    python -m bench.order ../shared/real --dossiers 40 --seed 7 --report bench/report

Recognizers of different strength read transcribed real pages and synthetic papers of
NĐ 30/2020, the kinds of the real ones, upright as these are. Their error rates by line are put
in order on either side and compared: Spearman's rho, with the range that it has in 95 of 100
draws of pages on both sides. Twice: by the rate over all pages, which one page that loses most
of its lines can decide, and by the rate of the median page, which it cannot. Writes
``order.md``; answers are kept as in ``bench.synthetic``.
"""

import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np

from bench.cache import Cache
from bench.deliveries import fresh_dossiers, known_dossiers
from bench.engines import Engine
from bench.families import OFFICIAL, family_of
from bench.handed import hand_over
from bench.intervals import Floats, Rate, resample, with_interval
from bench.machine import machine
from bench.own import Hoso
from bench.peers import OcrMyPdf, Tesseract
from bench.ranks import rank, spearman
from bench.real_pages import list_pages
from bench.run import open_stream
from bench.score import PageScore, score_lines, score_page
from bench.tables import percent, table
from bench.truth import find_delivery, read_truth

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


def read_synthetic(truths: Sequence[Path], engines: Sequence[Engine], cache: Cache) -> Scores:
    """Scores of the upright pages of NĐ 30/2020 in some dossiers, by engine."""
    scores: dict[str, list[PageScore]] = {engine.name: [] for engine in engines}
    for path in truths:
        truth = read_truth(path)
        wanted = [
            page
            for page in truth.pages
            if not page.blank
            and page.rotation == 0
            and family_of(truth.document_of(page.index)) == OFFICIAL
        ]
        if not wanted:
            continue
        with tempfile.TemporaryDirectory(prefix="hoso-bench-") as work:
            sheets = open_stream(find_delivery(path), truth.name, Path(work)).sheets
            for each in wanted:
                click.echo(f"{truth.name} page {each.index + 1}", file=sys.stderr)
                with hand_over(sheets[each.index]) as page:
                    for engine in engines:
                        text = cache.read(engine, page).text
                        scores[engine.name].append(score_lines(each.lines, text))
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


def report(real: Scores, synthetic: Scores) -> str:
    """Both orders and their likeness, in Markdown."""
    counts = [len(next(iter(side.values()))) for side in (real, synthetic)]
    lines = [
        "# The order of recognizers on real and on synthetic pages",
        "",
        f"{counts[0]} real pages, {counts[1]} synthetic pages of NĐ 30/2020. {machine()}",
    ]
    for title, rates in (("All pages", rates_of_all), ("The median page", rates_of_median)):
        rho, places = compare_orders(real, synthetic, rates)
        lines += ["", f"## {title}", "", _say(rho, len(places)), "", *_table(places)]
    return "\n".join(lines)


def _say(rho: Rate, recognizers: int) -> str:
    return (
        f"Spearman's rho over {recognizers} recognizers: {rho.value:.2f}"
        f" ({rho.low:.2f} to {rho.high:.2f} in 95 of 100 draws of pages on both sides)."
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
@click.option("--dossiers", type=click.IntRange(1), default=40, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--report", "folder", type=click.Path(path_type=Path), default=Path("bench/report"))
@click.option(
    "--dossiers-in", "ready", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
def main(real: Path, dossiers: int, seed: int, folder: Path, ready: Path | None) -> None:
    """Compare the order of recognizers on real pages with that on synthetic ones."""
    cache = Cache(folder / "pages")
    with ExitStack() as open_until_done:
        engines = [open_until_done.enter_context(Hoso()), *recognizers()]
        scores = read_real(real, engines, cache)
        if ready is None:
            work = Path(open_until_done.enter_context(tempfile.TemporaryDirectory()))
            truths = fresh_dossiers(work, dossiers, seed)
        else:
            truths = known_dossiers(ready)
        text = report(scores, read_synthetic(truths, engines, cache))
    click.echo(text)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "order.md").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
