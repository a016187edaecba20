"""Train the tagger on synthetic pages as hoso reads them, on CUDA or else on the CPU.

    python models/page-kind/train.py pages --make 100 --of train --seed 60001    (and known, unseen)
    python models/field-tagger/train.py work --pages pages --minutes 60
    python models/field-tagger/train.py work --pages pages --pack

``work`` keeps checkpoint, best weights and log: run again, it goes on. It starts from what the
page network learned (``pages/best.pt``) where that is there.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click
import numpy as np
import torch
from lessons import KEYS, NOTHING, Batch, Lesson, batches_of, lesson_of, training_batches
from network import TaggingNetwork, start_from
from packing import pack_model
from tokenizers import Tokenizer
from torch import Tensor, nn

from classifiers.page_tokens import open_tokenizer
from classifiers.word_tagger import PLACES, known_kinds
from training.course import Course, device
from training.read_pages import ReadPage, read_files

MODEL = Path(__file__).parent
TOKENIZER = MODEL.parent / "page-kind" / "tokenizer.json"
RATE = 8e-4


@click.command()
@click.argument("work", type=click.Path(file_okay=False, path_type=Path))
@click.option("--pages", type=click.Path(exists=True, path_type=Path), required=True)
@click.option("--minutes", type=float, default=60, show_default=True, help="In all runs together.")
@click.option("--pack", is_flag=True, help="Pack the best weights; do not train.")
@click.option("--into", type=click.Path(path_type=Path), default=MODEL, help="Folder to pack into.")
def main(work: Path, pages: Path, minutes: float, pack: bool, into: Path) -> None:
    """Train, or pack the result."""
    work.mkdir(parents=True, exist_ok=True)
    tokenizer = open_tokenizer(TOKENIZER)
    network = TaggingNetwork(vocabulary(tokenizer), len(KEYS))
    validation = {of: lessons_of(pages, of, tokenizer) for of in ("known", "unseen")}
    if pack:
        pack_model(network, work, into, TOKENIZER, validation)
        return
    torch.manual_seed(1)
    if (pages / "best.pt").exists():
        start_from(network, pages / "best.pt")
    learned = lessons_of(pages, "train", tokenizer)
    course = Course[Batch](work, network.to(device()), RATE)
    batches = training_batches(learned, tokenizer.get_vocab_size(), seed=course.steps + 1)
    course.train(minutes, batches, loss_of, lambda network: errors_of(network, validation))


def vocabulary(tokenizer: Tokenizer) -> int:
    """Pieces of words, and headings."""
    return tokenizer.get_vocab_size() + PLACES * (len(known_kinds()) + 1)


def lessons_of(pages: Path, of: str, tokenizer: Tokenizer) -> list[Lesson]:
    """All pages of a set that say something."""
    return [lesson_of(page, tokenizer) for page in _said(sorted(pages.glob(f"{of}-*.jsonl.gz")))]


def _said(files: Sequence[Path]) -> Iterator[ReadPage]:
    for dossier in read_files(files):
        yield from (page for page in dossier if not page.reading.blank)


def loss_of(network: nn.Module, batch: Batch) -> Tensor:
    """What is wrong with the labels of a batch."""
    labels = torch.from_numpy(batch.labels).to(device())
    logits = logits_of(network, batch)
    return nn.functional.cross_entropy(
        logits.flatten(0, 1), labels.flatten(), ignore_index=NOTHING, label_smoothing=0.02
    )


def logits_of(network: nn.Module, batch: Batch) -> Tensor:
    """Logits, (pages, length, labels) float32."""
    given = {name: torch.from_numpy(values).to(device()) for name, values in batch.given.items()}
    with torch.autocast(device().type, torch.bfloat16):  # CPUs since 2022 have it as well
        logits: Tensor = network(**given)
    return logits.float()


def errors_of(
    network: nn.Module, validation: Mapping[str, Sequence[Lesson]]
) -> Mapping[str, float]:
    """One less F1 of the words that carry a field, of every set."""
    errors = {}
    for name, lessons in validation.items():
        hits = said = true = 0
        for batch in batches_of(lessons):
            found = logits_of(network, batch).argmax(-1).cpu().numpy()
            asked = batch.labels != NOTHING
            keys, right = (found + 1) // 2, (batch.labels + 1) // 2
            said += int(np.sum((keys > 0) & asked))
            true += int(np.sum((right > 0) & asked))
            hits += int(np.sum((keys == right) & (right > 0) & asked))
        errors[name] = 1 - 2 * hits / max(said + true, 1)
    return errors


if __name__ == "__main__":
    main()
