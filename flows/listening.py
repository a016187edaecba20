"""Who is told of pages besides Prefect.

No parameter of a flow carries it, for those are stored with the run.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from dossiers.page import PageOutcome

Watch = Callable[[PageOutcome], None]


def ignore(_: PageOutcome) -> None:
    """A watch that is not interested."""


_listener: ContextVar[Watch] = ContextVar("_listener", default=ignore)


@contextmanager
def told_to(watch: Watch) -> Iterator[None]:
    """Let ``watch`` know of every page of the runs within the ``with``."""
    token = _listener.set(watch)
    try:
        yield
    finally:
        _listener.reset(token)


def listener() -> Watch:
    """Who wants to know of the pages of this run."""
    return _listener.get()
