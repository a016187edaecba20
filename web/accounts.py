"""Accounts of the desk."""

import secrets

from django.contrib.auth import get_user_model

from records.audit import HOSO, note_event
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
