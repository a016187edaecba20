"""The tokenizer: pieces of words (byte-pair encoding), learned from pages as they were read."""

from collections.abc import Iterator
from pathlib import Path

from tokenizers import Tokenizer, models, pre_tokenizers, trainers

from classifiers.page_tokens import PADDING_TOKEN, PAGE_TOKEN, UNKNOWN_TOKEN, spelled
from training.read_pages import ReadPage

TOKENIZER = "tokenizer.json"
PIECES = 4000
FEWEST = 4
"""A piece must stand on so many places."""


def train_tokenizer(pages: Iterator[ReadPage], file: Path) -> None:
    """Learn the pieces and write them to ``file``."""
    tokenizer = Tokenizer(models.BPE(unk_token=UNKNOWN_TOKEN))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    trainer = trainers.BpeTrainer(
        vocab_size=PIECES,
        min_frequency=FEWEST,
        special_tokens=[PADDING_TOKEN, UNKNOWN_TOKEN, PAGE_TOKEN, "[MASK]"],
        show_progress=False,
    )
    words = (word.text for page in pages for line in page.reading.text.lines for word in line.words)
    tokenizer.train_from_iterator((spelled(word) for word in words), trainer)
    tokenizer.save(str(file))
