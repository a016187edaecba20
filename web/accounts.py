"""Accounts of the desk."""

import secrets

from django.contrib.auth import get_user_model

from dossiers.errors import DigitizationError, ExitCode
from dossiers.messages import message
from records.audit import HOSO, note_event
from web.one_time_codes import take_away
from web.roles import Role, give_role

PASSWORD_BYTES = 12  # 96 bits: nobody guesses them, and 16 letters can be typed from paper


def has_accounts() -> bool:
    """Somebody can log in."""
    return get_user_model().objects.filter(is_active=True).exists()


def make_account(name: str, role: Role = Role.ADMINISTRATOR) -> str | None:
    """Make an account; its password, which is not kept. None when the name is taken."""
    users = get_user_model().objects
    if users.filter(username=name).exists():
        return None
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    give_role(users.create_user(username=name, password=password), role)
    note_event(HOSO, "account_made", f"user {name}", role=role)
    return password


class UnknownAccountError(DigitizationError):
    """Nobody has this name."""

    exit_code = ExitCode.USAGE


def lose_second_factor(name: str) -> bool:
    """Take away the second factor of a person who lost it; False where there was none.

    Raises:
        UnknownAccountError: Nobody has this name.
    """
    user = get_user_model().objects.filter(username=name).first()
    if user is None:
        raise UnknownAccountError(message("account.unknown", name=name))
    had = take_away(user)
    if had:
        note_event(HOSO, "second_factor_reset", f"user {name}")
    return had
