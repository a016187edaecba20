"""``hoso covers``: cover sheets to lay on top of dossiers before they are scanned."""

from collections.abc import Collection
from pathlib import Path

import click

from cli.speak import say, stdout
from dossiers.errors import UnreadableInputError
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

    dossiers = list(read_manifest(source, source.name).values())
    known = procedures(read_settings().procedures)
    for expected in dossiers:
        _check_procedure(expected, known)
    write_cover_sheets(dossiers, known, out, spoken_language())
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
