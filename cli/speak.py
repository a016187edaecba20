"""How commands talk to people: in the language of the settings, results apart from the rest."""

from typing import NoReturn

import click
from rich.console import Console
from rich.table import Table

from dossiers.errors import DigitizationError
from dossiers.messages import Message, Value, message
from settings import read_settings

stderr = Console(stderr=True, highlight=False, soft_wrap=True)
stdout = Console(highlight=False, soft_wrap=True)


def say(key: str, **values: Value) -> str:
    """A sentence of the catalog in the language of the settings."""
    return say_message(message(key, **values))


def say_message(sentence: Message) -> str:
    """A message in the language of the settings."""
    return sentence.say(read_settings().language)


def warn(sentence: Message) -> None:
    """Tell a person on stderr what is wrong, and go on."""
    stderr.print(say_message(sentence), style="yellow", markup=False)


def fail(error: DigitizationError) -> NoReturn:
    """Tell a person on stderr what is wrong, and end with the error's exit code."""
    stderr.print(say_message(error.reason), style="bold red", markup=False)
    raise click.exceptions.Exit(error.exit_code)


def table(*columns: str) -> Table:
    """An empty table with headings from the catalog."""
    made = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        made.add_column(say(column), overflow="fold")
    return made


def name_of(vietnamese: str, english: str) -> str:
    """The one of two names that the language of the settings asks for."""
    return english if read_settings().language == "en" else vietnamese
