"""A delivery as a flow run, its dossiers as task runs: all that Prefect may know of them.

Prefect sees names and numbers, never what stands on a page: states of pages live in our own
tables, results are not persisted, and logs count. Everything may be run again: what is done
is recognized and not done twice.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from prefect import flow, get_run_logger
from prefect.client.schemas.objects import State
from prefect.runtime import flow_run
from prefect.states import Failed
from prefect.task_runners import ThreadPoolTaskRunner

from dossiers.errors import DigitizationError
from dossiers.messages import message
from settings import read_settings
from settings.start import start_django

if TYPE_CHECKING:
    from pipeline.dossier import DossierSummary

# While one dossier is filed, pages of the next are read; all share the pool of page workers.
DOSSIERS_AT_ONCE = 3
# A run that died is started again (see ``automations``), but not forever: a delivery that
# brings the machine down would do it each time.
MOST_TRIES = 3


def name_run() -> str:
    """The delivery's name: the last part of its path or address."""
    source: str = flow_run.parameters["source"]
    return source.rstrip("/").rpartition("/")[2] or source


@flow(
    name="so-hoa",
    flow_run_name=name_run,
    task_runner=ThreadPoolTaskRunner(max_workers=DOSSIERS_AT_ONCE),  # type: ignore[arg-type]  # as in its docs
    persist_result=False,
)
def digitize_batch(
    source: str, results: str | None = None, office: str = ""
) -> "State[list[DossierSummary]]":
    """Số hóa một lô hồ sơ. (Digitize one delivery.)

    Completed when every dossier is recorded, even if papers wait for a person; Failed when
    the delivery could not be taken in, or a dossier met a storage that does not answer or a
    bug: the message says which.

    Args:
        source: A file, a folder, or ``s3://bucket/prefix``.
        results: Folder for one JSON file a dossier; none by default.
        office: Code of the office whose dossiers they are; everybody's by default.
    """
    settings = read_settings()
    if flow_run.run_count > MOST_TRIES:
        return Failed(message=message("flow.given_up", tries=MOST_TRIES).say(settings.language))
    start_django()
    from flows.dossier_tasks import digitize_delivery  # needs the tables

    try:
        return digitize_delivery(source, Path(results) if results else None, office, settings)
    except DigitizationError as error:
        get_run_logger().error(error.reason.say(settings.language))
        return Failed(message=error.reason.say(settings.language), data=error)
