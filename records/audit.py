"""The audit: events are appended, and never changed."""

from records.models import Event

HOSO = "hoso"  # who acts when no person does


def note_event(who: str, what: str, subject: str, **details: str | int | float) -> None:
    """Append an event.

    Args:
        who: A user name, or ``HOSO``.
        what: A verb in the past, e.g. ``recorded``.
        subject: The kind of thing and its number, e.g. ``dossier 12``.
        **details: Whatever else an auditor wants to see.
    """
    Event.objects.create(who=who, what=what, subject=subject, details=details)
