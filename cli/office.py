"""``hoso office``: offices, and who sees the dossiers of which."""

import re

import click

from cli.speak import say, stdout, table
from dossiers.errors import UnreadableInputError
from dossiers.messages import message
from records import offices
from records.models import Office
from settings import read_settings
from settings.start import start_django
from web.accounts import account_named

_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

code_argument = click.argument("code", metavar="CODE")
user_argument = click.argument("user", metavar="TÊN")


@click.group()
def office() -> None:
    """Các đơn vị và ai xem hồ sơ của đơn vị nào. (Offices, and who sees whose dossiers.)"""
    start_django()


@office.command()
@code_argument
@click.argument("name", metavar="TÊN")
def add(code: str, name: str) -> None:
    """Thêm đơn vị, hoặc đổi tên. CODE cũng là tên thư mục của nó. (Add or rename an office.)"""
    if not _CODE.fullmatch(code):
        raise UnreadableInputError(message("office.wrong_code", code=code))
    offices.make_office(code, name)
    if read_settings().hot_folder is None:  # a folder of the office's own is the office's to make
        (read_settings().inbox / code).mkdir(parents=True, exist_ok=True)
    stdout.print(say("office.added", code=code, name=name))


@office.command()
@code_argument
@user_argument
def join(code: str, user: str) -> None:
    """Cho một người xem hồ sơ của đơn vị. (Let a person see an office's dossiers.)"""
    offices.join_office(offices.office_named(code), account_named(user))
    stdout.print(say("office.joined", code=code, user=user))


@office.command()
@code_argument
@user_argument
def leave(code: str, user: str) -> None:
    """Thôi cho xem. (Let a person see them no more.)"""
    offices.leave_office(offices.office_named(code), account_named(user))
    stdout.print(say("office.left", code=code, user=user))


@office.command("list")
def list_() -> None:
    """Các đơn vị và người của đơn vị. (Offices and their people.)"""
    rows = table("office.code", "office.name", "office.people")
    for each in Office.objects.prefetch_related("people"):
        people = sorted(person.get_username() for person in each.people.all())
        rows.add_row(each.code, each.name, ", ".join(people))
    stdout.print(rows)
