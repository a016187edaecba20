"""LayoutLM made small (Hugging Face ``transformers``): what the networks over pages are built on.

Xu et al., "LayoutLM: Pre-training of Text and Layout for Document Image Understanding", 2020.
"""

from transformers import LayoutLMConfig, LayoutLMModel

from classifiers.page_tokens import GRID, SHAPES

HIDDEN, LAYERS, HEADS = 192, 4, 6


def small_layoutlm(pieces: int, length: int) -> LayoutLMModel:
    """A network with new weights.

    Args:
        pieces: Size of the vocabulary.
        length: Pieces of the longest page.
    """
    config = LayoutLMConfig(
        vocab_size=pieces,
        hidden_size=HIDDEN,
        num_hidden_layers=LAYERS,
        num_attention_heads=HEADS,
        intermediate_size=4 * HIDDEN,
        max_position_embeddings=length,
        max_2d_position_embeddings=GRID + 1,
        type_vocab_size=SHAPES,
        attn_implementation="eager",
    )
    return LayoutLMModel(config)
