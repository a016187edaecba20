"""Cover sheets divide a stream into dossiers before anything else does."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from dossiers.document import Document
from dossiers.expected import Expected, read_cover_payload
from dossiers.page import PageOutcome, PageReading
from dossiers.vocabulary import COVER_KIND

Divide = Callable[[Sequence[PageOutcome]], tuple[Document, ...]]


@dataclass(frozen=True, slots=True)
class Bundle:
    """The documents of one dossier, its cover sheet first.

    Attributes:
        expected: What the cover sheet announces; None before the first one, and without any.
    """

    expected: Expected | None
    documents: tuple[Document, ...]


def announced(outcome: PageOutcome) -> Expected | None:
    """What the cover sheet announces that a page is; None for any other page."""
    if not isinstance(outcome, PageReading):
        return None
    payloads = (read_cover_payload(code.text) for code in outcome.codes if code.symbology == "qr")
    return next((expected for expected in payloads if expected), None)


def find_bundles(outcomes: Sequence[PageOutcome], divide: Divide) -> Iterator[Bundle]:
    """Divide a stream at its cover sheets, and what lies between by ``divide``.

    The blank back of a cover sheet belongs to it.
    """
    covers = [index for index, outcome in enumerate(outcomes) if announced(outcome)]
    if covers[:1] != [0]:
        between = outcomes[: covers[0]] if covers else outcomes
        if between or not covers:
            yield Bundle(None, divide(between))
    ends = [*covers[1:], len(outcomes)][: len(covers)]
    for cover, end in zip(covers, ends, strict=True):
        inside = cover + 1
        while inside < end and _is_blank(outcomes[inside]):
            inside += 1
        sheet = Document(COVER_KIND, 1.0, cover, inside - 1)
        papers = (_moved(paper, inside) for paper in divide(outcomes[inside:end]))
        yield Bundle(announced(outcomes[cover]), (sheet, *papers))


def _is_blank(outcome: PageOutcome) -> bool:
    return isinstance(outcome, PageReading) and outcome.blank


def _moved(document: Document, by: int) -> Document:
    return replace(document, first_page=document.first_page + by, last_page=document.last_page + by)
