"""Train the page network on synthetic pages as hoso reads them, on CUDA or else on the CPU.

    python models/page-kind/train.py work --make 100 --of train --seed 60001
    python models/page-kind/train.py work --make 12 --of known --seed 60900
    python models/page-kind/train.py work --make 12 --of unseen --seed 60901
    python models/page-kind/train.py work --minutes 60
    python models/page-kind/train.py work --pack

``work`` keeps pages, tokenizer, checkpoint, the best weights and a log: run again, it goes on.
"""

from pathlib import Path

import click
from packing import pack_model
from pages import SETS, make_pages, read_set, samples_of
from tokenizer import TOKENIZER, train_tokenizer
from training_run import Run

from classifiers.page_tokens import open_tokenizer

MODEL = Path(__file__).parent


@click.command()
@click.argument("work", type=click.Path(file_okay=False, path_type=Path))
@click.option("--make", type=int, default=0, help="Make so many files of pages; do not train.")
@click.option("--of", type=click.Choice(list(SETS)), default="train", show_default=True)
@click.option("--seed", type=int, default=60001, show_default=True, help="Of the pages made.")
@click.option("--reading", type=click.Choice(["fast", "thorough"]), default="fast")
@click.option("--minutes", type=float, default=60, show_default=True, help="In all runs together.")
@click.option("--pack", is_flag=True, help="Pack the best weights; do not train.")
@click.option("--into", type=click.Path(path_type=Path), default=MODEL, help="Folder to pack into.")
def main(  # noqa: PLR0913  # one parameter an option
    work: Path, make: int, of: str, seed: int, reading: str, minutes: float, pack: bool, into: Path
) -> None:
    """Make pages, train on them, pack the result."""
    work.mkdir(parents=True, exist_ok=True)
    if make:
        make_pages(work, MODEL.parent, of, seed, make, reading)
        return
    if not (work / TOKENIZER).exists():
        train_tokenizer(read_set(work, "train"), work / TOKENIZER)
    tokenizer = open_tokenizer(work / TOKENIZER)
    validation = {of: samples_of(read_set(work, of), tokenizer) for of in ("known", "unseen")}
    learned = samples_of(read_set(work, "train"), tokenizer)
    if pack:
        pack_model(work, into, learned, validation)
    else:
        Run(work, tokenizer.get_vocab_size(), learned, validation).train(minutes)


if __name__ == "__main__":
    main()
