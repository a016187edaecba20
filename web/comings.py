"""Who came, who went, and who was not let in, noted in the audit."""

from typing import Any

from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from records.audit import HOSO, note_event

LONGEST = 150
"""Letters of a name that somebody typed."""


@receiver(user_logged_in)
def note_login(user: Any, **_: Any) -> None:
    """Somebody came in."""
    note_event(user.get_username(), "logged_in", f"user {user.get_username()}")


@receiver(user_logged_out)
def note_logout(user: Any, **_: Any) -> None:
    """Somebody went."""
    if user is not None:
        note_event(user.get_username(), "logged_out", f"user {user.get_username()}")


@receiver(user_login_failed)
def note_failure(credentials: dict[str, Any], **_: Any) -> None:
    """Somebody was not let in; the password is never noted."""
    name = str(credentials.get("username", ""))[:LONGEST]
    note_event(HOSO, "login_refused", f"user {name}")


@receiver(user_locked_out)
def note_lock(username: str, **_: Any) -> None:
    """Somebody tried too often."""
    note_event(HOSO, "locked_out", f"user {str(username)[:LONGEST]}")
