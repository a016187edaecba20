"""Sessions end when a person leaves the desk alone, whatever its pages do by themselves."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse

POLLED = frozenset({"uploaded"})
"""Views that their own page asks for again and again through htmx, without a person."""

RENEWED = "renewed"
"""In the session: when it was renewed, in seconds of Unix time."""

MOST_SECONDS_BETWEEN = 60

Respond = Callable[[HttpRequest], HttpResponse]


def renew_sessions(respond: Respond) -> Respond:
    """Begin the time of a session anew with what a person does, at most once a minute.

    Not with every request: pictures come by dozens, and the database has one writer.
    """
    between = min(MOST_SECONDS_BETWEEN, settings.SESSION_COOKIE_AGE // 10)

    def answer(request: HttpRequest) -> HttpResponse:
        response = respond(request)
        if request.user.is_authenticated and not _is_polled(request):
            now = int(time.time())
            if now - request.session.get(RENEWED, 0) >= between:
                request.session[RENEWED] = now
        return response

    return answer


def clear_ended_sessions() -> None:
    """Take sessions that are over out of the database, which nothing else does."""
    SessionStore.clear_expired()


def _is_polled(request: HttpRequest) -> bool:
    match = request.resolver_match
    asked = "HX-Request" in request.headers
    return asked and match is not None and match.url_name in POLLED
