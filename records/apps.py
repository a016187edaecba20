"""Django's name for this room."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """The tables of the ledger."""

    name = "records"
    verbose_name = "Hồ sơ"
    default_auto_field = "django.db.models.BigAutoField"
