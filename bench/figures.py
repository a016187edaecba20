"""Figures of a run: what is counted on a page, and its rate over groups of pages."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from bench.engines import Answer
from bench.families import family_of
from bench.intervals import NOTHING, Rate, rate_of
from bench.run import DossierRun, PageRow
from bench.score import PageScore
from bench.truth import TruePage

Counted = Callable[[TruePage, Answer, PageScore], tuple[float, float]]

GRADES = ("clean", "office", "hard")
MEBIBYTE = 2**20

# Of every measure: what is counted on a page, and of how much.
MEASURES: Mapping[str, Counted] = {
    "cer_in_order": lambda _, __, score: (score.errors_in_order, score.characters),
    "cer_by_line": lambda _, __, score: (score.errors_by_line, score.characters),
    "cer_printed": lambda _, __, score: (score.printed_errors, score.printed),
    "cer_written": lambda _, __, score: (score.written_errors, score.written),
    "wer_in_order": lambda _, __, score: (score.word_errors_in_order, score.words),
    "wer_by_line": lambda _, __, score: (score.word_errors_by_line, score.words),
    "accents": lambda _, __, score: (score.accent_errors, score.characters),
    "extra": lambda _, __, score: (score.extra, score.characters),
    "orientation": lambda page, answer, _: (
        not page.blank and answer.rotation == page.rotation,
        not page.blank,
    ),
    "blank_precision": lambda page, answer, _: (page.blank and answer.blank, answer.blank),
    "blank_recall": lambda page, answer, _: (page.blank and answer.blank, page.blank),
    "failed": lambda _, answer, __: (bool(answer.failure), 1),
}


@dataclass(frozen=True, slots=True)
class Cost:
    """Of an engine: means and the largest page; memory in MiB."""

    cpu_seconds: float
    cpu_seconds_most: float
    peak: float
    peak_most: float


@dataclass(frozen=True, slots=True)
class FieldFigures:
    """Of one key, or of all: counts over the run, and rates."""

    true: int
    said: int
    invented: int
    precision: Rate
    recall: Rate
    f1: Rate
    f1_meaning: Rate
    recall_printed: Rate
    recall_written: Rate


def all_rows(runs: Sequence[DossierRun]) -> list[PageRow]:
    """The pages of all dossiers."""
    return [row for run in runs for row in run.rows]


def group_rows(rows: Iterable[PageRow], name: Callable[[PageRow], str]) -> dict[str, list[PageRow]]:
    """Pages by what they have in common, in the order in which groups are met."""
    groups: dict[str, list[PageRow]] = {}
    for row in rows:
        groups.setdefault(name(row), []).append(row)
    return groups


def by_grade(rows: Sequence[PageRow]) -> dict[str, list[PageRow]]:
    """Pages by how worn they are, the cleanest first; pages without a grade last."""
    groups = group_rows(rows, lambda row: row.page.grade or "ungraded")
    known = {grade: groups.pop(grade) for grade in GRADES if grade in groups}
    return known | groups


def by_family(rows: Sequence[PageRow]) -> dict[str, list[PageRow]]:
    """Pages by the family of their document's kind."""
    return dict(sorted(group_rows(rows, lambda row: family_of(row.document)).items()))


def measure(rows: Sequence[PageRow], engine: str, name: str, dossiers: int) -> Rate:
    """The rate of a measure over some pages.

    Orientation is nothing for an engine that does not tell it.

    Args:
        dossiers: How many there are in the run; intervals come from drawing them.
    """
    if name == "orientation" and all(row.answers[engine].rotation is None for row in rows):
        return NOTHING
    part, whole = [0.0] * dossiers, [0.0] * dossiers
    for row in rows:
        above, below = MEASURES[name](row.page, row.answers[engine], row.scores[engine])
        part[row.dossier] += above
        whole[row.dossier] += below
    return rate_of(part, whole)


def cost(rows: Sequence[PageRow], engine: str, beside: float = 0.0) -> Cost:
    """What a page costs; ``beside`` are processor seconds for all pages together."""
    answers = [row.answers[engine] for row in rows]
    cpu = [answer.cpu_seconds for answer in answers]
    peak = [answer.peak_bytes / MEBIBYTE for answer in answers]
    return Cost(fmean(cpu) + beside / len(cpu), max(cpu), fmean(peak), max(peak))


def split_rates(runs: Sequence[DossierRun]) -> dict[str, Rate]:
    """Precision, recall and F1 of documents."""
    right = [run.verdict.right_documents for run in runs]
    said = [run.verdict.said_documents for run in runs]
    true = [run.verdict.true_documents for run in runs]
    return {
        "precision": rate_of(right, said),
        "recall": rate_of(right, true),
        "f1": f1(right, said, true),
    }


def kind_rate(runs: Sequence[DossierRun]) -> Rate:
    """The share of true documents whose partner has their kind."""
    right = [sum(pair.kind == pair.true.kind for pair in run.verdict.pairs) for run in runs]
    return rate_of(right, [len(run.verdict.pairs) for run in runs])


def confusions(runs: Sequence[DossierRun]) -> list[tuple[str, str, int]]:
    """(true kind, said kind, how often), the most frequent first; "" where nothing was said."""
    counts: dict[tuple[str, str], int] = {}
    for run in runs:
        for pair in run.verdict.pairs:
            if pair.kind != pair.true.kind:
                names = pair.true.kind, pair.kind
                counts[names] = counts.get(names, 0) + 1
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return [(true, said, count) for (true, said), count in ordered]


def field_figures(runs: Sequence[DossierRun], keys: Iterable[str]) -> FieldFigures:
    """Fields of some keys, over the run."""
    wanted = frozenset(keys)
    said = [[each for each in run.verdict.said_fields if each.key in wanted] for run in runs]
    true = [[each for each in run.verdict.true_fields if each.key in wanted] for run in runs]
    right = [sum(each.right for each in fields) for fields in said]
    means = [sum(each.means_right for each in fields) for fields in said]
    by_hand = [sum(each.right and each.written for each in fields) for fields in said]
    printed = [sum(each.right and not each.written for each in fields) for fields in said]
    said_counts, true_counts = list(map(len, said)), list(map(len, true))
    return FieldFigures(
        true=sum(true_counts),
        said=sum(said_counts),
        invented=sum(each.invented for fields in said for each in fields),
        precision=rate_of(right, said_counts),
        recall=rate_of(right, true_counts),
        f1=f1(right, said_counts, true_counts),
        f1_meaning=f1(means, said_counts, true_counts),
        recall_printed=rate_of(printed, [sum(not each.written for each in one) for one in true]),
        recall_written=rate_of(by_hand, [sum(each.written for each in one) for one in true]),
    )


def field_keys(runs: Sequence[DossierRun]) -> list[str]:
    """Keys that the papers have or that were said."""
    verdicts = [run.verdict for run in runs]
    true = {each.key for verdict in verdicts for each in verdict.true_fields}
    return sorted(true | {each.key for verdict in verdicts for each in verdict.said_fields})


def f1(right: Sequence[int], said: Sequence[int], true: Sequence[int]) -> Rate:
    """Twice what is right, over all that was said and all that is true."""
    both = [one + other for one, other in zip(said, true, strict=True)]
    return rate_of([2 * each for each in right], both)
