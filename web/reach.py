"""What is of another office does not exist for a person: one place refuses it for all views."""

from collections.abc import Callable, Mapping

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from records.offices import EVERYTHING, Reach, reach_of
from web.roles import Role, roles_held

Respond = Callable[[HttpRequest], HttpResponse]

CLAIMS: Mapping[str, Callable[[Reach, int], bool]] = {
    "document_id": Reach.holds_document,
    "dossier_id": Reach.holds_dossier,
    "delivery_id": Reach.holds_delivery,
    "rescan_id": Reach.holds_rescan,
}
"""Parts of addresses that name something of an office."""


def reach(request: HttpRequest) -> Reach:
    """What whoever asks can see; administrators see everything."""
    known: Reach | None = getattr(request, "hoso_reach", None)
    if known is None:
        known = _reach(request)
        request.hoso_reach = known  # type: ignore[attr-defined]  # asked once a request
    return known


def respect_offices(respond: Respond) -> Respond:
    """Find nothing at addresses of other offices' dossiers."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            _refuse_beyond(request)
        return respond(request)

    return answer


def _reach(request: HttpRequest) -> Reach:
    if Role.ADMINISTRATOR in roles_held(request):
        return EVERYTHING
    return reach_of(request.user) if isinstance(request.user, User) else Reach(frozenset())


def _refuse_beyond(request: HttpRequest) -> None:
    try:
        named = resolve(request.path_info).kwargs
    except Resolver404:
        return
    for part, is_within in CLAIMS.items():
        if part in named and not is_within(reach(request), named[part]):
            raise Http404
