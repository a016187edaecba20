"""``hoso retrain``: the model learns from what people corrected."""

import click

from classifiers.retraining import open_examples
from cli.speak import say, stdout, table
from dossiers.errors import UnreadableInputError
from dossiers.messages import message
from pipeline.teaching import Teaching, teach
from records.audit import HOSO, note_event
from records.divisions import divided_dossiers
from settings import Settings, read_settings
from settings.start import start_django
from settings.workshop import PAGE_KIND, page_network, taught_folder
from storage.taught import forget_taught
from storage.weights import find_file


@click.command()
@click.argument("model", type=click.Choice([PAGE_KIND.name]))
@click.option("--undo", is_flag=True, help="Dùng lại mô hình gốc. (Use the original again.)")
def retrain(model: str, undo: bool) -> None:
    """Cho mô hình học từ những gì người soát đã sửa. (Learn from corrections.)

    Chỉ dùng kết quả học khi đo trên phần giữ lại không kém đi.
    """
    start_django()
    settings = read_settings()
    if settings.page_kind:
        raise UnreadableInputError(message("retrain.own_only"))
    if undo:
        folder = taught_folder(settings)
        forget_taught(folder)
        note_event(HOSO, "untaught", f"model {model}")
        stdout.print(say("retrain.undone", folder=str(folder)))
        return
    taught = _teach(settings)
    note_event(HOSO, "taught", f"model {model}", pages=taught.pages, used=bool(taught.file))
    _tell(taught)


def _teach(settings: Settings) -> Teaching:
    shipped = open_examples(find_file(PAGE_KIND, "examples.npz", "sha256_examples"))
    folder = taught_folder(settings)
    return teach(page_network(settings), shipped, divided_dossiers(), folder)


def _tell(taught: Teaching) -> None:
    rows = table("retrain.column_pages", "retrain.column_before", "retrain.column_after")
    rows.add_row(say("retrain.office"), _share(taught.own_before), _share(taught.own_after))
    rows.add_row(say("retrain.shipped"), _share(taught.all_before), _share(taught.all_after))
    stdout.print(rows)
    if taught.file:
        stdout.print(say("retrain.accepted", pages=taught.pages, file=str(taught.file)))
    else:
        stdout.print(say("retrain.refused", pages=taught.pages))


def _share(share: float) -> str:
    return f"{share:.1%}"
