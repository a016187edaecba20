"""The text of pages as it stands: what the machine read, with what people typed in its place.

``Page.reading`` and ``Page.text`` stay the machine's. What people typed is applied when a page
is asked for: few pages have corrections, and search has an index of its own.
"""

from collections.abc import Mapping, Sequence

from django.db.models import QuerySet

from dossiers.geometry import Box
from dossiers.page import PageReading
from records.corrected_reading import Place, correct_reading, touches
from records.models import Page, TextCorrection
from records.reading_json import reading_from_json

Said = Sequence[TextCorrection]


def standing_corrections(pages: QuerySet[Page]) -> Mapping[int, Said]:
    """What people typed and nobody took back, oldest first, by the number of the page's row."""
    rows = TextCorrection.objects.select_related("who").filter(page__in=pages).order_by("pk")
    # Not in SQL: there it would read all corrections of all pages that undo nothing.
    undone = {row.undoes_id for row in rows if row.undoes_id}
    said: dict[int, list[TextCorrection]] = {}
    for row in rows:
        if not row.undoes_id and row.pk not in undone:
            said.setdefault(row.page_id, []).append(row)
    return said


def said_on(dossier_id: int, index: int) -> Said:
    """What people typed on a page and nobody took back, oldest first."""
    pages = Page.objects.filter(dossier_id=dossier_id, index=index)
    return next(iter(standing_corrections(pages).values()), ())


def place_of(correction: TextCorrection) -> Place:
    """Where it was typed."""
    return [Box(*edges) for edges in correction.place]


def last_at(said: Said, place: Place) -> TextCorrection | None:
    """What people typed last on a line or a part of it."""
    return next((each for each in reversed(said) if touches(place_of(each), place)), None)


def reading_now(page: Page, said: Said) -> PageReading:
    """The reading of a page as it stands.

    Raises:
        ValueError: The page was not read.
    """
    if page.reading is None:
        raise ValueError(f"{page} was not read")
    return corrected(reading_from_json(page.reading), said)


def corrected(reading: PageReading, said: Said) -> PageReading:
    """A reading with what people typed in its place."""
    for correction in said:
        reading = correct_reading(reading, place_of(correction), correction.after)
    return reading


def text_now(page: Page, said: Said) -> tuple[str, float]:
    """The text of a page as it stands, and its confidence."""
    if not said:
        return page.text, page.confidence
    text = reading_now(page, said).text
    return text.text, text.confidence


def texts_now(pages: QuerySet[Page]) -> list[tuple[int, str]]:
    """Index and text of pages, in their order, as they stand."""
    said = standing_corrections(pages)
    rows = pages.only("index", "text", "confidence")
    return [(row.index, text_now(row, said.get(row.pk, ()))[0]) for row in rows]
