"""How sure a field is, in words: four grades that a person can tell apart at a glance."""

from enum import StrEnum

from django.utils.translation import gettext as _

from dossiers.document import Field, Source

SURE = 0.95  # wrong less than once in twenty


class Grade(StrEnum):
    """How much a value is to be trusted; also the name of its color in ``desk.css``."""

    CONFIRMED = "confirmed"
    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"

    @property
    def word(self) -> str:
        """In the language of the page."""
        words = {
            Grade.CONFIRMED: _("Người đã xác nhận"),
            Grade.SURE: _("Chắc chắn"),
            Grade.LIKELY: _("Khá chắc"),
            Grade.UNSURE: _("Cần xem lại"),
        }
        return words[self]


def grade_field(field: Field, review_below: float) -> Grade:
    """What a person said counts most; a failed check makes any value unsure."""
    if field.source is Source.PERSON:
        return Grade.CONFIRMED
    if field.checks_failed:
        return Grade.UNSURE
    return grade_confidence(field.confidence, review_below)


def grade_doubted(grade: Grade) -> Grade:
    """The grade of a field that a person must look at: it is not sure, whatever its number."""
    return Grade.LIKELY if grade is Grade.SURE else grade


def grade_confidence(confidence: float, review_below: float) -> Grade:
    """The grade of a probability; below ``review_below`` it is unsure."""
    if confidence < review_below:
        return Grade.UNSURE
    return Grade.SURE if confidence >= SURE else Grade.LIKELY
