"""The pages of the second factor: give a code, enroll a phone, recovery codes, take it off."""

from collections.abc import Mapping

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django_otp import login as remember_device
from django_otp.models import Device
from django_otp.plugins.otp_totp.models import TOTPDevice

from records.audit import note_event
from web import one_time_codes as codes
from web.comings import address_of
from web.passwords import knows_password
from web.persons import person_of
from web.refusals import note_refusal
from web.second_step import is_verified, must_have_second_factor

REFUSED = 422


@require_http_methods(["GET", "POST"])
def second_factor_code(request: HttpRequest) -> HttpResponse:
    """The second step of a login."""
    if is_verified(request) or not codes.has_second_factor(person_of(request)):
        return redirect(_next(request))
    trouble = ""
    if request.method == "POST":
        try:
            return _let_in(request, _take_code(request))
        except codes.WrongCodeError as error:
            trouble = str(error)
    context = {"trouble": trouble, "next": _next(request)}
    return _answer(request, "web/second_factor_code.html", context)


@require_http_methods(["GET", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """Whether it is on, and what can be done about it; posted to, it begins to enroll."""
    if request.method == "GET" or codes.has_second_factor(person_of(request)):
        return _tell(request)
    codes.begin_enrolling(person_of(request))
    return redirect("second_factor_enroll")


@require_http_methods(["GET", "POST"])
def second_factor_enroll(request: HttpRequest) -> HttpResponse:
    """Show the secret to the phone, and take the phone's first code."""
    device = codes.enrolling(person_of(request))
    if device is None or codes.has_second_factor(person_of(request)):
        return redirect("second_factor")
    trouble = ""
    if request.method == "POST":
        try:
            return _show_recovery_codes(request, _enroll(request, device))
        except codes.WrongCodeError as error:
            trouble = str(error)
    context = {
        "trouble": trouble,
        "secret": codes.spell_secret(device),
        "qr": segno.make_qr(device.config_url).svg_inline(
            border=4, omitsize=True, light="#fff", svgclass="code", title=_("Mã QR để quét")
        ),
    }
    return _answer(request, "web/second_factor_enroll.html", context)


@require_POST
def second_factor_off(request: HttpRequest) -> HttpResponse:
    """Take the own second factor off."""
    try:
        _take_code(request)
    except codes.WrongCodeError as error:
        return _tell(request, str(error))
    codes.take_away(person_of(request))
    _note(request, "second_factor_off")
    return redirect("second_factor")


@require_POST
def second_factor_recovery(request: HttpRequest) -> HttpResponse:
    """Give new recovery codes."""
    try:
        _take_code(request)
    except codes.WrongCodeError as error:
        return _tell(request, str(error))
    return _show_recovery_codes(request, codes.make_recovery_codes(person_of(request)))


def _take_code(request: HttpRequest) -> Device:
    """The device whose code was given; a refusal is noted."""
    person = person_of(request)
    try:
        return codes.accept_code(person, request.POST.get("code", ""))
    except codes.WrongCodeError:
        note_refusal("code_refused", person.get_username(), address_of(request))
        raise


def _let_in(request: HttpRequest, device: Device) -> HttpResponse:
    remember_device(request, device)
    request.session.cycle_key()  # nobody who knew the half open session is let in with it
    _note(request, "code_given", by=device.name)
    # Whoever needed the paper has no phone at hand: the page shows what can be done.
    return redirect("second_factor" if codes.is_recovery(device) else _next(request))


def _enroll(request: HttpRequest, device: TOTPDevice) -> list[str]:
    """Whoever finds a desk left alone must not shut its owner out: the password is asked for."""
    if not knows_password(request, request.POST.get("password", "")):
        raise codes.WrongCodeError(_("Mật khẩu không đúng. Hãy nhập lại."))
    made = codes.enroll(device, request.POST.get("code", ""))
    remember_device(request, device)
    request.session.cycle_key()
    _note(request, "second_factor_on")
    return made


def _show_recovery_codes(request: HttpRequest, made: list[str]) -> HttpResponse:
    _note(request, "recovery_codes_made")
    return render(request, "web/recovery_codes.html", {"codes": made})


def _tell(request: HttpRequest, trouble: str = "") -> HttpResponse:
    person = person_of(request)
    context = {
        "trouble": trouble,
        "is_on": codes.has_second_factor(person),
        "is_asked_for": must_have_second_factor(request),
        "left": codes.recovery_codes_left(person),
        "made": codes.RECOVERY_CODES,
    }
    return _answer(request, "web/second_factor.html", context)


def _answer(request: HttpRequest, template: str, context: Mapping[str, object]) -> HttpResponse:
    return render(request, template, dict(context), status=REFUSED if context["trouble"] else 200)


def _note(request: HttpRequest, what: str, **details: str) -> None:
    name = request.user.get_username()
    note_event(name, what, f"user {name}", **details)


def _next(request: HttpRequest) -> str:
    """The page that was asked for, if it is one of ours."""
    asked = request.POST.get("next", request.GET.get("next", ""))
    hosts = {request.get_host()}
    is_ours = url_has_allowed_host_and_scheme(asked, hosts, require_https=request.is_secure())
    return asked if is_ours else "/"
