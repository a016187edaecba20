"""``hoso synthesize``: dossiers that never existed, with everything that is true of them."""

from pathlib import Path

import click

from cli.speak import say, stderr, stdout
from dossiers.errors import DigitizationError, ExitCode
from dossiers.messages import message

LEAST_FREE_MIB = 500


class FolderInUseError(DigitizationError):
    """The folder holds something already, which would be mixed with invented papers."""

    exit_code = ExitCode.USAGE

    def __init__(self, folder: Path) -> None:
        super().__init__(message("synthesis.folder_in_use", folder=str(folder)))


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--count", default=10, show_default=True, type=click.IntRange(min=1))
@click.option("--seed", default=1, show_default=True, type=click.IntRange(min=0))
@click.option("--grade", type=click.Choice(["clean", "office", "hard"]), help="All pages alike.")
@click.option("--held-out", is_flag=True, help="Fonts, hands, digits kept apart for measuring.")
def synthesize(folder: Path, count: int, seed: int, grade: str | None, held_out: bool) -> None:
    """Tạo hồ sơ giả kèm đáp án, để huấn luyện và đo. (Invent dossiers with their truth.)"""
    # Drawing needs packages and fonts that digitizing does not.
    from synthesis.cases.deliveries import write_dossiers
    from synthesis.cases.dossiers import Wanted

    if folder.exists() and any(folder.iterdir()):
        raise FolderInUseError(folder)
    wanted = Wanted(count, seed, grade or "", "held out" if held_out else "training")
    pages = documents = 0
    for written in write_dossiers(folder, wanted):
        pages += written.pages
        documents += written.documents
        stderr.print(say("synthesis.written", name=written.name, pages=written.pages))
    stdout.print(
        say("synthesis.done", dossiers=count, documents=documents, pages=pages, folder=str(folder))
    )
