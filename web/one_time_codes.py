"""The second factor: codes of an app on the phone (TOTP), and ten recovery codes on paper.

A person has it from the moment on that the first code of the app was right. Secrets lie in the
database as django-otp keeps them, readable for whoever can read its file.
"""

import re
from base64 import b32encode
from datetime import timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django_otp import verify_token
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.util import random_number_token

APP_DIGITS = 6
# Digits, because input methods of Vietnamese turn letters into others. Guessing is slowed down
# after every wrong one, so that 33 bits are enough.
RECOVERY_DIGITS = 10
RECOVERY_CODES = 10
ENROLLING_MINUTES = 15
"""A secret that was shown and not confirmed is worth nothing afterwards."""

_BETWEEN_DIGITS = re.compile(r"[\s.-]")


class WrongCodeError(ValueError):
    """A code is not accepted; its text is the sentence for the person."""


def has_second_factor(user: User) -> bool:
    """Claim that a person's phone was enrolled."""
    return bool(TOTPDevice.objects.filter(user=user, confirmed=True).exists())


def begin_enrolling(user: User) -> None:
    """Make a new secret, which counts as soon as a code proves that the phone has it."""
    TOTPDevice.objects.filter(user=user, confirmed=False).delete()
    TOTPDevice.objects.create(user=user, name="app", confirmed=False, digits=APP_DIGITS)


def enrolling(user: User) -> TOTPDevice | None:
    """The secret that waits for its first code."""
    since = timezone.now() - timedelta(minutes=ENROLLING_MINUTES)
    return TOTPDevice.objects.filter(user=user, confirmed=False, created_at__gte=since).first()


def spell_secret(device: TOTPDevice) -> str:
    """The secret to type into an app, in groups of four letters and digits."""
    return " ".join(re.findall(".{1,4}", b32encode(device.bin_key).decode("ascii")))


def enroll(device: TOTPDevice, code: str) -> list[str]:
    """Turn the second factor on; gives the recovery codes, which are shown this once.

    Raises:
        WrongCodeError: The code is not the phone's.
    """
    _verify(device, code)
    with transaction.atomic():
        take_away(device.user, but=device)
        device.refresh_from_db()
        device.confirmed = True
        device.save()
        return make_recovery_codes(device.user)


def take_away(user: User, *, but: TOTPDevice | None = None) -> bool:
    """Take a person's second factor and recovery codes away; False where there was none."""
    had = has_second_factor(user)
    with transaction.atomic():
        TOTPDevice.objects.filter(user=user).exclude(pk=but.pk if but else None).delete()
        StaticDevice.objects.filter(user=user).delete()
    return had


def make_recovery_codes(user: User) -> list[str]:
    """New recovery codes, as they are written down; those before are worth nothing now."""
    codes = [str(random_number_token(RECOVERY_DIGITS)) for _each in range(RECOVERY_CODES)]
    with transaction.atomic():
        StaticDevice.objects.filter(user=user).delete()
        device = StaticDevice.objects.create(user=user, name="paper")
        StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    half = RECOVERY_DIGITS // 2
    return [f"{code[:half]}-{code[half:]}" for code in codes]


def recovery_codes_left(user: User) -> int:
    """How many recovery codes were not used."""
    return int(StaticToken.objects.filter(device__user=user).count())


def is_recovery(device: Device) -> bool:
    """Claim that it was a code from the paper."""
    return isinstance(device, StaticDevice)


def accept_code(user: User, code: str) -> Device:
    """Take a code of the app or a recovery code; neither is taken twice.

    Only the device whose code it can be is asked: wrong codes of the app must not slow down
    the recovery codes, which are there for the day without the phone.

    Raises:
        WrongCodeError: It is wrong or used, or came too soon after wrong ones.
    """
    kinds = {APP_DIGITS: TOTPDevice, RECOVERY_DIGITS: StaticDevice}
    kind = kinds.get(len(_compact(code)))
    device = kind.objects.filter(user=user, confirmed=True).first() if kind else None
    if device is None:
        raise WrongCodeError(_tell_wrong())
    return _verify(device, code)


def _verify(device: Device, code: str) -> Device:
    may, why = device.verify_is_allowed()
    if not may:
        until = localtime(why["locked_until"])
        told = _("Nhập sai nhiều lần nên phải chờ đến {time} mới nhập lại được.")
        raise WrongCodeError(told.format(time=f"{until:%H:%M:%S %d/%m/%Y}"))
    verified = verify_token(device.user, device.persistent_id, _compact(code))
    if verified is None:
        raise WrongCodeError(_tell_wrong())
    return verified


def _compact(code: str) -> str:
    """As apps and our paper write it, in groups, so people type it."""
    return _BETWEEN_DIGITS.sub("", code)


def _tell_wrong() -> str:
    return _("Mã không đúng hoặc đã dùng rồi. Hãy chờ ứng dụng hiện mã mới rồi nhập mã đó.")
