"""Blind entries: several people type a field without seeing what the others typed.

One entry settles nothing. Two that agree do; where they differ, a third person's word counts.
A person who types again replaces their own entry, as long as nobody else made one. A word that
is no entry counts at once.
"""

from collections.abc import Sequence
from enum import StrEnum

from records.models import Correction

BLIND = 2
"""So many entries must agree, or one more person decides."""


class Turn(StrEnum):
    """What a person is to do with a field of which others may have made entries.

    ``FIRST``: nobody did. ``SECOND``: one did, who must not be seen. ``THIRD``: two differ.
    ``DONE``: this person did, and others are to follow.
    """

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    DONE = "done"


def turn_of(words: Sequence[Correction], who_id: int) -> Turn:
    """Whose turn it is with a field, for one person."""
    entries = pending(words)
    if any(entry.who_id == who_id for entry in entries):
        return Turn.DONE
    return (Turn.FIRST, Turn.SECOND, Turn.THIRD)[len(entries)]


def pending(words: Sequence[Correction]) -> Sequence[Correction]:
    """Entries that settle nothing yet, one a person, in the order of their people.

    Args:
        words: On one field, oldest first, without those that were taken back.
    """
    entries: dict[int, Correction] = {}
    for word in words:
        entries = {**entries, word.who_id: word} if word.is_entry else {}
    made = list(entries.values())
    return [] if _settle(made) else made


def is_shut(words: Sequence[Correction], who_id: int) -> bool:
    """A person's entry differs from another one: they may not try until both agree."""
    entries = pending(words)
    return len(entries) >= BLIND and any(entry.who_id == who_id for entry in entries)


def standing_word(words: Sequence[Correction]) -> Correction | None:
    """The word that counts."""
    return None if not words or pending(words) else words[-1]


def _settle(entries: Sequence[Correction]) -> bool:
    if len(entries) == BLIND:
        one, other = entries
        return one.after == other.after and (bool(one.after) or one.verdict == other.verdict)
    return len(entries) > BLIND
