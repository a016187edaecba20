"""``hoso covers``: cover sheets to lay on top of dossiers before they are scanned."""

from pathlib import Path

import click

from cli.speak import say, stdout
from dossiers.errors import StorageError, UnreadableInputError
from dossiers.messages import message
from dossiers.procedures import procedures
from pipeline.cover_lists import read_cover_list
from settings import read_settings, spoken_language


@click.command()
@click.argument(
    "source", metavar="LIST", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="Tệp PDF sẽ ghi. (PDF to write.)",
)
def covers(source: Path, out: Path) -> None:
    """In tờ đầu hồ sơ có mã QR từ bảng kê CSV hoặc XLSX. (Cover sheets from a list.)

    Các cột: Mã hồ sơ; Thủ tục và Số tờ nếu có.
    """
    from records.cover_sheets import write_cover_sheets  # it loads what draws PDFs

    if out.exists() and out.samefile(source):
        raise UnreadableInputError(message("cover.over_list", name=source.name))
    known = procedures(read_settings().procedures)
    dossiers = read_cover_list(source, source.name, known)
    unfinished = out.with_name(f"{out.name}.part")
    try:
        write_cover_sheets(dossiers, known, unfinished, spoken_language())
        unfinished.replace(out)
    except OSError as error:
        reason = message("storage.failed", place=str(out), reason=error.strerror or str(error))
        raise StorageError(reason) from error
    stdout.print(say("cover.written", count=len(dossiers), file=str(out)))
