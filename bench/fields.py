"""Fields as the pipeline tells them on dossiers that nobody tuned to: precision, recall, trust.

    python -m bench.fields WORK --report bench/report/fields.md

``WORK`` holds dossiers as hoso reads them (``models/page-kind/train.py WORK --make``, of the set
``fresh``, with a seed that nothing was chosen by). They are divided, read out and judged as in
the pipeline; a field is right when ``bench/field_rules.py`` says so. A true field counts for the
grade of the page that it stands on. The reader's own seconds are not counted.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import isnan
from pathlib import Path

import click

from bench.field_rules import is_same
from bench.figures import GRADES
from bench.intervals import Rate, rate_of
from bench.machine import machine
from bench.straight_through import Claims, calibration, calibration_error, let_pass, order_claims
from bench.tables import percent, table
from dossiers.delivery import ScanStream
from dossiers.document import Document, Field, Lack, Source
from dossiers.vocabulary import field_names
from pipeline.workshop import Knowledge
from settings import Settings
from settings.start import set_up_django
from settings.workshop import knowledge
from training.read_pages import ReadDossier, read_files

TARGETS = (0.99, 0.995)
CODES = frozenset({Source.QR, Source.MRZ, Source.BARCODE})


@dataclass(frozen=True, slots=True)
class Said:
    """A field that was said.

    Attributes:
        accepted: It needs no person, at the precision of the settings.
        from_code: A code or a machine-readable zone said it.
        on_paper: The paper prints such a field.
    """

    dossier: int
    key: str
    kind: str
    grade: str
    written: bool
    confidence: float
    right: bool
    accepted: bool
    from_code: bool
    on_paper: bool


@dataclass(frozen=True, slots=True)
class OnPaper:
    """A field that stands on a paper."""

    dossier: int
    key: str
    grade: str
    written: bool
    found: bool


@dataclass(frozen=True, slots=True)
class Missed:
    """A field that was said to be absent or unreadable, and whether it is there."""

    lack: Lack
    confidence: float
    there: bool


@dataclass
class Measured:
    """All that was said and all that is true, dossier by dossier."""

    said: list[Said]
    true: list[OnPaper]
    missed: list[Missed]
    pages: int = 0
    dossiers: int = 0
    seconds: float = 0.0


def measure(dossiers: Iterable[ReadDossier], known: Knowledge) -> Measured:
    """Understand dossiers as the pipeline does, and compare with the truth."""
    from pipeline.dossier import understand  # its module needs Django's models

    told = Measured([], [], [])
    for pages in dossiers:
        started = time.process_time()
        outcomes = [page.reading for page in pages]
        documents = understand(ScanStream("bench", ()), outcomes, known)
        told.seconds += time.process_time() - started
        for document in documents:
            _compare(document, pages, told, known)
        told.pages += len(pages)
        told.dossiers += 1
    return told


def _compare(document: Document, pages: ReadDossier, told: Measured, known: Knowledge) -> None:
    """Fields are looked for on the pages of the document that was found."""
    truth = [
        (key, value, pages[index].grade)
        for index in document.pages
        for key, value in pages[index].fields.items()
    ]
    said = {field.key: field for field in document.fields}
    for field in document.fields:
        told.said.append(_said(field, document, pages, told.dossiers, known))
    for key, value, grade in truth:
        found = key in said and is_same(key, said[key].value, value["value"])
        told.true.append(OnPaper(told.dossiers, key, grade, value["written"], found))
    there = {key for key, _, _ in truth}
    told.missed += [
        Missed(each.lack, each.confidence, each.key in there) for each in document.missing
    ]


def _said(
    field: Field, document: Document, pages: ReadDossier, dossier: int, known: Knowledge
) -> Said:
    values = [
        value
        for index in document.pages
        for key, value in pages[index].fields.items()
        if key == field.key
    ]
    right = [value for value in values if is_same(field.key, field.value, value["value"])]
    return Said(
        dossier,
        field.key,
        document.kind,
        pages[field.page].grade,
        any(value["written"] for value in values),
        field.confidence,
        bool(right),
        known.acceptance.accepts(document.kind, field.key, field.confidence),
        field.source in CODES,
        bool(values),
    )


def report(told: Measured, source: str) -> Iterator[str]:
    """The report in Markdown."""
    yield "# Fields, measured on synthetic dossiers"
    yield ""
    yield (
        f"{source}: {told.dossiers} dossiers, {told.pages} pages, {len(told.true)} fields. "
        f"{machine()} Finding documents and fields took {1000 * told.seconds / told.pages:.0f} ms "
        "of the processor a page, beside reading."
    )
    yield "Brackets: 95 % intervals by the bootstrap over dossiers."
    yield from ["", "## By wear", "", *_groups(told, "grade", lambda each: each.grade, GRADES)]
    hands = ("printed", "by hand")
    yield from ["", "## By hand", "", *_groups(told, "values", _hand, hands)]
    yield from [
        "",
        "## By key",
        "",
        *_groups(told, "key", lambda each: each.key, tuple(field_names())),
    ]
    yield from ["", "## Numbers of twelve digits beside a code", "", _numbers(told)]
    yield from ["", "## Straight through", "", *_straight_through(told)]
    yield from ["", "## Confidence against the share that is right", "", *_calibration(told)]
    yield from ["", "## What was missed", "", *_missed(told)]


def _hand(each: Said | OnPaper) -> str:
    return "by hand" if each.written else "printed"


def _groups(
    told: Measured, name: str, of: Callable[[Said | OnPaper], str], labels: Sequence[str]
) -> list[str]:
    rows = [_row("all", told, told.said, told.true)]
    for label in labels:
        said = [each for each in told.said if of(each) == label]
        true = [each for each in told.true if of(each) == label]
        if true:
            rows.append(_row(label, told, said, true))
    heads = [name, "on paper", "said", "precision", "recall", "F1", "accepted", "right of these"]
    return table(heads, rows)


def _row(label: str, told: Measured, said: Sequence[Said], true: Sequence[OnPaper]) -> list[str]:
    hits, wanted = _count(told, (e for e in true if e.found)), _count(told, true)
    right, all_said = _count(told, (e for e in said if e.right)), _count(told, said)
    passed = [each for each in said if each.accepted]
    accepted, good = _count(told, passed), _count(told, (e for e in passed if e.right))
    both = [2 * hit for hit in hits]
    total = [one + other for one, other in zip(wanted, all_said, strict=True)]
    rates = [
        rate_of(right, all_said),
        rate_of(hits, wanted),
        rate_of(both, total),
        rate_of(accepted, wanted),
        rate_of(good, accepted),
    ]
    return [label, str(len(true)), str(len(said)), *map(percent, rates)]


def _count(told: Measured, each: Iterable[Said | OnPaper]) -> list[float]:
    """So many in every dossier."""
    counted = Counter(one.dossier for one in each)
    return [float(counted[number]) for number in range(told.dossiers)]


def _numbers(told: Measured) -> str:
    numbers = [each for each in told.said if each.key == "so_dinh_danh" and each.from_code]
    printed = [each for each in numbers if each.on_paper]
    rates = [
        rate_of(_count(told, (e for e in some if e.right)), _count(told, some))
        for some in (printed, numbers)
    ]
    return (
        f"{len(numbers)} numbers were told by a code or zone, {len(printed)} of them on papers "
        f"that print a number; right of these: {percent(rates[0])}, of all: {percent(rates[1])}."
    )


def claims_of(told: Measured) -> Claims:
    """All fields that were said, and how many are true in every dossier."""
    said = [(each.confidence, each.right, each.dossier) for each in told.said]
    return order_claims(said, [int(count) for count in _count(told, told.true)])


def _straight_through(told: Measured) -> list[str]:
    claims = claims_of(told)
    rows = []
    for target in TARGETS:
        passing = let_pass(claims, target)
        lowest = "–" if isnan(passing.threshold) else f"{passing.threshold:.4f}"
        rows.append([f"{target:.1%}", lowest, str(passing.passed), percent(passing.rate)])
    chosen_here = table(["precision", "lowest confidence", "fields", "of all on paper"], rows)
    passed = [each for each in told.said if each.accepted]
    good = rate_of(_count(told, (e for e in passed if e.right)), _count(told, passed))
    share = rate_of(_count(told, passed), _count(told, told.true))
    return [
        "By one threshold that is chosen on these very fields, the best that could be had:",
        "",
        *chosen_here,
        "",
        f"By the thresholds that the settings ask for (fitted elsewhere): {percent(share)} of all "
        f"fields pass, {percent(good)} of these are right.",
    ]


def _calibration(told: Measured) -> list[str]:
    claims = claims_of(told)
    rows = [
        [str(each.fields), f"{each.confidence:.3f}", f"{each.precision:.3f}"]
        for each in calibration(claims)
        if each.fields
    ]
    error = f"Expected calibration error: {percent(calibration_error(claims))}."
    return [error, "", *table(["fields", "mean confidence", "right"], rows)]


def _missed(told: Measured) -> list[str]:
    rows = []
    for lack in Lack:
        each = [one for one in told.missed if one.lack is lack]
        right = sum(one.there == (lack is Lack.UNREADABLE) for one in each)
        mean = sum(one.confidence for one in each) / max(len(each), 1)
        share = Rate(right / max(len(each), 1), float("nan"), float("nan"))
        rows.append([str(lack), str(len(each)), f"{mean:.3f}", percent(share)])
    return table(["said to be", "times", "mean confidence", "right"], rows)


@click.command()
@click.argument("work", type=click.Path(exists=True, path_type=Path))
@click.option("--of", default="fresh", show_default=True, help="The set to measure.")
@click.option("--report", "file", type=click.Path(path_type=Path), required=True)
def main(work: Path, of: str, file: Path) -> None:
    """Measure, and write the report."""
    set_up_django()
    files = sorted(work.glob(f"{of}-*.jsonl.gz"))
    told = measure(read_files(files), knowledge(Settings()))
    sets = ", ".join(sorted({"-".join(each.name.split("-")[:2]) for each in files}))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(report(told, f"Set {sets}")) + "\n", encoding="utf-8")
    click.echo(file)


if __name__ == "__main__":
    main()
