"""``hoso covers``: cover sheets to lay on top of dossiers before they are scanned."""

from collections.abc import Collection
from pathlib import Path

import click

from cli.speak import say, stdout
from dossiers.errors import StorageError, UnreadableInputError
from dossiers.expected import Expected
from dossiers.messages import message
from dossiers.procedures import procedures
from pipeline.manifest import read_manifest
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
    try:
        dossiers = [row.expected for row in read_manifest(source, source.name)]
    except OSError as error:
        raise UnreadableInputError(message("file.unreadable", name=source.name)) from error
    known = procedures(read_settings().procedures)
    for expected in dossiers:
        _check_procedure(expected, known)
    unfinished = out.with_name(f"{out.name}.part")
    try:
        write_cover_sheets(dossiers, known, unfinished, spoken_language())
        unfinished.replace(out)
    except OSError as error:
        reason = message("storage.failed", place=str(out), reason=error.strerror or str(error))
        raise StorageError(reason) from error
    stdout.print(say("cover.written", count=len(dossiers), file=str(out)))


def _check_procedure(expected: Expected, known: Collection[str]) -> None:
    if expected.procedure and expected.procedure not in known:
        raise UnreadableInputError(
            message(
                "cover.unknown_procedure",
                procedure=expected.procedure,
                code=expected.code,
                known=", ".join(known),
            )
        )
