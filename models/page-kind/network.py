"""The network: a small LayoutLM, and what it says of a page."""

import torch
from torch import Tensor, nn

from classifiers.page_network import SIDE_ANSWERS
from classifiers.page_tokens import FACTS, HEAD_TOKENS, TAIL_TOKENS
from training.layout_network import HIDDEN, small_layoutlm

FACT_FEATURES = 32


class PageNetwork(nn.Module):
    """From a page's tokens to logits of its kind and of ``SIDE_ANSWERS``.

    Args:
        pieces: Size of the tokenizer's vocabulary.
        kinds: As many are told apart.
    """

    def __init__(self, pieces: int, kinds: int) -> None:
        super().__init__()
        self.words = small_layoutlm(pieces, 1 + HEAD_TOKENS + TAIL_TOKENS)
        self.facts = nn.Sequential(nn.Linear(FACTS, FACT_FEATURES), nn.GELU())
        self.drop = nn.Dropout(0.1)
        self.answers = nn.Linear(2 * HIDDEN + FACT_FEATURES, kinds + len(SIDE_ANSWERS))

    def forward(
        self, pieces: Tensor, boxes: Tensor, shapes: Tensor, mask: Tensor, facts: Tensor
    ) -> Tensor:
        """Logits, (pages, kinds + answers); arguments as ``features`` takes them."""
        logits: Tensor = self.answers(self.drop(self.features(pieces, boxes, shapes, mask, facts)))
        return logits

    def features(
        self, pieces: Tensor, boxes: Tensor, shapes: Tensor, mask: Tensor, facts: Tensor
    ) -> Tensor:
        """What the answers are linear in, (pages, features).

        Args:
            pieces, shapes, mask: (pages, length) int64; the mask is 1 where a piece is.
            boxes: (pages, length, 4) int64.
            facts: (pages, FACTS) float32.
        """
        seen = self.words(
            input_ids=pieces, bbox=boxes, token_type_ids=shapes, attention_mask=mask
        ).last_hidden_state
        weights = mask.unsqueeze(-1).to(seen.dtype)
        mean = (seen * weights).sum(1) / weights.sum(1)
        return torch.cat([seen[:, 0], mean, self.facts(facts).to(seen.dtype)], -1)
