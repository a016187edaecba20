"""``hoso status``: where every page is."""

import click

from cli.speak import name_of, say, stdout, table
from dossiers.vocabulary import kinds
from records import queries
from records.ledger import Balance
from settings.start import start_django

MOST_DELIVERIES = 20


@click.command()
def status() -> None:
    """Cho biết mọi trang đang ở đâu. (Where every page is.)"""
    start_django()
    now = queries.status()
    rows = table(
        "cli.delivery",
        "cli.taken_at",
        "cli.taken_in",
        "cli.recorded",
        "cli.in_review",
        "cli.quarantined",
        "cli.to_do",
    )
    for each in now.deliveries[:MOST_DELIVERIES]:
        rows.add_row(each.name, f"{each.taken_at:%d/%m/%Y %H:%M}", *_numbers(each.balance))
    rows.add_row(say("cli.all"), "", *_numbers(now.balance), style="bold")
    stdout.print(rows)
    for code, count in now.documents_by_kind.items():
        stdout.print(f"{count:6} {name_of(kinds()[code].name, kinds()[code].name_en)}")
    stdout.print(say("cli.waiting", count=now.documents_in_review))


def _numbers(balance: Balance) -> tuple[str, ...]:
    return (
        str(balance.taken_in),
        str(balance.recorded),
        str(balance.in_review),
        str(balance.quarantined),
        str(balance.to_do),
    )
