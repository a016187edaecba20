"""Database connections of threads.

Django gives every thread its own connection and closes those of web requests only.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections


@contextmanager
def closing_connections() -> Iterator[None]:
    """Close this thread's connections at the end: wrap the whole work of a thread in it."""
    try:
        yield
    finally:
        connections.close_all()
