import os
import re
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path

import pytest
from click.testing import CliRunner

from dossiers.errors import ServiceError
from settings import REPOSITORY

PATIENCE_SECONDS = 30


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def ask(port: int, address: str) -> tuple[int, str]:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        connection = HTTPConnection("127.0.0.1", port)
        try:
            connection.request("GET", address)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        except ConnectionRefusedError:
            assert time.monotonic() < deadline, "the desk did not open"
            time.sleep(0.1)
        finally:
            connection.close()


def test_the_desk_opens_on_a_fresh_machine_and_tells_its_password_once(tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "cli.hoso", "desk", "--port", str(port)]
    environment = {**os.environ, "HOSO_HOME": str(tmp_path / "home"), "HOSO_LANGUAGE": "en"}
    told = []
    for _ in range(2):
        with subprocess.Popen(
            command, cwd=REPOSITORY, env=environment, stdout=subprocess.PIPE, text=True
        ) as process:
            try:
                status, page = ask(port, "/login/")
                assert ask(port, "/static/web/desk.css")[0] == 200
            finally:
                process.terminate()
            assert process.stdout is not None
            told.append(process.stdout.read())
        assert status == 200
        assert "Password" in page
    assert re.search(r"admin, password: [\w-]{16} ", told[0])
    assert told[1] == ""


@pytest.mark.django_db
def test_a_port_in_use_is_told_by_its_number() -> None:
    from cli.desk import desk

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = CliRunner().invoke(desk, ["--port", str(port)])
    assert isinstance(result.exception, ServiceError)
    assert str(port) in str(result.exception)
