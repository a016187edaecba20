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


def ask(port: int, address: str, host: str = "127.0.0.1", **headers: str) -> tuple[int, str]:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        connection = HTTPConnection(host, port)
        try:
            connection.request("GET", address, headers=headers)
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


def has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as found:
            found.bind(("::1", 0))
    except OSError:
        return False
    return True


def test_an_office_is_served_on_both_protocols_under_its_own_name(tmp_path: Path) -> None:
    port = free_port()
    hosts = ["127.0.0.1", *(["::1"] if has_ipv6() else [])]
    command = [sys.executable, "-m", "cli.hoso", "serve", "--port", str(port)]
    command += [part for host in hosts for part in ("--host", host)]
    office = {"HOSO_HOSTS": '["hoso.example"]', "HOSO_HTTPS": "true"}
    environment = {**os.environ, **office, "HOSO_HOME": str(tmp_path / "home")}
    with subprocess.Popen(
        command, cwd=REPOSITORY, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            for host in hosts:
                assert ask(port, "/login/", host, Host="hoso.example")[0] == 200
                assert ask(port, "/login/", host, Host="evil.example")[0] == 400
        finally:
            process.terminate()
