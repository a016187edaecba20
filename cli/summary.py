"""The table at the end of a run: what came in, what was found, what waits for a person."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from cli.speak import name_of, say, stdout, table
from dossiers.vocabulary import kinds
from pipeline.dossier import DossierSummary
from settings import read_settings


def print_summary(summaries: Sequence[DossierSummary], results: Path | None) -> None:
    """Print a row a dossier, then the sums, to stdout."""
    if not summaries:
        return
    rows = table(
        "cli.dossier", "cli.pages", "cli.blank", "cli.documents", "cli.fields", "cli.in_review"
    )
    for each in sorted(summaries, key=lambda summary: summary.name):
        rows.add_row(
            each.name,
            str(each.pages),
            str(each.blank),
            str(sum(each.kinds.values())),
            str(each.fields),
            str(each.documents_in_review),
        )
    stdout.print(rows)
    stdout.print()
    stdout.print(_kinds(summaries))
    stdout.print(_sums(summaries))
    stdout.print(say("cli.kept_in", place=read_settings().store_address))
    if results is not None:
        stdout.print(say("cli.records_in", place=str(results)))


def _kinds(summaries: Sequence[DossierSummary]) -> str:
    """Documents by kind, the most frequent first."""
    counts: Counter[str] = Counter()
    for each in summaries:
        counts.update(each.kinds)
    named = (
        f"{name_of(kinds()[code].name, kinds()[code].name_en)} {count}"
        for code, count in counts.most_common()
    )
    return say("cli.by_kind", kinds=" · ".join(named))


def _sums(summaries: Sequence[DossierSummary]) -> str:
    fresh = [each for each in summaries if each.fresh]
    pages = sum(each.pages for each in summaries)
    sums = say(
        "cli.sums",
        dossiers=len(summaries),
        pages=pages,
        blank=sum(each.blank for each in summaries),
        failed=sum(each.failed for each in summaries),
        fields=sum(each.fields for each in summaries),
        in_review=sum(each.documents_in_review for each in summaries),
    )
    if not fresh:
        return f"{sums}\n{say('cli.all_done_before')}"
    fresh_pages = max(sum(each.pages for each in fresh), 1)
    cpu = sum(each.cpu_seconds for each in fresh) / fresh_pages
    seconds = sum(each.seconds for each in fresh) / fresh_pages
    return f"{sums}\n{say('cli.speed', seconds=f'{seconds:.1f}', cpu=f'{cpu:.1f}')}"
