"""Prefect's server on this machine, with its data in ``home/prefect``.

Two servers must not share one SQLite database: the folder is locked while one runs. A server
that stays (``hoso operate``) says its address in the folder, so that short runs use it.
Nothing here imports Prefect: it reads its settings when it is imported, and they are only
known once the server runs.
"""

import fcntl
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from dossiers.errors import ServiceError
from dossiers.messages import message
from flows.environment import COMMON, SERVER_ONLY
from flows.leash import leashed

LOOPBACK = "127.0.0.1"
START_SECONDS = 90  # the first start makes the tables, on a slow disk
LOOK_SECONDS = 0.2
ANSWER_SECONDS = 5


@contextmanager
def local_server(home: Path, port: int = 0) -> Iterator[str]:
    """Run a server as long as the ``with`` lasts; gives its address, ``http://127.0.0.1:PORT``.

    Args:
        home: The home of the settings.
        port: 0 takes a free one.

    Raises:
        ServiceError: The port or the folder is in use, or the server did not start.
    """
    folder = prefect_folder(home)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a") as lock:
        _take(lock, folder)
        port = _free_port(port)
        address = f"http://{LOOPBACK}:{port}"
        command = [sys.executable, "-m", "prefect", "--no-prompt", "server", "start"]
        command += ["--host", LOOPBACK, "--port", str(port)]
        log = folder / "server.log"
        environment = {**client_environment(home, address), **SERVER_ONLY}
        with leashed(command, environment, log) as server:
            _wait_until_healthy(server, address, log)
            yield address


@contextmanager
def shared(home: Path, address: str) -> Iterator[None]:
    """Say in the folder where the server is, as long as the ``with`` lasts."""
    note = prefect_folder(home) / "address"
    note.write_text(address, encoding="ascii")
    try:
        yield
    finally:
        note.unlink(missing_ok=True)


def find_shared(home: Path) -> str:
    """The address of a server that stays and answers; empty when there is none."""
    note = prefect_folder(home) / "address"
    address = note.read_text(encoding="ascii") if note.exists() else ""
    return address if address and is_healthy(address) else ""


def prefect_folder(home: Path) -> Path:
    """Where Prefect keeps its database, logs and settings; absolute."""
    return home.absolute() / "prefect"


def client_environment(home: Path, address: str) -> Mapping[str, str]:
    """What a process must have in its environment to use the server, and no other."""
    return {
        **COMMON,
        "PREFECT_HOME": str(prefect_folder(home)),
        "PREFECT_API_URL": f"{address}/api",
    }


def is_healthy(address: str) -> bool:
    """The server answers and has its database."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=ANSWER_SECONDS)
    try:
        connection.request("GET", "/api/health")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):  # not up yet, or not Prefect
        return False
    finally:
        connection.close()


def _take(lock: IO[str], folder: Path) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise ServiceError(message("flow.server_busy", folder=str(folder))) from error


def _free_port(port: int) -> int:
    """``port`` if it is free; for 0 one that is."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError as error:
            raise ServiceError(message("flow.port_taken", port=port)) from error
        return int(probe.getsockname()[1])


def _wait_until_healthy(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not is_healthy(address):
        if server.poll() is not None or time.monotonic() > deadline:
            raise ServiceError(message("flow.server_failed", log=str(log)))
        time.sleep(LOOK_SECONDS)
