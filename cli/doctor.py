"""``hoso doctor``: is everything here that hoso needs, and what to do where it is not."""

import platform
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version

import click

from cli.speak import say, say_message, stdout
from dossiers.errors import DigitizationError, ExitCode, MissingToolError
from ocr.engine import open_engine, other_language
from ocr.tessdata import find_traineddata, missing_letters
from settings import read_settings
from settings.start import start_django
from settings.workshop import open_settings_store

LEAST_FREE_GIB = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the examination."""

    good: bool
    text: str


@click.command()
def doctor() -> None:
    """Kiểm tra công cụ, dữ liệu ngôn ngữ, ổ đĩa, phiên bản. (Check tools, data, disk.)"""
    findings = list(_examine())
    for finding in findings:
        mark, style = ("✓", "green") if finding.good else ("✗", "bold red")
        stdout.print(f"{mark} {finding.text}", style=style, markup=False)
    if not all(finding.good for finding in findings):
        raise click.exceptions.Exit(ExitCode.MISSING_TOOL)


def _examine() -> Iterator[Finding]:
    for check in (_versions, _programs, _engine, _letters, _database, _store, _disk):
        yield from _told(check)


def _told(check: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    """The findings of a check; an error that has a name is a finding too."""
    try:
        yield from check()
    except DigitizationError as error:
        yield Finding(False, say_message(error.reason))


def _versions() -> Iterator[Finding]:
    names = ("hoso", "prefect", "django", "opencv-python")
    versions = " · ".join(f"{name} {version(name)}" for name in names)
    yield Finding(True, f"Python {platform.python_version()} · {versions}")


def _programs() -> Iterator[Finding]:
    for program, package in (("tesseract", "tesseract-ocr"), ("pdftoppm", "poppler-utils")):
        if shutil.which(program) is None:
            raise MissingToolError(program, package)
        yield Finding(True, program)


def _engine() -> Iterator[Finding]:
    chosen = read_settings()
    engine = open_engine(chosen.engine, chosen.language_model, chosen.tessdata)
    other = other_language(chosen.language_model, chosen.tessdata)
    yield Finding(True, say("cli.reads_with", engine=engine.name, other=other))


def _letters() -> Iterator[Finding]:
    chosen = read_settings()
    missing = missing_letters(find_traineddata(chosen.language_model, chosen.tessdata))
    key = "cli.letters_missing" if missing else "cli.letters_complete"
    values = {"letters": " ".join(sorted(missing))} if missing else {}
    yield Finding(True, say(key, **values))


def _database() -> Iterator[Finding]:
    start_django()
    yield Finding(True, str(read_settings().database_path))


def _store() -> Iterator[Finding]:
    open_settings_store(read_settings()).exists("originals/probe")
    yield Finding(True, read_settings().store_address)


def _disk() -> Iterator[Finding]:
    home = read_settings().home
    free = shutil.disk_usage(home if home.exists() else home.parent).free / 2**30
    key = "cli.disk_free" if free >= LEAST_FREE_GIB else "cli.disk_full"
    yield Finding(free >= LEAST_FREE_GIB, say(key, free=f"{free:.0f}", place=str(home)))
