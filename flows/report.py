"""What became of a delivery, as an operator reads it: Markdown and a table. No page content."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dossiers.messages import Language, Message, message
from dossiers.vocabulary import kinds
from pipeline.delivery import TakenIn
from pipeline.dossier import DossierSummary
from records import ledger, queries

# A page that shows thousands of reasons helps nobody: `hoso show` tells them all.
MOST_REASONS = 50


@dataclass(frozen=True, slots=True)
class BatchReport:
    """A delivery after its run.

    Attributes:
        refusals: Name of the file and why it was not taken in.
        ignored: Names of files that hold no scans.
        failed_pages: Dossier and page (from 1), and why it could not be digitized.
        failed_dossiers: Names of those that met a bug or a storage that does not answer.
    """

    delivery_id: int
    name: str
    source: str
    balance: ledger.Balance
    summaries: tuple[DossierSummary, ...]
    refusals: tuple[tuple[str, Message], ...]
    ignored: tuple[str, ...]
    failed_pages: tuple[tuple[str, int, Message], ...]
    failed_dossiers: tuple[str, ...]


def report_on(
    taken: TakenIn, summaries: Sequence[DossierSummary], failed_dossiers: Sequence[str]
) -> BatchReport:
    """Gather what the ledger knows of a delivery."""
    return BatchReport(
        delivery_id=taken.receipt.delivery_id,
        name=taken.delivery.name,
        source=taken.delivery.source,
        balance=ledger.balance(taken.receipt.delivery_id),
        summaries=tuple(summaries),
        refusals=taken.receipt.refusals,
        ignored=taken.delivery.ignored,
        failed_pages=tuple(_failed_pages(summaries)),
        failed_dossiers=tuple(failed_dossiers),
    )


def write_markdown(report: BatchReport, language: Language) -> str:
    """The report as Markdown, with the reasons and cures last."""
    parts = (
        f"# {_plain(report.name)}",
        *_sums(report, language),
        *_section("flow.by_kind", _kinds(report.summaries, language), language),
        *_section("flow.failed_dossiers", map(_plain, report.failed_dossiers), language),
        *_section("flow.refused", _refused(report, language), language),
        *_section("flow.failed_pages", _reasons(report, language), language),
        *_section("flow.ignored", map(_plain, report.ignored[:MOST_REASONS]), language),
    )
    return "\n\n".join(parts)


def make_rows(report: BatchReport, language: Language) -> list[dict[str, str | int | float]]:
    """A row a dossier, with headings in ``language``."""
    return [
        {_say(f"flow.column_{column}", language): cell for column, cell in _cells(summary).items()}
        for summary in report.summaries
    ]


def _cells(summary: DossierSummary) -> Mapping[str, str | int | float]:
    pages = max(summary.pages, 1)
    return {
        "dossier": summary.name,
        "pages": summary.pages,
        "blank": summary.blank,
        "failed": summary.failed,
        "documents": sum(summary.kinds.values()),
        "fields": summary.fields,
        "in_review": summary.documents_in_review,
        "seconds": round(summary.seconds / pages, 2),
        "cpu_seconds": round(summary.cpu_seconds / pages, 2),
    }


def _failed_pages(summaries: Sequence[DossierSummary]) -> Iterator[tuple[str, int, Message]]:
    for summary in summaries:
        if not summary.failed:
            continue
        for page in queries.show_dossier(summary.dossier_id).pages:
            if page.reason is not None:
                yield summary.name, page.index + 1, page.reason


def _sums(report: BatchReport, language: Language) -> Iterator[str]:
    balance = report.balance
    yield _say("flow.source", language, source=_plain(report.source))
    yield _say(
        "cli.balance",
        language,
        taken_in=balance.taken_in,
        recorded=balance.recorded,
        in_review=balance.in_review,
        quarantined=balance.quarantined,
        to_do=balance.to_do,
    )
    yield _say(
        "flow.found",
        language,
        documents=sum(sum(each.kinds.values()) for each in report.summaries),
        fields=sum(each.fields for each in report.summaries),
        in_review=sum(each.documents_in_review for each in report.summaries),
    )
    if speed := _speed(report.summaries, language):
        yield speed


def _speed(summaries: Sequence[DossierSummary], language: Language) -> str:
    """Seconds a page, of what was digitized in this run; empty when nothing was."""
    fresh = [each for each in summaries if each.fresh]
    if not fresh:
        return ""
    pages = max(sum(each.pages for each in fresh), 1)
    return _say(
        "flow.speed",
        language,
        pages=pages,
        seconds=f"{sum(each.seconds for each in fresh) / pages:.1f}",
        cpu_seconds=f"{sum(each.cpu_seconds for each in fresh) / pages:.1f}",
    )


def _kinds(summaries: Sequence[DossierSummary], language: Language) -> Iterator[str]:
    """Documents by kind, the most frequent first."""
    counts: Counter[str] = Counter()
    for summary in summaries:
        counts.update(summary.kinds)
    for code, count in counts.most_common():
        kind = kinds()[code]
        yield f"{kind.name if language == Language.VIETNAMESE else kind.name_en}: {count}"


def _refused(report: BatchReport, language: Language) -> Iterator[str]:
    for _, reason in report.refusals[:MOST_REASONS]:
        yield _plain(reason.say(language))


def _reasons(report: BatchReport, language: Language) -> Iterator[str]:
    for dossier, page, reason in report.failed_pages[:MOST_REASONS]:
        place = _say("flow.page_of", language, dossier=dossier, page=page)
        yield _plain(f"{place}: {reason.say(language)}")


def _section(heading: str, lines: Iterator[str], language: Language) -> Iterator[str]:
    """A heading and a list; nothing when the list is empty."""
    listed = "\n".join(f"- {line}" for line in lines)
    if listed:
        yield f"## {_say(heading, language)}"
        yield listed


def _plain(text: str) -> str:
    """Text that Markdown shows as it is; file names are full of its signs."""
    return "".join(f"\\{char}" if char in "\\`*_{}[]<>()#+!|~" else char for char in text)


def _say(key: str, language: Language, **values: str | int | float) -> str:
    return message(key, **values).say(language)
