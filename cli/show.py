"""``hoso show``: a dossier with its documents, fields and doubts."""

import click

from cli.speak import name_of, say, say_message, stdout, table, visible
from dossiers.document import Document
from dossiers.errors import UnreadableInputError
from dossiers.messages import message
from dossiers.vocabulary import field_names, kinds
from pipeline.file_names import read_name
from records import queries
from settings.start import start_django


@click.command()
@click.argument("dossier")
def show(dossier: str) -> None:
    """Xem một hồ sơ theo số, tên hoặc mã. (Show a dossier by number, name or key.)"""
    start_django()
    name = read_name(dossier)
    found = queries.find_dossiers(name)
    if not found:
        raise UnreadableInputError(message("cli.no_dossier", name=name))
    view = queries.show_dossier(found[0])
    stdout.print(f"[{view.id}] {visible(view.name)}", style="bold")
    stdout.print(say("cli.key", code=view.key))
    if view.turned:
        stdout.print(say_message(view.turned))
    for document in view.documents:
        _print_document(document.paper)
    for page in view.pages:
        if page.reason is not None:
            number = say("cli.page", number=page.index + 1)
            stdout.print(f"{number}: {say_message(page.reason)}", style="yellow")


def _print_document(paper: Document) -> None:
    kind = kinds()[paper.kind]
    stdout.print(
        f"\n{name_of(kind.name, kind.name_en)} ({paper.kind_confidence:.0%}) · "
        f"{say('cli.pages_from_to', first=paper.first_page + 1, last=paper.last_page + 1)}",
        style="bold",
    )
    rows = table("cli.field", "cli.value", "cli.confidence", "cli.page_column")
    for field in paper.fields:
        name = field_names()[field.key]
        rows.add_row(
            name_of(name.name, name.name_en),
            field.value,
            f"{field.confidence:.0%}",
            str(field.page + 1),
        )
    if paper.fields:
        stdout.print(rows)
    for doubt in paper.doubts:
        stdout.print(f"  ? {say_message(doubt)}", style="yellow")
