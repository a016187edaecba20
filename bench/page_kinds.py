"""What papers are and where they begin: the network beside the rules and a linear classifier.

    python -m bench.page_kinds WORK --report bench/report/page_kinds.md

``WORK`` holds dossiers as hoso reads them (``models/page-kind/train.py WORK --make``, with seeds
that no model was chosen by): the sets
``train``, from which the linear classifier learns here, and the sets to measure, ``--of``: of
forms that nobody learned from, and of known ones. Every way divides the streams by itself; the
linear classifier (TF-IDF of words and pairs of words) knows kinds and beginnings only.
"""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import click
import numpy as np

from bench import rules_alone
from bench.intervals import Rate, rate_of
from bench.straight_through import calibration_error, order_claims
from bench.tables import percent, table
from classifiers.documents import find_documents
from classifiers.page_network import PageNetwork
from dossiers.document import Document
from dossiers.page import PageReading
from settings.workshop import PAGE_KIND
from storage.weights import read_card
from training.read_pages import ReadDossier, ReadPage, read_files

Divide = Callable[[Sequence[PageReading]], Sequence[Document]]


@dataclass(frozen=True, slots=True)
class Judged:
    """What one way says of dossiers.

    Attributes:
        kinds: True and said kind of every page that says something.
        cuts: Whether a document begins there, and whether that was said, for every page but
            the first.
        documents: Probability of the kind, whether it is right, and the number of the dossier,
            of every said document that begins where a true one does.
        exact: Of every dossier, how many true documents were said with exactly their pages,
            and how many there are.
        seconds: Of the processor, in all.
    """

    kinds: list[tuple[str, str]]
    cuts: list[tuple[bool, bool]]
    documents: list[tuple[float, bool, int]]
    exact: list[tuple[int, int]]
    seconds: float

    @property
    def accuracy(self) -> float:
        return float(np.mean([true == said for true, said in self.kinds]))

    @property
    def macro_f1(self) -> float:
        """The mean over kinds that are there."""
        scores = []
        for kind in {true for true, _ in self.kinds}:
            both = sum(true == said == kind for true, said in self.kinds)
            either = sum((true == kind) + (said == kind) for true, said in self.kinds)
            scores.append(2 * both / either)
        return float(np.mean(scores))

    @property
    def boundary_f1(self) -> float:
        both = sum(true and said for true, said in self.cuts)
        return 2 * both / max(1, sum(true + said for true, said in self.cuts))

    @property
    def calibration(self) -> Rate:
        """The expected calibration error of the kinds of documents."""
        return calibration_error(order_claims(self.documents, [total for _, total in self.exact]))


def judge(dossiers: Iterable[ReadDossier], divide: Divide) -> Judged:
    """Divide dossiers and compare with the truth."""
    told = Judged([], [], [], [], 0.0)
    seconds = 0.0
    for dossier in dossiers:
        started = time.process_time()
        documents = divide([page.reading for page in dossier])
        seconds += time.process_time() - started
        _compare(dossier, documents, told)
    return Judged(told.kinds, told.cuts, told.documents, told.exact, seconds)


def _compare(dossier: ReadDossier, documents: Sequence[Document], told: Judged) -> None:
    said = {index: document for document in documents for index in document.pages}
    begins = {document.first_page for document in documents}
    for index, page in enumerate(dossier):
        if not page.reading.blank:
            told.kinds.append((page.kind, said[index].kind))
            if page.place == 0 and index in begins:
                chance = said[index].kind_confidence
                told.documents.append((chance, said[index].kind == page.kind, len(told.exact)))
        if index:
            told.cuts.append((page.place == 0, index in begins))
    true_starts = [index for index, page in enumerate(dossier) if page.place == 0]
    spans = {(document.first_page, document.last_page) for document in documents}
    ends = pairwise([*true_starts, len(dossier)])
    found = sum((first, end - 1) in spans for first, end in ends)
    told.exact.append((found, len(true_starts)))


