"""``hoso search``: find documents by words, names or numbers."""

import click

from cli.speak import name_of, say, stderr, stdout
from dossiers.vocabulary import kinds
from records.search import search as find
from settings.start import start_django


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", default=20, show_default=True, help="Nhiều nhất. (At most.)")
def search(words: tuple[str, ...], limit: int) -> None:
    """Tìm giấy tờ, có dấu hoặc không dấu. (Find documents, with or without accents.)"""
    start_django()
    hits = find(" ".join(words), limit)
    for hit in hits:
        kind = kinds()[hit.kind]
        stdout.print(
            f"[{hit.document_id}] {hit.dossier_name} · {name_of(kind.name, kind.name_en)} · "
            f"{say('cli.pages_from_to', first=hit.first_page + 1, last=hit.last_page + 1)}",
            style="bold",
            markup=False,
        )
        stdout.print(f"    {hit.snippet.text}", markup=False)
    if not hits:
        stderr.print(say("cli.nothing_found"), markup=False)
