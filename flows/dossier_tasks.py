"""The work of a flow run: a delivery taken in, a task run a dossier, the report of it all.

Imported when Django has been started, for it knows the tables.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from prefect import get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.futures import PrefectFuture
from prefect.states import Completed, Failed
from prefect.tasks import Task
from prefect.utilities.annotations import quote

from dossiers.delivery import ScanStream
from dossiers.errors import StorageError
from dossiers.messages import Language, message
from flows.artifacts import publish
from flows.progress import Progress
from flows.report import report_on
from pipeline.delivery import take_in, write_result
from pipeline.dossier import DossierSummary, digitize_dossier
from pipeline.workshop import Workshop
from records.connections import closing_connections
from records.ledger import Ticket
from settings import Settings, read_settings
from settings.workshop import open_workshop

STORAGE_RETRY_SECONDS = (5.0, 30.0)


@dataclass(frozen=True, slots=True)
class Job:
    """A dossier to digitize, and what is needed for it."""

    stream: ScanStream
    ticket: Ticket
    workshop: Workshop
    progress: Progress
    results: Path | None


class DossiersFailedError(ExceptionGroup[Exception]):
    """Dossiers of a delivery that failed, the others being done."""


def another_minute_may_help(_: Task[..., Any], __: TaskRun, state: State[Any]) -> bool:
    """Retry when storage did not answer, never when the dossier itself is bad."""
    return isinstance(state.result(raise_on_failure=False), StorageError)


@task(
    name="ho-so",
    task_run_name="{name}",
    retries=len(STORAGE_RETRY_SECONDS),
    retry_delay_seconds=list(STORAGE_RETRY_SECONDS),
    retry_condition_fn=another_minute_may_help,
    cache_policy=NO_CACHE,
    persist_result=False,
)
def digitize_dossier_task(name: str, job: Job) -> DossierSummary:  # noqa: ARG001  # names the run
    """Digitize one dossier and write its record to the results."""
    job.progress.check()
    with closing_connections():
        summary = digitize_dossier(job.stream, job.ticket, job.workshop, job.progress.watch)
        if job.results is not None:
            write_result(job.ticket, job.workshop, job.results)
        return summary


def digitize_delivery(
    source: str, results: Path | None, office: str, settings: Settings
) -> State[list[DossierSummary]]:
    """Take a delivery in, digitize its dossiers, and tell how it went.

    Raises:
        UnreadableInputError: Nothing in it can be read.
        StorageError: The store failed; nothing was taken in.
        MissingToolError, IncompleteAlphabetError: No engine can read Vietnamese.
    """
    with closing_connections(), open_workshop(settings) as workshop:
        return _digitize(source, results, office, workshop)


def _digitize(
    source: str, results: Path | None, office: str, workshop: Workshop
) -> State[list[DossierSummary]]:
    language = read_settings().language
    with take_in(source, workshop, office) as taken:
        pages = sum(ticket.to_do for ticket in taken.receipt.tickets)
        arrived = message("flow.arrived", dossiers=len(taken.work), pages=pages)
        get_run_logger().info(arrived.say(language))
        progress = Progress(pages, f"tien-do-{taken.receipt.delivery_id}", language)
        endings = _run_tasks(
            [Job(*work, workshop, progress, results) for work in taken.work], progress
        )
    summaries = [ending for _, ending in endings if isinstance(ending, DossierSummary)]
    failures = {name: ending for name, ending in endings if isinstance(ending, Exception)}
    publish(report_on(taken, summaries, list(failures)), language)
    return _final_state(summaries, failures, language)


def _run_tasks(
    jobs: Sequence[Job], progress: Progress
) -> list[tuple[str, DossierSummary | Exception]]:
    """Run a task a job; gives name and ending of each, in order.

    When the run is interrupted, the threads end first: they need the pool and the files that
    their callers are about to close.
    """
    futures: list[PrefectFuture[DossierSummary]] = []
    try:
        for job in jobs:
            # Quoted, so that Prefect does not look for futures in every sheet of it.
            futures.append(digitize_dossier_task.submit(job.ticket.name, cast(Job, quote(job))))
        endings = [future.result(raise_on_failure=False) for future in futures]
    finally:
        progress.end()
        for future in futures:
            future.wait()
    return [(job.ticket.name, ending) for job, ending in zip(jobs, endings, strict=True)]


def _final_state(
    summaries: Sequence[DossierSummary], failures: Mapping[str, Exception], language: Language
) -> State[list[DossierSummary]]:
    if failures:
        failed = message("flow.dossiers_failed", count=len(failures), names=", ".join(failures))
        error = DossiersFailedError(str(failed), list(failures.values()))
        return Failed(message=failed.say(language), data=error)
    in_review = sum(summary.documents_in_review for summary in summaries)
    done = message("flow.done", dossiers=len(summaries), in_review=in_review)
    return Completed(message=done.say(language), data=list(summaries))
