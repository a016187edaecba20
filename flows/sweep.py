"""The hot folder, swept on a schedule: what has stopped growing becomes a delivery."""

from pathlib import Path

from prefect import flow, get_run_logger
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from dossiers.errors import DigitizationError, ServiceError, UnreadableInputError
from dossiers.messages import message
from flows.batch import digitize_batch
from flows.hot_folder import look, settle, unspeakable_names
from settings import Settings, read_settings
from settings.start import start_django


@flow(name="quet", flow_run_name="thư mục nóng", persist_result=False)
def sweep() -> State[int]:
    """Quét thư mục nóng một lần. (Sweep the hot folder once.)

    Completed with the number of deliveries taken; Failed when one of them failed, or the
    folder is out of reach. An entry that meets a bad store is tried again by every sweep.
    """
    settings = read_settings()
    start_django()
    try:
        _check_folder(settings)
        return _sweep(settings)
    except ServiceError as error:
        return Failed(message=error.reason.say(settings.language), data=error)


def _sweep(settings: Settings) -> State[int]:
    from flows.sweep_memory import find_new  # needs the tables
    from records.offices import codes

    language = settings.language
    for name in unspeakable_names(settings.inbox):
        get_run_logger().warning(message("flow.unspeakable_name", name=name).say(language))
    seen = find_new(look(settings.inbox, codes()))
    settled = settle(settings.inbox, seen, settings.settle_seconds, codes())
    failed = [
        entry.name
        for entry, print_ in settled.items()
        if not _take(entry, print_, _office(entry, settings.inbox))
    ]
    if failed:
        names = ", ".join(failed)
        reason = message("flow.sweep_failed", count=len(failed), names=names).say(language)
        return Failed(message=reason)
    done = message("flow.swept", deliveries=len(settled)).say(language)
    return Completed(message=done, data=len(settled))


def _office(entry: Path, inbox: Path) -> str:
    return "" if entry.parent == inbox else entry.parent.name


def _take(entry: Path, fingerprint: str, office: str) -> bool:
    """Digitize an entry as a run of its own; gives whether all of it is done."""
    from flows.sweep_memory import note_failed, note_swept

    state = digitize_batch(str(entry), office=office, return_state=True)
    ending = state.result(raise_on_failure=False)
    if not isinstance(ending, BaseException):
        note_swept(entry, fingerprint)
        return True
    if isinstance(ending, UnreadableInputError):  # the same bytes stay unreadable
        note_swept(entry, fingerprint)
    elif not isinstance(ending, DigitizationError):
        note_failed(entry, fingerprint)
    return False


def _check_folder(settings: Settings) -> None:
    """Make our own hot folder; one that an office named must be there.

    Made by us, an office's folder would hide that its network disk is not mounted.
    """
    if settings.hot_folder is None:
        settings.inbox.mkdir(parents=True, exist_ok=True)
    if not settings.inbox.is_dir():
        raise ServiceError(message("flow.hot_folder_missing", folder=str(settings.inbox)))
