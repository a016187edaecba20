"""Accounts in the desk: administrators make them, and say who may do and see what."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from records.models import Office
from web.accounts import change_account, make_account, renew_password
from web.persons import person_of
from web.roles import Role, roles_of
from web.sent_numbers import number_sent


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """All accounts, their roles and offices."""
    return _show(request)


@require_POST
def person_new(request: HttpRequest) -> HttpResponse:
    """Make an account; its password is shown once, and kept nowhere."""
    name = User.normalize_username(request.POST.get("name", "")).strip()
    try:
        UnicodeUsernameValidator()(name)
    except ValidationError:
        return _show(request, _("Tên chỉ gồm chữ, số và . _ - @ +, không có dấu cách."))
    roles = _roles(request)
    if not roles:
        return _show(request, _("Hãy chọn ít nhất một vai trò."))
    password = make_account(name, roles[0], person_of(request).get_username())
    if password is None:
        return _show(request, _("Đã có tài khoản {name}.").format(name=name))
    user = User.objects.get(username=name)
    change_account(user, roles, _offices(request), is_active=True, who=person_of(request))
    return _show(request, told=(name, password))


@require_POST
def person(request: HttpRequest, user_id: int) -> HttpResponse:
    """Change roles and offices of an account, or close it."""
    user = get_object_or_404(User, pk=user_id)
    roles, is_active = _roles(request), request.POST.get("active") == "1"
    if user == person_of(request) and not (is_active and Role.ADMINISTRATOR in roles):
        messages.error(request, _("Không tự bỏ quyền quản trị hoặc tự khóa tài khoản của mình."))
        return redirect("people")
    change_account(user, roles, _offices(request), is_active=is_active, who=person_of(request))
    messages.info(request, _("Đã lưu {name}.").format(name=user.get_username()))
    return redirect("people")


@require_POST
def person_password(request: HttpRequest, user_id: int) -> HttpResponse:
    """Give an account another password; whoever used it is logged out."""
    user = get_object_or_404(User, pk=user_id)
    return _show(request, told=(user.get_username(), renew_password(user, who=person_of(request))))


def _show(
    request: HttpRequest, trouble: str = "", told: tuple[str, str] | None = None
) -> HttpResponse:
    context = {
        "rows": [_row(user) for user in User.objects.prefetch_related("offices", "groups")],
        "roles": list(Role),
        "offices": list(Office.objects.all()),
        "trouble": trouble,
        "told": told,
    }
    return render(request, "web/people.html", context, status=422 if trouble else 200)


def _row(user: User) -> dict[str, Any]:
    offices = {office.pk for office in user.offices.all()}
    return {"user": user, "roles": roles_of(user), "offices": offices}


def _roles(request: HttpRequest) -> list[Role]:
    asked = set(request.POST.getlist("role"))
    return [role for role in Role if role.value in asked]


def _offices(request: HttpRequest) -> list[Office]:
    numbers = map(number_sent, request.POST.getlist("office"))
    asked = [number for number in numbers if number is not None]
    return list(Office.objects.filter(pk__in=asked))
