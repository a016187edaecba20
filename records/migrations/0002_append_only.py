"""The database itself refuses to change or delete corrections and events."""

from django.db import migrations

from records.append_only import refuse

APPEND_ONLY = ("records_correction", "records_event")


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]
    operations = [refuse(table, action) for table in APPEND_ONLY for action in ("UPDATE", "DELETE")]
