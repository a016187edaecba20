"""All engines on all pages of some dossiers, page by page in turn, so that noise is shared."""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.cache import Cache
from bench.documents import DossierVerdict, judge_dossier
from bench.engines import Answer, Engine
from bench.handed import hand_over
from bench.own import Hoso, outcome_from_json, understand_dossier
from bench.score import PageScore, score_lines
from bench.truth import TrueDocument, TrueDossier, TruePage, find_delivery, read_truth
from dossiers.delivery import ScanStream
from dossiers.text import compose
from pipeline.intake import open_delivery

Watch = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class PageRow:
    """A page, what every engine said of it, and how right that is.

    Attributes:
        dossier: Number of the dossier in the run.
        document: The document of the truth that it belongs to.
    """

    dossier: int
    page: TruePage
    document: TrueDocument | None
    answers: Mapping[str, Answer]
    scores: Mapping[str, PageScore]


@dataclass(frozen=True, slots=True)
class DossierRun:
    """A dossier: its pages, and its documents as hoso found them.

    ``understanding_seconds`` are processor seconds for documents and fields of the whole.
    """

    truth: TrueDossier
    rows: tuple[PageRow, ...]
    verdict: DossierVerdict
    understanding_seconds: float


def run_dossiers(
    truths: Sequence[Path], engines: Sequence[Engine], cache: Cache, watch: Watch
) -> list[DossierRun]:
    """Hand every page of every dossier to every engine.

    Args:
        truths: Paths of ``truth/<name>.json``, their deliveries beside.
        watch: Told of every page, in words.
    """
    runs = []
    for number, path in enumerate(truths):
        truth = read_truth(path)
        with tempfile.TemporaryDirectory(prefix="hoso-bench-") as work:
            stream = open_stream(find_delivery(path), truth.name, Path(work))
            answers = []
            for index, sheet in enumerate(stream.sheets):
                watch(f"{number + 1}/{len(truths)} {truth.name} page {index + 1}")
                with hand_over(sheet) as page:
                    answers.append({each.name: cache.read(each, page) for each in engines})
        runs.append(_judge(number, truth, answers))
    return runs


def open_stream(delivery: Path, name: str, work: Path) -> ScanStream:
    """The scan stream of a delivery.

    Raises:
        ValueError: It holds other streams than the truth tells of.
    """
    streams = open_delivery(delivery, work).streams
    if [compose(stream.name) for stream in streams] != [name]:
        raise ValueError(f"{name}: its delivery holds {[stream.name for stream in streams]}")
    return streams[0]


def _judge(number: int, truth: TrueDossier, answers: Sequence[Mapping[str, Answer]]) -> DossierRun:
    rows = tuple(
        PageRow(
            dossier=number,
            page=page,
            document=truth.document_of(page.index),
            answers=answers[page.index],
            scores={
                name: score_lines(page.lines, answer.text)
                for name, answer in answers[page.index].items()
            },
        )
        for page in truth.pages
    )
    outcomes = [
        outcome_from_json(each[Hoso.name].outcome or {}, index)
        for index, each in enumerate(answers)
    ]
    documents, seconds = understand_dossier(truth.name, outcomes)
    return DossierRun(truth, rows, judge_dossier(truth, documents), seconds)
