"""``hoso``: the group of all commands."""

import sys
from importlib import import_module

import click

from cli.speak import fail
from dossiers.errors import DigitizationError, ExitCode
from settings.database_faults import database_faults_named
from settings.start import set_up_django

COMMANDS = (
    "digitize",
    "status",
    "search",
    "show",
    "verify",
    "doctor",
    "operate",
    "desk",
    "serve",
    "account",
    "demo",
    "synthesize",
    "covers",
    "office",
    "retrain",
    "thresholds",
)

# They set Django up themselves, and tell when that fails.
SELF_STARTING = ("doctor",)


class Hoso(click.Group):
    """Loads a command when it is called.

    Commands import models, so Django is set up before they are loaded.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # as click calls it
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        if cmd_name not in SELF_STARTING:
            set_up_django()
        command: click.Command = getattr(import_module(f"cli.{cmd_name}"), cmd_name)
        return command


@click.group(cls=Hoso, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="hoso")
def hoso() -> None:
    """Số hóa hồ sơ giấy: quét vào, hồ sơ tra cứu được ra. (Digitize paper dossiers.)"""


def main() -> None:
    """Run ``hoso``; named errors become a sentence and an exit code.

    An error without a name is a bug, and stays a traceback. An interruption has its own exit
    code, and what is done is kept.
    """
    try:
        with database_faults_named():
            code = hoso.main(standalone_mode=False)
    except DigitizationError as error:
        fail(error)
    except click.exceptions.Abort:
        sys.exit(ExitCode.INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    sys.exit(code if isinstance(code, int) else ExitCode.OK)


if __name__ == "__main__":
    main()
