"""The database itself refuses to change or delete corrections and events."""

from django.db import migrations

APPEND_ONLY = ("records_correction", "records_event")


def _refuse(table: str, action: str) -> migrations.RunSQL:
    trigger = f"{table}_no_{action.lower()}"
    return migrations.RunSQL(
        f"""
        CREATE TRIGGER {trigger} BEFORE {action} ON {table}
        BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
        """,
        f"DROP TRIGGER {trigger};",
    )


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]
    operations = [_refuse(table, action) for table in APPEND_ONLY for action in ("UPDATE", "DELETE")]
