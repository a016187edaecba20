"""``hoso doctor``: is everything here that hoso needs, and what to do where it is not."""

import platform
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version

import click

from cli.speak import say, say_message, stdout
from dossiers.errors import DigitizationError, ExitCode, MissingToolError
from ocr.tessdata import choose_traineddata, missing_letters
from settings import read_settings
from settings.database_faults import database_faults_named
from settings.home import make_home
from settings.start import start_django
from settings.workshop import (
    field_readers,
    find_program,
    open_settings_store,
    page_judge,
    reader_choice,
    taught_before,
    taught_file,
)

LEAST_FREE_GIB = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the examination, and what the shell sees of it."""

    text: str
    code: ExitCode = ExitCode.OK


@click.command()
def doctor() -> None:
    """Kiểm tra công cụ, dữ liệu ngôn ngữ, ổ đĩa, phiên bản. (Check tools, data, disk.)"""
    codes = []
    for finding in _examine():
        good = finding.code is ExitCode.OK
        mark, style = ("✓", "green") if good else ("✗", "bold red")
        stdout.print(f"{mark} {finding.text}", style=style)
        codes.append(finding.code)
    raise click.exceptions.Exit(next(filter(None, codes), ExitCode.OK))


def _examine() -> Iterator[Finding]:
    yield from _told(_versions)
    yield from _told(_programs)
    # Where one of these is wrong, all that follow would only say it again.
    for ground, checks in (
        (_settings, (_engine, _letters, _kinds, _fields)),
        (_home, (_database, _store, _disk)),
    ):
        found = list(_told(ground))
        yield from found
        if any(finding.code for finding in found):
            return
        for check in checks:
            yield from _told(check)


def _told(check: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    """The findings of a check; an error that has a name is a finding too."""
    try:
        with database_faults_named():
            yield from check()
    except DigitizationError as error:
        yield Finding(say_message(error.reason), error.exit_code)


def _settings() -> Iterator[Finding]:
    read_settings()
    yield Finding(say("cli.settings_right"))


def _home() -> Iterator[Finding]:
    home = read_settings().home
    make_home(home)
    yield Finding(str(home))


def _versions() -> Iterator[Finding]:
    names = ("hoso", "prefect", "django", "opencv-python")
    versions = " · ".join(f"{name} {version(name)}" for name in names)
    yield Finding(f"Python {platform.python_version()} · {versions}")


def _programs() -> Iterator[Finding]:
    for program, package in (("tesseract", "tesseract-ocr"), ("pdftoppm", "poppler-utils")):
        try:
            find_program(program, package)
        except MissingToolError as error:
            yield Finding(say_message(error.reason), error.exit_code)
        else:
            yield Finding(program)


def _engine() -> Iterator[Finding]:
    yield Finding(say("cli.reads_with", engine=reader_choice(read_settings()).open().names))


def _letters() -> Iterator[Finding]:
    choice = reader_choice(read_settings())
    missing = missing_letters(choose_traineddata(choice.language, choice.tessdata, choice.models))
    key = "cli.letters_missing" if missing else "cli.letters_complete"
    values = {"letters": " ".join(sorted(missing))} if missing else {}
    yield Finding(say(key, **values))


def _kinds() -> Iterator[Finding]:
    settings = read_settings()
    count, taught = len(page_judge(settings).labels), taught_file(settings)
    if taught:
        yield Finding(say("cli.judges_kinds_taught", count=count, file=str(taught)))
        return
    yield Finding(say("cli.judges_kinds", count=count))
    for folder in taught_before(settings):
        yield Finding(say("cli.taught_before", folder=str(folder)))


def _fields() -> Iterator[Finding]:
    tagger, _ = field_readers()
    yield Finding(say("cli.reads_fields", count=len(tagger.keys)))


def _database() -> Iterator[Finding]:
    start_django()
    yield Finding(str(read_settings().database_path))


def _store() -> Iterator[Finding]:
    open_settings_store(read_settings()).exists("originals/probe")
    yield Finding(read_settings().store_address)


def _disk() -> Iterator[Finding]:
    home = read_settings().home
    free = shutil.disk_usage(home).free / 2**30
    enough = free >= LEAST_FREE_GIB
    text = say("cli.disk_free" if enough else "cli.disk_full", free=f"{free:.0f}", place=str(home))
    yield Finding(text, ExitCode.OK if enough else ExitCode.STORAGE)
