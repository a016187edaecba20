"""What the desk does when Django starts: it listens for people who come and go."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The desk."""

    name = "web"

    def ready(self) -> None:
        from web import comings  # noqa: F401  # connects signals
