"""``hoso desk``: the desk in the browser, for this machine only."""

import errno

import click
from waitress import create_server  # type: ignore[import-untyped]  # no stubs

from cli.speak import say, stderr, stdout
from dossiers.errors import ServiceError
from dossiers.messages import message
from pipeline.file_names import read_name
from settings.start import start_django
from web.accounts import has_accounts, make_account
from web.roles import Role
from web.wsgi import application

LOOPBACK = "127.0.0.1"
THREADS = 8
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
def desk(port: int, user: str | None, role: str) -> None:
    """Mở bàn làm việc trong trình duyệt của máy này. (The desk in the browser.)"""
    start_django()
    if user or not has_accounts():
        _make_account(read_name(user) if user else FIRST_USER, Role(role))
    try:
        server = create_server(application, host=LOOPBACK, port=port, threads=THREADS, ident=None)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise ServiceError(message("flow.port_taken", port=port)) from error
    stderr.print(say("desk.open", address=f"http://{LOOPBACK}:{port}"))
    server.run()


def _make_account(name: str, role: Role) -> None:
    """Tell the password of a new account, this once."""
    password = make_account(name, role)
    if password is None:
        stderr.print(say("desk.account_exists", name=name))
    else:
        stdout.print(say("desk.password", name=name, password=password))
