"""The desk under waitress, a production server of threads."""

import errno
from collections.abc import Sequence

from waitress import create_server  # type: ignore[import-untyped]  # no stubs

from cli.speak import say, stderr, stdout
from dossiers.errors import ServiceError
from dossiers.messages import message
from web.accounts import make_account
from web.roles import Role
from web.sessions import clear_ended_sessions
from web.upload import tidy_uploads
from web.wsgi import application, load_for_good

THREADS = 8


def serve_desk(hosts: Sequence[str], port: int, *, proxy: str = "") -> None:
    """Serve until interrupted.

    Args:
        hosts: Addresses to listen on, IPv4 and IPv6.
        proxy: Address of a reverse proxy whose ``X-Forwarded`` headers are believed.

    Raises:
        ServiceError: The port is taken.
    """
    clear_ended_sessions()
    listen = " ".join(f"[{host}]:{port}" if ":" in host else f"{host}:{port}" for host in hosts)
    trust = {"trusted_proxy": proxy, "trusted_proxy_headers": _FORWARDED} if proxy else {}
    try:
        server = create_server(
            application,
            listen=listen,
            threads=THREADS,
            ident=None,
            clear_untrusted_proxy_headers=True,
            **trust,
        )
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise ServiceError(message("flow.port_taken", port=port)) from error
    tidy_uploads()
    load_for_good()
    stderr.print(say("desk.open", address=f"http://{_spelled(hosts[0])}:{port}"))
    server.run()


_FORWARDED = "x-forwarded-for x-forwarded-proto x-forwarded-host"


def _spelled(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def tell_account(name: str, role: Role) -> None:
    """Make an account and tell its password, this once."""
    password = make_account(name, role)
    if password is None:
        stderr.print(say("desk.account_exists", name=name))
    else:
        stdout.print(say("desk.password", name=name, password=password))
