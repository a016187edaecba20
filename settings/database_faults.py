"""Faults of the database that a person can mend, told apart by SQLite's result codes.

All other database errors are bugs and stay what they are.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError

from dossiers.errors import StorageError
from dossiers.messages import message
from settings import read_settings

_PRIMARY = 0xFF  # the upper bits of a result code only say more of the same

# Source: https://www.sqlite.org/rescode.html
_SENTENCES = {
    sqlite3.SQLITE_BUSY: "database.locked",
    sqlite3.SQLITE_LOCKED: "database.locked",
    sqlite3.SQLITE_NOTADB: "database.damaged",
    sqlite3.SQLITE_CORRUPT: "database.damaged",
    sqlite3.SQLITE_FULL: "database.full",
    sqlite3.SQLITE_CANTOPEN: "database.closed",
    sqlite3.SQLITE_READONLY: "database.closed",
    sqlite3.SQLITE_PERM: "database.closed",
    sqlite3.SQLITE_IOERR: "database.closed",
}


@contextmanager
def database_faults_named() -> Iterator[None]:
    """Turn faults of the database within into errors with a cure.

    Raises:
        StorageError: The database is locked, damaged, full, or cannot be opened.
    """
    try:
        yield
    except DatabaseError as error:
        # Django raises its own error from the one of sqlite3.
        code = getattr(error.__cause__, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
        key = _SENTENCES.get(code & _PRIMARY)
        if key is None:
            raise
        path = str(read_settings().database_path)
        raise StorageError(message(key, path=path)) from error
