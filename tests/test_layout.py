"""The house as it is built: rooms, names, locks, and that its papers list everything."""

import importlib
import re
from importlib.metadata import packages_distributions

import pytest

from cli.hoso import COMMANDS
from dossiers.errors import ExitCode
from settings import REPOSITORY, Settings

ROOMS = """bench classifiers cli dossiers extraction flows imaging ocr pipeline records settings
storage synthesis training web""".split()


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_is_imported_from_the_repository(room: str) -> None:
    module = importlib.import_module(room)
    assert module.__file__ is not None
    assert module.__file__.startswith(f"{REPOSITORY / room}/")
    assert (REPOSITORY / room / "__init__.py").exists()


def test_no_installed_distribution_ships_one_of_our_names() -> None:
    owners = packages_distributions()
    assert {room: owners[room] for room in ROOMS if set(owners.get(room, [])) - {"hoso"}} == {}


@pytest.mark.parametrize("folder", ["models", "samples"])
def test_folders_of_data_are_no_packages(folder: str) -> None:
    assert (REPOSITORY / folder / "README.md").exists()
    assert not (REPOSITORY / folder / "__init__.py").exists()


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock"])
def test_locks_pin_exact_versions_and_name_no_host(lock: str) -> None:
    lines = (REPOSITORY / lock).read_text(encoding="utf-8").splitlines()
    assert len(lines) > 50
    for line in lines:
        assert re.fullmatch(r"[a-z0-9._-]+(\[[a-z,-]+\])?==[^ ]+( ; .*)?", line), line


def test_the_runtime_lock_is_part_of_the_test_lock() -> None:
    runtime, test = (
        set((REPOSITORY / lock).read_text(encoding="utf-8").splitlines())
        for lock in ("requirements.lock", "requirements-test.lock")
    )
    assert runtime <= test


def _page(name: str) -> str:
    return (REPOSITORY / "docs" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("setting", sorted(Settings.model_fields))
def test_every_setting_is_documented(setting: str) -> None:
    assert f"`HOSO_{setting.upper()}`" in _page("settings.md")


@pytest.mark.parametrize("code", list(ExitCode))
def test_every_exit_code_is_documented(code: ExitCode) -> None:
    assert f"| {int(code)} | `{code.name}` |" in _page("errors.md")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(command: str) -> None:
    assert f"## `hoso {command}" in _page("commands.md")
