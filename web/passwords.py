"""The password of a person who is logged in: asked for again, and changed."""

from typing import Any

from django.contrib.auth import authenticate
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.views import PasswordChangeView
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from records.audit import note_event


def knows_password(request: HttpRequest, password: str) -> bool:
    """Claim that it is the password of whoever is logged in.

    Asked like a login, so that guessing at a desk that was left alone is counted, noted and
    locked like guessing at the door.
    """
    name = request.user.get_username()
    return authenticate(request, username=name, password=password) is not None


class PasswordForm(PasswordChangeForm):
    """Django's own, but wrong old passwords are counted."""

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_old_password(self) -> str:
        old = str(self.cleaned_data["old_password"])
        if not knows_password(self.request, old):
            told = self.error_messages["password_incorrect"]
            raise ValidationError(told, code="password_incorrect")
        return old


class PasswordView(PasswordChangeView):
    """Change the own password; it ends all other sessions of the person."""

    form_class = PasswordForm
    template_name = "web/password.html"
    success_url = "/"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"request": self.request}

    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        name = self.request.user.get_username()
        answer = super().form_valid(form)
        note_event(name, "password_changed", f"user {name}")
        return answer
