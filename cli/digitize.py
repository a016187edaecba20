"""``hoso digitize``: deliveries in, records out."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from cli.speak import say, say_message, stderr, visible, warn
from cli.summary import print_summary
from dossiers.errors import DigitizationError, ExitCode, UnreadableInputError
from dossiers.page import PageOutcome
from pipeline.delivery import TakenIn, digitize_all, take_in, write_result
from pipeline.dossier import DossierSummary
from pipeline.workshop import Workshop
from settings import read_settings
from settings.database_faults import database_faults_named
from settings.start import start_django
from settings.workshop import open_workshop


@click.command()
@click.argument("inputs", nargs=-1, required=True)
@click.option(
    "--results",
    type=click.Path(file_okay=False, path_type=Path),
    help="Thư mục ghi mỗi hồ sơ một tệp JSON. (Folder for one JSON file a dossier.)",
)
@click.option(
    "--flow",
    is_flag=True,
    help="Chạy qua Prefect, để theo dõi được. (Run as a Prefect flow, to be watched.)",
)
@click.option(
    "--office",
    default="",
    metavar="CODE",
    help="Đơn vị có các hồ sơ này; xem hoso office. (Office whose dossiers they are.)",
)
@click.option(
    "--fail-on-review",
    is_flag=True,
    help="Kết thúc với mã 7 nếu còn giấy tờ chờ người xem. (Exit 7 if papers wait for review.)",
)
def digitize(
    inputs: Sequence[str], results: Path | None, flow: bool, office: str, fail_on_review: bool
) -> None:
    """Số hóa PDF, TIFF, ảnh, ZIP, thư mục hoặc s3://… (Digitize deliveries.)

    Một tệp hỏng không làm dừng các tệp khác; chạy lại thì làm tiếp phần còn lại.
    """
    digitize_inputs = through_prefect if flow else _directly
    summaries, unreadable = digitize_inputs(inputs, results, office)
    print_summary(summaries, results)
    if unreadable:
        raise click.exceptions.Exit(ExitCode.UNREADABLE_INPUT)
    if fail_on_review and any(each.documents_in_review or each.failed for each in summaries):
        raise click.exceptions.Exit(ExitCode.NEEDS_REVIEW)


Summaries = tuple[list[DossierSummary], int]


def _directly(inputs: Sequence[str], results: Path | None, office: str) -> Summaries:
    """Digitize here and now; gives the summaries and how many inputs could not be opened.

    Raises:
        Exception: A bug, after the other inputs are done.
    """
    start_django()
    summaries: list[DossierSummary] = []
    unreadable = 0
    bugs: list[Exception] = []
    with open_workshop(read_settings()) as workshop:
        for source in inputs:
            try:
                with database_faults_named(), take_in(source, workshop, office) as taken:
                    summaries += _digitize(taken, workshop, results)
            except UnreadableInputError as error:
                warn(error.reason)
                unreadable += 1
            except DigitizationError:
                raise  # a store that is away is away for the other inputs, too
            except Exception as bug:  # noqa: BLE001  # seen below, when the others are done
                bugs.append(bug)
    if bugs:
        print_summary(summaries, results)
        raise bugs[0]
    return summaries, unreadable


def through_prefect(inputs: Sequence[str], results: Path | None, office: str = "") -> Summaries:
    """Digitize as Prefect flow runs; gives the same as ``_directly``."""
    from flows.run import run_batch  # Prefect takes seconds to import

    columns = (
        TextColumn("{task.completed:.0f}"),
        TextColumn(say("cli.pages")),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=stderr) as progress:
        task = progress.add_task("", total=None)
        return run_batch(inputs, results, lambda _: progress.advance(task), office)


def _digitize(taken: TakenIn, workshop: Workshop, results: Path | None) -> Iterator[DossierSummary]:
    """Digitize a delivery, write its records to ``results``, and show the progress."""
    _tell_refused(taken)
    to_do = {ticket.dossier_id: ticket.to_do for ticket in taken.receipt.tickets}
    with _progress(taken.delivery.name, sum(to_do.values())) as watch:
        for ticket, summary in digitize_all(taken, workshop, watch):
            if results is not None:
                write_result(ticket, workshop, results)
            yield summary


def _tell_refused(taken: TakenIn) -> None:
    for name, reason in taken.receipt.refusals:
        stderr.print(f"{name}: {say_message(reason)}", style="yellow")
    for name in taken.delivery.ignored:
        stderr.print(say("cli.ignored", name=name), style="dim")


@contextmanager
def _progress(name: str, pages: int) -> Iterator[Callable[[PageOutcome], None]]:
    """A bar on stderr that counts the pages that are done."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(say("cli.pages")),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=stderr) as progress:
        task = progress.add_task(visible(name), total=pages)
        yield lambda _: progress.advance(task)
