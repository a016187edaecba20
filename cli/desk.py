"""``hoso desk``: the desk in the browser, for this machine only."""

import click

from cli.serving import serve_desk, tell_account
from pipeline.file_names import read_name
from settings.start import start_django
from web.accounts import has_accounts
from web.roles import Role

LOOPBACK = "127.0.0.1"
FIRST_USER = "admin"


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--user",
    metavar="TÊN",
    help="Tạo tài khoản này nếu chưa có, mật khẩu in ra một lần. (Make this account.)",
)
@click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    default=Role.ADMINISTRATOR.value,
    show_default=True,
    help="Vai trò của tài khoản này. (Its role.)",
)
@click.option(
    "--accounts",
    is_flag=True,
    help="Tạo mỗi vai trò một tài khoản, để dùng thử. (An account for every role.)",
)
def desk(port: int, user: str | None, role: str, accounts: bool) -> None:
    """Mở bàn làm việc trong trình duyệt của máy này. (The desk in the browser.)"""
    start_django()
    if accounts:
        for each in Role:
            tell_account(each.value, each)
    elif user or not has_accounts():
        tell_account(read_name(user) if user else FIRST_USER, Role(role))
    serve_desk([LOOPBACK], port)
