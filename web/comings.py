"""Who came, who went, and who was not let in, noted in the audit."""

from typing import Any

from axes.signals import user_locked_out
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest
from django_otp import DEVICE_ID_SESSION_KEY

from records.audit import note_event
from web.refusals import note_refusal, take_count

REFUSED = "login_refused"


@receiver(user_logged_in)
def note_login(user: Any, request: HttpRequest, **_: Any) -> None:
    """Somebody came in; how often it was tried before is told with it."""
    name = user.get_username()
    refused = take_count(REFUSED, name, address_of(request))
    note_event(name, "logged_in", f"user {name}", **({"refused": refused} if refused else {}))


@receiver(user_logged_in)
def begin_session_anew(request: HttpRequest, **_: Any) -> None:
    """Begin anew, also where the same person was logged in already: Django itself does not."""
    request.session.cycle_key()
    request.session.pop(DEVICE_ID_SESSION_KEY, None)


@receiver(user_logged_out)
def note_logout(user: Any, **_: Any) -> None:
    """Somebody went."""
    if user is not None:
        note_event(user.get_username(), "logged_out", f"user {user.get_username()}")


@receiver(user_login_failed)
def note_failure(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    """Somebody was not let in; the password is never noted."""
    note_refusal(REFUSED, _known(credentials.get("username")), address_of(request))


@receiver(user_locked_out)
def note_lock(username: str, request: HttpRequest, **_: Any) -> None:
    """Somebody tried too often."""
    note_refusal("locked_out", _known(username), address_of(request))


def address_of(request: HttpRequest | None) -> str:
    """Where a request comes from; the server believes its own proxy only."""
    return str(request.META.get("REMOTE_ADDR", "")) if request else ""


def _known(name: object) -> str:
    """The name if somebody has it, else nothing."""
    users = get_user_model().objects
    return str(name) if name and users.filter(username=str(name)).exists() else ""
