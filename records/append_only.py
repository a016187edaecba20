"""Triggers by which the database itself refuses to change or delete rows; for migrations."""

from django.db import migrations


def refuse(table: str, action: str) -> migrations.RunSQL:
    """The trigger that refuses ``UPDATE`` or ``DELETE`` on a table."""
    trigger = f"{table}_no_{action.lower()}"
    return migrations.RunSQL(
        f"""
        CREATE TRIGGER {trigger} BEFORE {action} ON {table}
        BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
        """,
        f"DROP TRIGGER {trigger};",
    )


def allow(table: str, action: str) -> migrations.RunSQL:
    """Take that trigger away, for a migration that brings it back."""
    return migrations.RunSQL(f"DROP TRIGGER {table}_no_{action.lower()};", migrations.RunSQL.noop)
