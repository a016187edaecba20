"""Deliveries as flow runs, on a real server."""

import json
import os
import re
import signal
import subprocess
from pathlib import Path
from typing import Any

from running_hoso import HOSO, Operated, RunPython, draw_page, surroundings

from flows.server import is_healthy

RUN = """
import json
from pathlib import Path
from settings.start import set_up_django
set_up_django()
from flows.run import run_batch
from records import ledger
summaries, unreadable = run_batch(
    SOURCES, Path("results"), lambda page: print("page", page.index, flush=True)
)
balance = ledger.balance()
print(json.dumps({
    "fresh": [each.fresh for each in summaries],
    "pages": [each.pages for each in summaries],
    "unreadable": unreadable,
    "to_do": balance.to_do,
    "taken_in": balance.taken_in,
    "holds": balance.holds,
}))
"""


def code(*sources: Path | str) -> str:
    return RUN.replace("SOURCES", repr([str(source) for source in sources]))


def last_line(printed: str) -> dict[str, object]:
    told: dict[str, object] = json.loads(printed.splitlines()[-1])
    return told


def artifacts(operated: Operated, runs: list[str]) -> dict[str, Any]:
    """What the runs published, by key."""
    found = operated.ask("/artifacts/filter", {"artifacts": {"flow_run_id": {"any_": runs}}})
    return {each["key"]: each["data"] for each in found}


def test_a_delivery_becomes_a_run_with_a_report_and_a_second_run_finds_all_done(
    operated: Operated, run_python: RunPython
) -> None:
    delivery = run_python.folder / "lô *thử* 1"
    draw_page(delivery / "1.png", 1)
    (delivery / "hỏng.pdf").write_bytes(b"%PDF-1.4 broken")

    first = last_line(run_python(code(delivery), HOSO_LANGUAGE="en"))
    again = last_line(run_python(code(delivery, "nowhere.pdf"), HOSO_LANGUAGE="en"))

    assert (first["fresh"], again["fresh"]) == ([True], [False])
    assert (first["to_do"], first["holds"]) == (0, True)
    assert again["unreadable"] == 1
    assert (run_python.folder / "results" / "lô *thử* 1.json").exists()
    runs = operated.ask("/flow_runs/filter", {"flow_runs": {"name": {"any_": [delivery.name]}}})
    assert [run["state_name"] for run in runs] == ["Completed", "Completed"]
    assert "1 dossiers are done" in runs[0]["state"]["message"]
    made = artifacts(operated, [run["id"] for run in runs])
    report = made["lo-ho-so-1"]
    assert "# lô \\*thử\\* 1" in report
    assert "hỏng.pdf" in report
    assert "2 pages in = " in report
    assert json.loads(made["ho-so-1"])[0]["Pages"] == 1
    assert made["tien-do-1"] == 100.0


def test_without_a_server_one_is_started_for_the_run_and_stopped_after_it(tmp_path: Path) -> None:
    draw_page(tmp_path / "alone.png", 1)
    command = [HOSO, "digitize", "--flow", "alone.png", "--results", "out"]
    subprocess.run(
        command, cwd=tmp_path, env=surroundings(tmp_path / "home"), check=True, timeout=120
    )
    assert (tmp_path / "out" / "alone.json").exists()
    log = (tmp_path / "home" / "prefect" / "server.log").read_text(encoding="utf-8")
    address = re.search(r"http://127\.0\.0\.1:\d+", log)
    assert address is not None
    assert not is_healthy(address[0])


def test_only_a_storage_error_is_retried_and_a_bug_does_not_stop_the_others(
    operated: Operated, run_python: RunPython
) -> None:
    for folder, number in (("good", 1), ("shaky", 2), ("buggy", 3)):
        draw_page(run_python.folder / "retried" / folder / "1.png", number)
    told = last_line(
        run_python("""
import json
from collections import Counter
from settings.start import set_up_django
set_up_django()
from dossiers.errors import StorageError
from dossiers.messages import message
from flows import batch, dossier_tasks
from records import ledger

calls = Counter()
digitize_dossier = dossier_tasks.digitize_dossier

def fail_sometimes(stream, ticket, workshop, watch):
    calls[ticket.name] += 1
    if ticket.name == "shaky" and calls["shaky"] < 3:
        raise StorageError(message("storage.vanished", name="x"))
    if ticket.name == "buggy":
        raise ZeroDivisionError
    return digitize_dossier(stream, ticket, workshop, watch)

dossier_tasks.digitize_dossier = fail_sometimes
dossier_tasks.digitize_dossier_task.retry_delay_seconds = [0, 0]
state = batch.digitize_batch("retried", return_state=True)
balance = ledger.balance()
print(json.dumps({"calls": calls, "state": state.name, "message": state.message,
    "to_do": balance.to_do, "holds": balance.holds}))
""")
    )
    assert told["calls"] == {"good": 1, "shaky": 3, "buggy": 1}
    assert told["state"] == "Failed"
    assert "buggy" in str(told["message"])
    assert "shaky" not in str(told["message"])
    assert (told["to_do"], told["holds"]) == (1, True)


def test_a_run_that_is_interrupted_and_one_that_is_killed_are_continued(
    run_python: RunPython,
) -> None:
    pages = 30
    delivery = run_python.folder / "long"
    for number in range(pages):
        draw_page(delivery / f"{number}.png", number)
    done = 0
    for number in (signal.SIGINT, signal.SIGKILL):
        with run_python.start(code(delivery)) as process:
            assert process.stdout is not None
            assert next(process.stdout).startswith("page")
            os.kill(process.pid, number)
            rest, _ = process.communicate(timeout=60)
        done += 1 + rest.count("page ")
        assert process.returncode != 0

    printed = run_python(code(delivery))

    told = last_line(printed)
    # At most one page was kept whose watcher did not live to tell of it.
    assert pages - done - 2 <= printed.count("page ") <= pages - done
    assert told["pages"] == [pages]
    assert (told["taken_in"], told["to_do"], told["holds"]) == (pages, 0, True)
