"""How far a run is: a bar on its page, and a way to end its threads early."""

import threading
from typing import cast
from uuid import UUID

from prefect.artifacts import create_progress_artifact, update_progress_artifact

from dossiers.messages import Language, message
from dossiers.page import PageOutcome
from flows.listening import listener


class InterruptionError(Exception):
    """The run is being ended; what is not done is done by the next one."""


class Progress:
    """Counts pages from several threads, and shows the share of them that is done.

    Args:
        pages: How many are to do.
        key: Of the artifact: lower-case letters, digits and dashes.
    """

    def __init__(self, pages: int, key: str, language: Language) -> None:
        self._pages = pages
        self._done = 0
        self._shown = 0
        self._counting = threading.Lock()
        self._ended = threading.Event()
        self._listener = listener()
        description = message("flow.progress", pages=pages).say(language)
        made = create_progress_artifact(progress=0.0, key=key, description=description)
        self._artifact = cast(UUID, made)  # a coroutine in async functions only

    def watch(self, outcome: PageOutcome) -> None:
        """Count a page.

        Raises:
            InterruptionError: The run is being ended. The page is kept.
        """
        self._listener(outcome)
        with self._counting:
            self._done += 1
            percent = min(100, 100 * self._done // self._pages)
            news = percent > self._shown
            self._shown = percent
        if news:
            update_progress_artifact(self._artifact, progress=float(percent))
        self.check()

    def check(self) -> None:
        """Go on, unless the run is being ended.

        Raises:
            InterruptionError: It is.
        """
        if self._ended.is_set():
            raise InterruptionError

    def end(self) -> None:
        """Let every thread stop after the page that it has in hand."""
        self._ended.set()
