"""The first version's way: the rules alone divide a stream into documents and name them."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from classifiers.page_kind import judge_page
from dossiers.document import Document, KindOpinion
from dossiers.page import PageOutcome, PageReading
from dossiers.vocabulary import UNKNOWN_KIND

BEGINS = 0.5
# The back of a card carries no heading; it belongs to the front before it.
TWO_SIDED = frozenset({"can_cuoc", "cmnd"})


def divide(outcomes: Sequence[PageOutcome]) -> tuple[Document, ...]:
    """Divide a scan stream into documents; every page belongs to exactly one.

    Blank sides and pages that failed belong to the document before them (a blank back is
    the back of the sheet before it); at the very start, to the document after them.

    Args:
        outcomes: Of all pages of the stream, in order.
    """
    opinions = {
        index: judge_page(outcome.text)
        for index, outcome in enumerate(outcomes)
        if isinstance(outcome, PageReading) and not outcome.blank
    }
    starts = _starts(opinions)
    if not outcomes:
        return ()
    starts = [0, *starts[1:]] if starts else [0]
    return tuple(
        _document(first, last - 1, opinions) for first, last in pairwise([*starts, len(outcomes)])
    )


def _starts(opinions: Mapping[int, KindOpinion]) -> list[int]:
    """Indexes of the pages on which documents begin, the first page with words included."""
    starts: list[int] = []
    before: KindOpinion | None = None
    for index, opinion in opinions.items():
        if before is None or _is_new(before, opinion):
            starts.append(index)
        before = opinion
    return starts


def _is_new(before: KindOpinion, opinion: KindOpinion) -> bool:
    if opinion.begins >= BEGINS:
        return True
    # A back or an inner page of another kind of paper cannot belong to what came before.
    another = opinion.kind not in (before.kind, UNKNOWN_KIND)
    return another and opinion.kind in TWO_SIDED and opinion.confidence >= 0.7


def _document(first: int, last: int, opinions: Mapping[int, KindOpinion]) -> Document:
    """Name a document by the page that begins it, or else by its surest page."""
    inside = [opinions[index] for index in range(first, last + 1) if index in opinions]
    if not inside:
        return Document(UNKNOWN_KIND, 0.0, first, last)
    named = inside[0]
    if named.kind == UNKNOWN_KIND:
        named = max(inside, key=lambda opinion: opinion.confidence)
    return Document(named.kind, named.confidence, first, last)
