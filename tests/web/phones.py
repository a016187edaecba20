"""The phone of a person: it knows the secret and shows a code."""

import time

from django.contrib.auth.models import User
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice


def code_of(device: TOTPDevice) -> str:
    """What the phone shows now."""
    shown = TOTP(device.bin_key, device.step, device.t0, device.digits)
    shown.time = time.time()
    return f"{shown.token():06d}"


def next_code(device: TOTPDevice) -> str:
    """What the phone shows half a minute after the last code was used, without waiting."""
    TOTPDevice.objects.filter(pk=device.pk).update(last_t=-1, drift=0)
    return code_of(device)


def wrong_code(device: TOTPDevice) -> str:
    """A code that the phone shows neither now nor soon."""
    shown = {code_of(device)}
    for step in (-2, -1, 1, 2):
        near = TOTP(device.bin_key, device.step, device.t0, device.digits)
        near.time = time.time() + step * device.step
        shown.add(f"{near.token():06d}")
    return next(code for code in map("{:06d}".format, range(10)) if code not in shown)


def forgive(user: User) -> None:
    """Let the time go by that wrong codes have to wait."""
    TOTPDevice.objects.filter(user=user).update(
        throttling_failure_timestamp=None, throttling_failure_count=0
    )


def give_phone(user: User) -> TOTPDevice:
    """A phone that was enrolled before."""
    made: TOTPDevice = TOTPDevice.objects.create(user=user, name="app", confirmed=True)
    return made


def type_code(client: Client, code: str, **more: str):
    return client.post("/second-factor/code/", {"code": code, **more})
