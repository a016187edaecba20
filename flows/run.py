"""Deliveries as flow runs, started from here and now: ``hoso digitize --flow``."""

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

from dossiers.errors import StorageError, UnreadableInputError
from flows.client import connected
from flows.environment import environment
from flows.listening import Watch, ignore, told_to
from flows.server import client_environment, find_shared, local_server
from settings import read_settings

if TYPE_CHECKING:
    from pipeline.dossier import DossierSummary


def run_batch(
    sources: Sequence[str], results: Path | None, on_page: Watch = ignore, office: str = ""
) -> "tuple[list[DossierSummary], int]":
    """Digitize deliveries, one flow run each.

    The server is the one that ``PREFECT_API_URL`` names, or the one that ``hoso operate``
    runs on this machine; else one is started for as long as this takes.

    Args:
        on_page: Told of every page that is done, in any thread.
        office: Code of the office whose dossiers they are; everybody's by default.

    Returns:
        The summaries of all dossiers, and how many deliveries could not be opened.

    Raises:
        ServiceError: No server could be started.
        DigitizationError: What the flow met, such as a store that does not answer.
        DossiersFailedError: Dossiers met a bug; the others are done.
    """
    with _server(), connected(), told_to(on_page):
        return _run_all(sources, results, office)


def _run_all(
    sources: Sequence[str], results: Path | None, office: str
) -> "tuple[list[DossierSummary], int]":
    from flows.batch import digitize_batch  # Prefect reads its settings when it is imported

    summaries: list[DossierSummary] = []
    unreadable = 0
    for source in sources:
        folder = str(results) if results else None
        state = digitize_batch(source, folder, office, return_state=True)
        ending = cast("list[DossierSummary] | BaseException", state.result(raise_on_failure=False))
        if isinstance(ending, UnreadableInputError):
            unreadable += 1  # its sentence stands in the log of the run
        elif isinstance(ending, BaseException):
            raise _plainest(ending)
        else:
            summaries += ending
    return summaries, unreadable


def _plainest(error: BaseException) -> BaseException:
    """One storage error for a group of them: it has a cure, and an exit code."""
    if isinstance(error, ExceptionGroup):
        bugs = error.subgroup(lambda each: not isinstance(each, StorageError))
        return error if bugs else error.exceptions[0]
    return error


@contextmanager
def _server() -> Iterator[None]:
    """See to it that the environment names a server that runs."""
    home = read_settings().home
    with ExitStack() as stack:
        if not os.environ.get("PREFECT_API_URL"):
            address = find_shared(home) or stack.enter_context(local_server(home))
            stack.enter_context(environment(client_environment(home, address)))
        yield
