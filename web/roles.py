"""Who may do what: roles of people, and which views each role has."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, Group, User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _


class Role(StrEnum):
    """A role is a group of Django's."""

    SCANNER = "scanner"
    REVIEWER = "reviewer"
    OPERATOR = "operator"
    ARCHIVIST = "archivist"
    ADMINISTRATOR = "administrator"

    @property
    def word(self) -> str:
        """In the language of the page."""
        words = {
            Role.SCANNER: _("Quét hồ sơ"),
            Role.REVIEWER: _("Kiểm tra"),
            Role.OPERATOR: _("Vận hành"),
            Role.ARCHIVIST: _("Lưu trữ"),
            Role.ADMINISTRATOR: _("Quản trị"),
        }
        return words[self]


ALL = frozenset(Role)
READERS = frozenset({Role.REVIEWER, Role.ARCHIVIST, Role.ADMINISTRATOR})
REVIEWERS = frozenset({Role.REVIEWER, Role.ADMINISTRATOR})

SCANNERS = frozenset({Role.SCANNER, Role.OPERATOR, Role.ADMINISTRATOR})

WITHOUT_LOGIN = frozenset({"login", "logout", "language"})

ACCESS: Mapping[str, frozenset[Role]] = {
    "dashboard": ALL,
    "password": ALL,
    "second_factor": ALL,
    "second_factor_code": ALL,
    "second_factor_enroll": ALL,
    "second_factor_off": ALL,
    "second_factor_recovery": ALL,
    "delivery": ALL,
    "search": READERS,
    "waiting": REVIEWERS,
    "documents": READERS,
    "export": frozenset({Role.ARCHIVIST, Role.ADMINISTRATOR}),
    "document": READERS,
    "document_page": READERS,
    "dossier": READERS,
    "picture": READERS,
    "thumbnail": READERS,
    "pdf": READERS,
    **dict.fromkeys(
        ("people", "person_new", "person", "person_password"), frozenset({Role.ADMINISTRATOR})
    ),
    **dict.fromkeys(
        (
            "upload",
            "upload_start",
            "upload_file",
            "upload_finish",
            "upload_drop",
            "uploaded",
            "covers",
        ),
        SCANNERS,
    ),
    "review_next": REVIEWERS,
    "review": REVIEWERS,
    "review_field": REVIEWERS,
    "review_undo": REVIEWERS,
    "review_finish": REVIEWERS,
    "bulk": REVIEWERS,
    "samples": REVIEWERS,
    "bulk_confirm": REVIEWERS,
    "review_rescan": REVIEWERS,
    "rescans": SCANNERS | REVIEWERS,
    "rescan_done": SCANNERS | REVIEWERS,
    "review_leave": REVIEWERS,
    "review_divide": REVIEWERS,
    "divide_dossier": REVIEWERS,
    "review_turn": REVIEWERS,
    "review_previous": REVIEWERS,
    "page_text": REVIEWERS,
    "page_text_line": REVIEWERS,
    "page_text_region": REVIEWERS,
    "page_text_undo": REVIEWERS,
}
"""Every view by name. One that is not named here is nobody's."""

Respond = Callable[[HttpRequest], HttpResponse]


def roles_of(user: AbstractBaseUser | AnonymousUser) -> frozenset[Role]:
    """The roles of a person; whoever may do all in Django is an administrator."""
    if not isinstance(user, User):
        return frozenset()
    names = set(user.groups.values_list("name", flat=True))
    held = {role for role in Role if role.value in names}
    return frozenset(held | ({Role.ADMINISTRATOR} if user.is_superuser else set()))


def give_role(user: User, role: Role) -> None:
    """Let a person act in a role."""
    group, _made = Group.objects.get_or_create(name=role.value)
    user.groups.add(group)


def roles_held(request: HttpRequest) -> frozenset[Role]:
    """The roles of whoever asks."""
    held: frozenset[Role] | None = getattr(request, "hoso_roles", None)
    if held is None:
        held = roles_of(request.user)
        request.hoso_roles = held  # type: ignore[attr-defined]  # asked once a request
    return held


def take_roles(user: User) -> None:
    """Let a person act in no role."""
    user.groups.remove(*user.groups.filter(name__in=[role.value for role in Role]))


def may(request: HttpRequest, view: str) -> bool:
    """Claim that whoever asks has a view."""
    return bool(ACCESS.get(view, frozenset()) & roles_held(request))


def respect_roles(respond: Respond) -> Respond:
    """Refuse what a role does not have. Who is not logged in is led to the login elsewhere."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and not _is_allowed(request):
            raise PermissionDenied
        return respond(request)

    return answer


def _is_allowed(request: HttpRequest) -> bool:
    try:
        view = resolve(request.path_info).url_name or ""
    except Resolver404:  # there is nothing to refuse
        return True
    return view in WITHOUT_LOGIN or may(request, view)
