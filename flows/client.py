"""Prefect's client, connected to the server that the environment names."""

import os
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def connected() -> Iterator[None]:
    """Let Prefect use the server of ``PREFECT_API_URL``; all it has is sent before the end.

    Prefect reads its settings when it is imported, and that may have been earlier.
    """
    from prefect.events.worker import EventsWorker
    from prefect.logging.handlers import APILogWorker
    from prefect.settings import PREFECT_API_URL, temporary_settings

    with temporary_settings({PREFECT_API_URL: os.environ["PREFECT_API_URL"]}):
        try:
            yield
        finally:
            APILogWorker.drain_all()
            EventsWorker.drain_all()
