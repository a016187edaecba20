"""An endless source of administrative Vietnamese; everything follows from ``draws``."""

from synthesis.language.codes import code
from synthesis.language.grounds import ground
from synthesis.language.lines import random_line
from synthesis.language.sentences import paragraph, phrase, sentence, subject
from synthesis.language.words import noun, rare_words, strange_name

__all__ = [
    "code",
    "ground",
    "noun",
    "paragraph",
    "phrase",
    "random_line",
    "rare_words",
    "sentence",
    "strange_name",
    "subject",
]
