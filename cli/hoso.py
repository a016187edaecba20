"""``hoso``: the group of all commands."""

import sys
from importlib import import_module

import click

from cli.speak import fail
from dossiers.errors import DigitizationError, ExitCode
from settings.start import set_up_django

COMMANDS = ("digitize", "status", "search", "show", "verify", "doctor", "operate", "desk", "demo")


class Hoso(click.Group):
    """Loads a command when it is called; named errors become a sentence and an exit code.

    Commands import models, so Django is set up before the first of them is loaded. An error
    without a name is a bug, and stays a traceback.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        set_up_django()
        command: click.Command = getattr(import_module(f"cli.{cmd_name}"), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except DigitizationError as error:
            fail(error)


@click.group(cls=Hoso, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="hoso")
def hoso() -> None:
    """Số hóa hồ sơ giấy: quét vào, hồ sơ tra cứu được ra. (Digitize paper dossiers.)"""


def main() -> None:
    """Run ``hoso``; an interruption ends with its own exit code, and what is done is kept."""
    try:
        code = hoso.main(standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(ExitCode.INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    sys.exit(code if isinstance(code, int) else ExitCode.OK)


if __name__ == "__main__":
    main()
