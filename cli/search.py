"""``hoso search``: find documents by words, names or numbers."""

import click

from cli.speak import name_of, say, stderr, stdout, visible
from dossiers.vocabulary import kinds
from pipeline.file_names import read_name
from records.search import search as find
from settings.start import start_django

MOST_HITS = 1000


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--limit",
    type=click.IntRange(1, MOST_HITS),
    default=20,
    show_default=True,
    help="Nhiều nhất. (At most.)",
)
def search(words: tuple[str, ...], limit: int) -> None:
    """Tìm giấy tờ, có dấu hoặc không dấu. (Find documents, with or without accents.)"""
    start_django()
    hits = find(" ".join(read_name(word) for word in words), limit)
    for hit in hits:
        kind = kinds()[hit.kind]
        name = visible(hit.dossier_name)
        stdout.print(
            f"[{hit.document_id}] {name} · {name_of(kind.name, kind.name_en)} · "
            f"{say('cli.pages_from_to', first=hit.first_page + 1, last=hit.last_page + 1)}",
            style="bold",
        )
        stdout.print(f"    {hit.snippet.text}")
    if not hits:
        stderr.print(say("cli.nothing_found"))