def linear_way(learned: Sequence[ReadPage]) -> Divide:
    """Two linear classifiers over TF-IDF: of kinds, and of beginnings."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    words = TfidfVectorizer(ngram_range=(1, 2), min_df=3, sublinear_tf=True, max_features=60_000)
    table = words.fit_transform([page.reading.text.text for page in learned])
    of_kinds = LogisticRegression(C=30, max_iter=300)
    of_kinds.fit(table, [page.kind for page in learned])
    of_starts = LogisticRegression(C=30, max_iter=300)
    of_starts.fit(table, [page.place == 0 for page in learned])

    def divide(readings: Sequence[PageReading]) -> Sequence[Document]:
        row = words.transform([reading.text.text for reading in readings])
        chances, begins = of_kinds.predict_proba(row), of_starts.predict(row)
        starts = [
            index
            for index, reading in enumerate(readings)
            if index == 0 or (begins[index] and not reading.blank)
        ]
        return [
            Document(
                str(of_kinds.classes_[chances[first].argmax()]),
                float(chances[first].max()),
                first,
                end - 1,
            )
            for first, end in pairwise([*starts, len(readings)])
        ]

    return divide


def row_of(name: str, told: Judged) -> list[str]:
    """A row of the report."""
    documents = rate_of(*zip(*told.exact, strict=True))
    return [
        name,
        f"{told.accuracy:.2%}",
        f"{told.macro_f1:.3f}",
        f"{told.boundary_f1:.3f}",
        percent(documents),
        percent(told.calibration),
        f"{1000 * told.seconds / len(told.kinds):.1f}",
    ]


def ways_of(work: Path) -> dict[str, Divide]:
    """Hoso's own way first, and what it is compared with."""
    network = PageNetwork(PAGE_KIND)
    learned = [
        page
        for dossier in read_files(sorted(work.glob("train-*.jsonl.gz")))
        for page in dossier
        if not page.reading.blank
    ]
    return {
        "network, decoded": lambda readings: find_documents(readings, network),
        "TF-IDF and linear": linear_way(learned),
        "rules": rules_alone.divide,
    }


def fresh_files(work: Path, of: str) -> list[Path]:
    """Files of a set, none of a seed that the network's weights were chosen or fitted on."""
    fitted = tuple(f"{each}-" for each in read_card(PAGE_KIND)["fitted_on"])
    files = sorted(work.glob(f"{of}-*.jsonl.gz"))
    if known := [file.name for file in files if file.name.startswith(fitted)]:
        raise click.UsageError(f"the network was fitted on these: {', '.join(known)}")
    return files


def section(of: str, dossiers: Sequence[ReadDossier], told: Mapping[str, Judged]) -> list[str]:
    """The report's lines about a set."""
    head = ["way", "pages of the right kind", "macro F1", "boundary F1", "documents exact"]
    head += ["kind ECE", "ms a page"]
    rows = [row_of(name, each) for name, each in told.items()]
    pages = sum(map(len, dossiers))
    return [f"## {of}: {len(dossiers)} dossiers, {pages} pages", "", *table(head, rows), ""]


@click.command()
@click.argument("work", type=click.Path(file_okay=False, path_type=Path))
@click.option("--of", "sets", multiple=True, default=["unseen", "known"], show_default=True)
@click.option("--report", type=click.Path(path_type=Path))
@click.option("--picture", type=click.Path(path_type=Path), help="Of the first set, by hoso.")
def main(work: Path, sets: Sequence[str], report: Path | None, picture: Path | None) -> None:
    """Measure every way on every set."""
    from bench.confusion import draw_confusion

    ways = ways_of(work)
    lines = ["# What papers are and where they begin", ""]
    for of in sets:
        dossiers = [each for each in read_files(fresh_files(work, of)) if each]
        told = {name: judge(dossiers, divide) for name, divide in ways.items()}
        lines += section(of, dossiers, told)
        if picture and of == sets[0]:
            draw_confusion(told["network, decoded"].kinds, picture)
    click.echo("\n".join(lines))
    if report:
        report.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
