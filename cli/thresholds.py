"""``hoso thresholds``: from which probability on a field needs no person, and why."""

import click

from cli.speak import name_of, say, stdout, table
from dossiers.vocabulary import UNKNOWN_KIND, field_names, kinds
from extraction.acceptance import NEVER, Acceptance
from settings import read_settings
from settings.start import start_django
from settings.workshop import acceptance, reviewed_by_people


@click.command()
@click.option(
    "--kind",
    default=UNKNOWN_KIND,
    type=click.Choice(list(kinds())),
    help="Loại giấy tờ. (Kind of paper.)",
)
def thresholds(kind: str) -> None:
    """Xem mức tin cậy để nhận không cần người soát. (From when on fields need no person.)

    Mức được tính từ kết quả soát của cơ quan, hoặc từ số đo kèm theo phần mềm khi chưa đủ.
    """
    start_django()
    known = acceptance(read_settings(), [reviewed_by_people()])
    columns = ("field", "wanted", "from", "passing", "right", "of")
    rows = table(*(f"thresholds.{column}" for column in columns))
    for key, field in field_names().items():
        rows.add_row(name_of(field.name, field.name_en), *_row(known, kind, key))
    stdout.print(rows)


def _row(known: Acceptance, kind: str, key: str) -> list[str]:
    found = known.threshold(kind, key)
    wanted = f"{known.precision(kind, key):.1%}"
    if found.chance == NEVER:
        return [wanted, say("thresholds.never"), f"0/{found.values}", "–", found.of]
    right = f"{found.low:.1%} – {found.high:.1%}"
    return [wanted, f"{found.chance:.4f}", f"{found.passed}/{found.values}", right, found.of]
