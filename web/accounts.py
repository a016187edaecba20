"""Accounts of the desk."""

import secrets
from collections.abc import Sequence

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db import transaction

from dossiers.errors import DigitizationError, ExitCode
from dossiers.messages import message
from records.audit import HOSO, note_event
from records.models import Office
from web.one_time_codes import take_away
from web.roles import Role, give_role, take_roles

PASSWORD_BYTES = 12  # 96 bits: nobody guesses them, and 16 letters can be typed from paper


def has_accounts() -> bool:
    """Somebody can log in."""
    return get_user_model().objects.filter(is_active=True).exists()


def make_account(name: str, role: Role = Role.ADMINISTRATOR, who: str = HOSO) -> str | None:
    """Make an account; its password, which is not kept. None when the name is taken.

    The audit calls hoso itself by a name, which is nobody else's.
    """
    users = get_user_model().objects
    if name.casefold() == HOSO or users.filter(username=name).exists():
        return None
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    give_role(users.create_user(username=name, password=password), role)
    note_event(who, "account_made", f"user {name}", role=role)
    return password


class UnknownAccountError(DigitizationError):
    """Nobody has this name."""

    exit_code = ExitCode.USAGE


def account_named(name: str) -> User:
    """The account of a person.

    Raises:
        UnknownAccountError: Nobody has this name.
    """
    found = User.objects.filter(username=name).first()
    if found is None:
        raise UnknownAccountError(message("account.unknown", name=name))
    return found


def change_account(
    user: User, roles: Sequence[Role], offices: Sequence[Office], *, is_active: bool, who: User
) -> None:
    """Say what a person may do, whose dossiers they see, and whether they can log in."""
    with transaction.atomic():
        take_roles(user)
        for role in roles:
            give_role(user, role)
        user.offices.set(offices)
        user.is_active = is_active
        user.save(update_fields=["is_active"])
        note_event(
            who.get_username(),
            "account_changed",
            f"user {user.get_username()}",
            roles=" ".join(roles),
            offices=" ".join(office.code for office in offices),
            active=is_active,
        )


def renew_password(user: User, *, who: User) -> str:
    """Give an account another password, which is not kept; its sessions end."""
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    with transaction.atomic():
        user.set_password(password)
        user.save(update_fields=["password"])
        note_event(who.get_username(), "password_renewed", f"user {user.get_username()}")
    return password


def lose_second_factor(name: str) -> bool:
    """Take away the second factor of a person who lost it; False where there was none.

    Raises:
        UnknownAccountError: Nobody has this name.
    """
    had = take_away(account_named(name))
    if had:
        note_event(HOSO, "second_factor_reset", f"user {name}")
    return had
