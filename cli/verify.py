"""``hoso verify``: prove that no page and no original is lost or changed."""

import click

from cli.speak import say, say_message, stderr, stdout
from dossiers.errors import ExitCode
from records.ledger import balance
from records.verify import verify as find_losses
from settings import read_settings
from settings.start import start_django
from settings.workshop import open_settings_store


@click.command()
def verify() -> None:
    """Chứng minh không mất trang nào, không đổi bản gốc nào. (Prove that nothing is lost.)"""
    start_django()
    losses = 0
    for finding in find_losses(open_settings_store(read_settings())):
        stderr.print(say_message(finding), style="bold red")
        losses += 1
    now = balance()
    stdout.print(
        say(
            "cli.balance",
            taken_in=now.taken_in,
            recorded=now.recorded,
            in_review=now.in_review,
            quarantined=now.quarantined,
            to_do=now.to_do,
        ),
    )
    if losses:
        raise click.exceptions.Exit(ExitCode.LEDGER_BROKEN)
    stdout.print(say("cli.verified"), style="green")
