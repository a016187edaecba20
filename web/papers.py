"""A document as a person compares it with its picture: fields, grades, boxes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dossiers.document import Field
from dossiers.geometry import Box
from dossiers.messages import Message
from records.fields import NOWHERE
from records.models import Page
from records.open_fields import FIELD
from records.queries import DocumentView
from records.reading_json import message_from_json
from records.text_corrections import standing_corrections, text_now
from settings import read_settings
from web.frames import Frame
from web.grades import Grade, grade_confidence, grade_doubted, grade_field
from web.listings import headline


@dataclass(frozen=True, slots=True)
class ShownField:
    """A field beside the picture; ``number`` (from 1) ties it to its box."""

    number: int
    field: Field
    grade: Grade

    @property
    def page_number(self) -> int:
        return self.field.page + 1

    @property
    def has_box(self) -> bool:
        return self.field.box != NOWHERE

    @property
    def is_written_otherwise(self) -> bool:
        """The paper says it in other letters than the value."""
        return bool(self.field.raw) and self.field.raw != self.field.value


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """A document with its fields and the frames of its pages."""

    view: DocumentView
    grade: Grade
    headline: str
    fields: Sequence[ShownField]
    frames: Sequence[Frame]


@dataclass(frozen=True, slots=True)
class Mark:
    """A field on the picture; ``box`` lies in the upright page, ``label`` at its corner."""

    shown: ShownField
    box: Box
    label: tuple[int, int]


@dataclass(frozen=True, slots=True)
class PageWords:
    """What stands on a page as read and corrected, or why nothing was read."""

    text: str
    confidence: float
    reason: Message | None


def show_paper(view: DocumentView, frames: Mapping[int, Frame]) -> ShownPaper:
    """A document with its grades.

    Args:
        frames: Of all pages of its dossier, by index.
    """
    paper = view.paper
    review_below = read_settings().review_below
    doubted = {doubt.values[FIELD] for doubt in paper.doubts if FIELD in doubt.values}
    return ShownPaper(
        view=view,
        grade=grade_confidence(paper.kind_confidence, review_below),
        headline=headline({field.key: field.value for field in paper.fields}),
        fields=[
            ShownField(number, field, _grade(field, field.key in doubted, review_below))
            for number, field in enumerate(paper.fields, start=1)
        ],
        frames=[frames[index] for index in paper.pages],
    )


def _grade(field: Field, is_doubted: bool, review_below: float) -> Grade:
    grade = grade_field(field, review_below)
    return grade_doubted(grade) if is_doubted else grade


def marks_on(frame: Frame, fields: Sequence[ShownField]) -> Sequence[Mark]:
    """The boxes of those fields that stand on the page of ``frame``."""
    here = [shown for shown in fields if shown.has_box and shown.field.page == frame.index]
    placed = [(shown, frame.place(shown.field.box)) for shown in here]
    return [Mark(shown, box, frame.place_label(box)) for shown, box in placed]


def words_of(dossier_id: int, index: int) -> PageWords:
    """The words of a page.

    Raises:
        Page.DoesNotExist: The dossier has no such page.
    """
    pages = Page.objects.filter(dossier_id=dossier_id, index=index)
    row = pages.defer("reading").get()
    reason = message_from_json(row.reason) if row.reason is not None else None
    text, confidence = text_now(row, standing_corrections(pages).get(row.pk, ()))
    return PageWords(text, confidence, reason)
