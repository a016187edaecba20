"""`hoso operate`: what it sets up, and that nothing of it outlives it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from running_hoso import Operated, RunPython, draw_page

from dossiers.errors import ServiceError
from flows.leash import leashed
from flows.server import find_shared, local_server

PATIENCE_SECONDS = 90


def wait_until(claim: Callable[[], object]) -> object:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (answer := claim()):
        assert time.monotonic() < deadline
        time.sleep(0.2)
    return answer


def batch_deployment(operated: Operated) -> str:
    found = operated.ask("/deployments/filter", {})
    return next(each["id"] for each in found if each["name"] == "lo-ho-so")


def ending(operated: Operated, run_id: str) -> str:
    """How a run ended; empty while it has not. A crash is no end: it is run again."""
    body = {"flow_runs": {"id": {"any_": [run_id]}}}
    state = operated.ask("/flow_runs/filter", body)[0]["state_type"]
    return state if state in ("COMPLETED", "FAILED", "CANCELLED") else ""


def is_alive(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().split()[2] != "Z"


def test_a_worker_runs_the_deployment_of_the_batch_in_the_folder_of_its_operator(
    operated: Operated,
) -> None:
    draw_page(operated.home / "deliveries" / "deployed.png", 7)
    body = {"parameters": {"source": "deliveries/deployed.png", "results": "out"}}
    run = operated.ask(f"/deployments/{batch_deployment(operated)}/create_flow_run", body)
    assert wait_until(lambda: ending(operated, run["id"])) == "COMPLETED"
    assert (operated.home / "out" / "deployed.json").exists()


def test_a_run_that_was_running_when_the_server_went_down_is_run_again(
    operated: Operated, run_python: RunPython
) -> None:
    draw_page(operated.home / "deliveries" / "orphaned.png", 8)
    body = {"parameters": {"source": "deliveries/orphaned.png"}, "state": {"type": "RUNNING"}}
    run = operated.ask(f"/deployments/{batch_deployment(operated)}/create_flow_run", body)
    run_python(
        "from dossiers.messages import Language;"
        "from flows.automations import crash_orphans; crash_orphans(Language.ENGLISH)"
    )
    assert wait_until(lambda: ending(operated, run["id"])) == "COMPLETED"


def test_sweeps_never_overlap(operated: Operated) -> None:
    sweep = next(
        each for each in operated.ask("/deployments/filter", {}) if each["name"] == "quet-thu-muc"
    )
    assert sweep["schedules"][0]["schedule"]["interval"] == 60
    assert sweep["global_concurrency_limit"]["limit"] == 1
    assert sweep["concurrency_options"]["collision_strategy"] == "CANCEL_NEW"


def test_dead_runs_are_brought_back_by_automations(operated: Operated) -> None:
    names = {each["name"] for each in operated.ask("/automations/filter", {})}
    assert {"hoso-im-lang", "hoso-chay-lai"} <= names


def test_the_server_keeps_to_itself(operated: Operated) -> None:
    settings = httpx.get(f"{operated.address}/api/admin/settings", timeout=30).json()
    assert settings["server"]["analytics_enabled"] is False
    assert settings["server"]["ui"]["show_promotional_content"] is False
    assert settings["server"]["api"]["host"] == "127.0.0.1"
    assert os.environ["DO_NOT_TRACK"] == "1"


def test_no_machine_path_is_written_into_prefect_yaml() -> None:
    text = (Path(__file__).parents[2] / "prefect.yaml").read_text(encoding="utf-8")
    assert "/home" not in text
    assert str(Path(__file__).parents[2]) not in text


def test_a_short_run_finds_the_server_of_the_operator(operated: Operated) -> None:
    assert find_shared(operated.home) == operated.address


def test_two_servers_do_not_share_a_folder(operated: Operated) -> None:
    with pytest.raises(ServiceError, match="PREFECT_API_URL"), local_server(operated.home):
        pass


def test_a_port_in_use_is_refused_with_a_cure(operated: Operated, tmp_path: Path) -> None:
    port = int(operated.address.rpartition(":")[2])
    with pytest.raises(ServiceError, match="Choose another one"), local_server(tmp_path, port):
        pass


def test_a_leashed_program_ends_with_the_with(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    with leashed(sleeper(note), {}, tmp_path / "log"):
        pid = int(str(wait_until(lambda: note.exists() and note.read_text())))
        assert is_alive(pid)
    assert not is_alive(pid)


def test_a_leashed_program_ends_when_its_starter_is_killed(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    code = f"""
import time
from pathlib import Path
from flows.leash import leashed
with leashed({sleeper(note)!r}, {{}}, Path({str(tmp_path / "log")!r})):
    time.sleep(600)
"""
    with subprocess.Popen([sys.executable, "-c", code]) as starter:
        pid = int(str(wait_until(lambda: note.exists() and note.read_text())))
        os.kill(starter.pid, signal.SIGKILL)
    wait_until(lambda: not is_alive(pid))


def sleeper(note: Path) -> list[str]:
    """A command that writes its process id and sleeps."""
    code = (
        "import os, sys, time; from pathlib import Path;"
        "Path(sys.argv[1]).write_text(str(os.getpid())); time.sleep(600)"
    )
    return [sys.executable, "-c", code, str(note)]
