"""Who must give a code after the password, and that nothing else is open before."""

from collections.abc import Callable

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve, reverse

from settings import read_settings
from web.one_time_codes import has_second_factor
from web.persons import person_of
from web.roles import WITHOUT_LOGIN, roles_held

GIVING = WITHOUT_LOGIN | {"second_factor_code"}
"""Open to whoever still has to give the code: the password alone must not even change itself."""

ENROLLING = WITHOUT_LOGIN | {"password", "second_factor", "second_factor_enroll"}
"""Open to whoever must have a second factor and has none yet."""

Respond = Callable[[HttpRequest], HttpResponse]


def respect_second_factor(respond: Respond) -> Respond:
    """Lead people to the second step, and refuse everything else until it is done."""

    def answer(request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated or is_verified(request):
            return respond(request)
        if has_second_factor(person_of(request)):
            return _only(GIVING, "second_factor_code", request, respond)
        if must_have_second_factor(request):
            return _only(ENROLLING, "second_factor", request, respond)
        return respond(request)

    return answer


def is_verified(request: HttpRequest) -> bool:
    """Claim that the code was given in this session."""
    return getattr(request.user, "otp_device", None) is not None


def must_have_second_factor(request: HttpRequest) -> bool:
    """Claim that a role of the person asks for a second factor."""
    asked = read_settings().second_factor_for
    return bool(asked) and not roles_held(request).isdisjoint(asked)


def _only(views: frozenset[str], step: str, request: HttpRequest, respond: Respond) -> HttpResponse:
    if _view_of(request) in views:
        request.hoso_is_outside = True  # type: ignore[attr-defined]  # pages offer nothing then
        return respond(request)
    return redirect_to_login(request.get_full_path(), login_url=reverse(step))


def _view_of(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).url_name or ""
    except Resolver404:
        return ""
