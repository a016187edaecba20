"""Django, set up once a process, with its tables up to date."""

import os

import django
from django.core.management import call_command


def set_up_django() -> None:
    """Make the models importable; touches no table."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.django")
    django.setup()


def start_django() -> None:
    """Set Django up and bring the tables up to date, where they are not."""
    set_up_django()
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
