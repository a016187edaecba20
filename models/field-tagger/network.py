"""The network: a small LayoutLM, a label for every piece."""

from pathlib import Path

import torch
from torch import Tensor, nn

from classifiers.word_tagger import HEAD_PIECES, TAIL_PIECES
from training.layout_network import HIDDEN, small_layoutlm


class TaggingNetwork(nn.Module):
    """From a page's pieces to logits: none, then begin and inside of every key.

    Args:
        pieces: Size of the vocabulary, headings included.
        keys: As many fields are told apart.
    """

    def __init__(self, pieces: int, keys: int) -> None:
        super().__init__()
        self.words = small_layoutlm(pieces, 1 + HEAD_PIECES + TAIL_PIECES)
        self.drop = nn.Dropout(0.1)
        self.labels = nn.Linear(HIDDEN, 1 + 2 * keys)

    def forward(self, pieces: Tensor, boxes: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """Logits, (pages, length, labels).

        Args:
            pieces, shapes, mask: (pages, length) int64; the mask is 1 where a piece is.
            boxes: (pages, length, 4) int64.
        """
        seen = self.words(
            input_ids=pieces, bbox=boxes, token_type_ids=shapes, attention_mask=mask
        ).last_hidden_state
        logits: Tensor = self.labels(self.drop(seen))
        return logits


def start_from(network: TaggingNetwork, file: Path) -> None:
    """Take over what the page network learned (its ``best.pt``), as far as it fits."""
    learned = torch.load(file, map_location="cpu", weights_only=True)
    own = network.state_dict()
    for name, values in learned.items():
        if name in own and name.startswith("words."):
            rows = min(len(values), len(own[name])) if values.dim() else None
            if own[name].shape[1:] == values.shape[1:] and rows is not None:
                own[name][:rows] = values[:rows]
    network.load_state_dict(own)
