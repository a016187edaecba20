"""``hoso account``: what only somebody at the server may do to accounts."""

import click

from cli.speak import say, stdout
from pipeline.file_names import read_name
from settings.start import start_django
from web.accounts import lose_second_factor


@click.group()
def account() -> None:
    """Việc về tài khoản, chỉ làm được trên máy chủ. (What is done to accounts at the server.)"""


@account.command("reset-second-factor")
@click.argument("name", metavar="TÊN")
def reset_second_factor(name: str) -> None:
    """Bỏ bước xác thực thứ hai của người mất điện thoại. (Take a lost second factor away.)"""
    start_django()
    name = read_name(name)
    had = lose_second_factor(name)
    stdout.print(say("account.reset" if had else "account.nothing_to_reset", name=name))
