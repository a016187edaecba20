"""``hoso serve``: the desk for a whole office, behind a reverse proxy."""

import click

from cli.desk import FIRST_USER
from cli.serving import serve_desk, tell_account
from cli.speak import warn
from dossiers.messages import message
from settings import read_settings
from settings.start import start_django
from web.accounts import has_accounts
from web.roles import Role

LOOPBACKS = ("127.0.0.1", "::1")


@click.command()
@click.option(
    "--host",
    "hosts",
    multiple=True,
    default=LOOPBACKS,
    show_default=True,
    help="Địa chỉ IPv4 hoặc IPv6 để nghe; ghi nhiều lần được. (Addresses to listen on.)",
)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--proxy",
    default="127.0.0.1",
    show_default=True,
    help="Địa chỉ của máy chủ ủy nhiệm đứng trước. (Address of the reverse proxy in front.)",
)
def serve(hosts: tuple[str, ...], port: int, proxy: str) -> None:
    """Phục vụ bàn làm việc cho cả cơ quan, sau một máy chủ ủy nhiệm có HTTPS. (For an office.)

    Tên máy mà trình duyệt gọi phải có trong HOSO_HOSTS; xem deploy/.
    """
    start_django()
    if Role.ADMINISTRATOR.value not in read_settings().second_factor_for:
        warn(message("serve.one_factor"))
    if not has_accounts():
        tell_account(FIRST_USER, Role.ADMINISTRATOR)
    serve_desk(hosts, port, proxy=proxy)
