"""Who asks."""

from django.contrib.auth.models import User
from django.http import HttpRequest


def person_of(request: HttpRequest) -> User:
    """The person who is logged in; every view but the login needs one."""
    assert isinstance(request.user, User)  # noqa: S101  # the middleware sees to it
    return request.user
