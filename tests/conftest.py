"""What every test with a database needs."""

from collections.abc import Iterator

import pytest
from django.db import connection


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A file, not memory: threads that share SQLite's memory find its tables locked."""
    path = tmp_path_factory.mktemp("database") / "test.sqlite3"
    connection.settings_dict["TEST"]["NAME"] = str(path)


@pytest.fixture(scope="session")
def dropped_triggers() -> list[str]:
    return []


@pytest.fixture(autouse=True)
def ledger_can_be_emptied(
    request: pytest.FixtureRequest, dropped_triggers: list[str]
) -> Iterator[None]:
    """Django empties all tables after a test with real transactions.

    Append-only tables refuse that, so their triggers go for that moment; the next such test
    gets them back. pytest-django runs these tests after all others.
    """
    marker = request.node.get_closest_marker("django_db")
    asked = {"transactional_db", "live_server"} & set(request.fixturenames)
    if not asked and not (marker and marker.kwargs.get("transaction")):
        yield
        return
    request.getfixturevalue("transactional_db")
    with connection.cursor() as cursor:
        for statement in dropped_triggers:
            cursor.execute(statement)
    yield
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = dict(cursor.fetchall())
        dropped_triggers[:] = triggers.values()
        for name in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
