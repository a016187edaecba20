"""Faults as SQLite really raises them, through a connection of Django's own."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.db import DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from dossiers.errors import StorageError
from settings.database_faults import database_faults_named


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[BaseDatabaseWrapper]:
    """A connection to a file beside, which does not wait for locks."""
    made = connections.create_connection("default")
    made.settings_dict = {
        **made.settings_dict,
        "NAME": str(tmp_path / "a.sqlite3"),
        "OPTIONS": {"timeout": 0},
    }
    yield made
    made.close()


def _complaint(connection: BaseDatabaseWrapper, statement: str) -> str:
    with (
        pytest.raises(StorageError) as refused,
        database_faults_named(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    return refused.value.reason.key


@pytest.mark.django_db
def test_a_locked_database_is_told(connection: BaseDatabaseWrapper, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "a.sqlite3")) as other:
        other.execute("CREATE TABLE pages (number)")
        other.execute("BEGIN EXCLUSIVE")
        assert _complaint(connection, "SELECT * FROM pages") == "database.locked"


@pytest.mark.django_db
def test_a_full_database_is_told(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE pages (number)")
        cursor.execute("PRAGMA max_page_count = 3")
    assert _complaint(connection, "INSERT INTO pages VALUES (zeroblob(99999))") == "database.full"


@pytest.mark.django_db
def test_a_database_that_may_only_be_read_is_told(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = 1")
    assert _complaint(connection, "CREATE TABLE pages (number)") == "database.closed"


@pytest.mark.django_db
def test_a_bug_stays_a_bug(connection: BaseDatabaseWrapper) -> None:
    with (
        pytest.raises(DatabaseError, match="no such table"),
        database_faults_named(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT * FROM nowhere")
