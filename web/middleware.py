"""What every answer carries: privacy headers, and the language that a person chose."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from settings import read_settings

Respond = Callable[[HttpRequest], HttpResponse]

# Everything is served by the desk itself; nothing may be loaded, sent or framed elsewhere.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "img-src 'self'",
        "style-src 'self'",
        "script-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)


def private_by_default(respond: Respond) -> Respond:
    """Keep pages out of caches and apart from other sites, unless a view says otherwise."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = respond(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        # After logging out, the back button of a shared PC must show nothing.
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return answer


def speak_the_chosen_language(respond: Respond) -> Respond:
    """Speak the language of the cookie, else that of the settings.

    What the browser prefers does not count: office PCs often run an English browser.
    """
    spoken = {code for code, _ in settings.LANGUAGES}

    def answer(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in spoken else read_settings().language.value
        with translation.override(language):
            response = respond(request)
            response.headers.setdefault("Content-Language", language)
            return response

    return answer
