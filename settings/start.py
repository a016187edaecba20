"""Django, set up once a process, with its tables up to date."""

import os

import django
from django.core.management import call_command

from settings import read_settings
from settings.home import alone


def set_up_django() -> None:
    """Make the models importable; touches no table.

    Raises:
        WrongSettingError: A setting has a value that it cannot have.
        StorageError: The folder of the database cannot be used.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.django")
    django.setup()


def start_django() -> None:
    """Set Django up and bring the tables up to date, where they are not.

    Raises:
        WrongSettingError, StorageError: see ``set_up_django``.
    """
    set_up_django()
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    # One process plans and migrates; those beside it find the tables made.
    with alone(read_settings().home):
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", verbosity=0, interactive=False)
