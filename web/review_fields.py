"""A document as a reviewer decides on it: every field with what speaks for and against it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dossiers.document import Candidate, Field
from dossiers.geometry import Box
from dossiers.messages import Message
from records.fields import NOWHERE, current_fields, field_of, standing
from records.models import Correction, Document, Verdict
from records.reading_json import messages_from_json
from records.settling import FIELD
from settings import read_settings
from web.frames import Frame
from web.grades import Grade, grade_doubted, grade_field

FAILED_CHECKS = frozenset(
    "review.field_check review.code_differs review.person_differs review.number_differs"
    " review.days_differ review.words_differ review.renewal_differs review.notation_differs"
    " review.place_unknown".split()
)
"""Doubts of this kind say that two things contradict each other; others that reading was unsure."""

_STRIP_MARGIN = 0.6
"""Of the height of a field: what is shown around it."""

_NARROWEST = 8
"""Heights: a short value is shown with what stands beside it."""


@dataclass(frozen=True, slots=True)
class ReviewedField:
    """A field on the review screen.

    Attributes:
        value: As it stands now; empty where nothing was read, or a person said so.
        reasons: Why a person should look; a failed check goes before an unsure reading.
        seen: Number of the standing correction, 0 without one.
        spot: Its box in the upright page; None where none is known.
        strip: The part of the page that is magnified beside it, likewise.
    """

    key: str
    field: Field | None
    value: str
    grade: Grade
    reasons: Sequence[Message]
    verdict: Verdict | None
    seen: int
    candidates: Sequence[Candidate]
    frame: Frame | None
    spot: Box | None
    strip: Box | None

    @property
    def is_open(self) -> bool:
        """Nobody decided on it, and somebody should."""
        return bool(self.reasons) and self.verdict is None

    @property
    def is_contradicted(self) -> bool:
        return any(reason.key in FAILED_CHECKS for reason in self.reasons)


def reviewed_fields(document: Document, frames: Mapping[int, Frame]) -> list[ReviewedField]:
    """The fields of a document, doubtful ones that were not read included."""
    reasons: dict[str, list[Message]] = {}
    for doubt in messages_from_json(document.doubts):
        if FIELD in doubt.values:
            reasons.setdefault(str(doubt.values[FIELD]), []).append(doubt)
    now, said = current_fields(document), standing(document)
    machine = {row.key: field_of(row) for row in document.fields.all()}
    keys = dict.fromkeys([*machine, *now, *reasons])
    shown = [
        _field(key, now.get(key), machine.get(key), said.get(key), reasons.get(key, ()), frames)
        for key in keys
    ]
    return sorted(shown, key=lambda each: _reading_order(each))


def other_doubts(document: Document) -> list[Message]:
    """Doubts about the document itself, its kind and its pages."""
    doubts = messages_from_json(document.doubts)
    return [doubt for doubt in doubts if FIELD not in doubt.values]


def _field(  # noqa: PLR0913  # what machine and people said, and where
    key: str,
    now: Field | None,
    machine: Field | None,
    said: Correction | None,
    reasons: Sequence[Message],
    frames: Mapping[int, Frame],
) -> ReviewedField:
    boxed = machine if machine and machine.box != NOWHERE else None
    frame = frames.get(boxed.page) if boxed else None
    grade = grade_field(now, read_settings().review_below) if now else Grade.UNSURE
    return ReviewedField(
        key=key,
        field=now,
        value=now.value if now else "",
        grade=grade_doubted(grade) if reasons and not said else grade,
        reasons=sorted(reasons, key=lambda reason: reason.key not in FAILED_CHECKS),
        verdict=Verdict(said.verdict) if said else None,
        seen=said.pk if said else 0,
        candidates=_others(now, machine),
        frame=frame,
        spot=frame.place(boxed.box) if frame and boxed else None,
        strip=strip_of(frame, boxed.box) if frame and boxed else None,
    )


def _others(now: Field | None, machine: Field | None) -> Sequence[Candidate]:
    """What the machine read besides the value that stands now, each value once."""
    if machine is None:
        return ()
    own = Candidate(machine.value, machine.confidence, machine.page, machine.box, machine.source)
    seen = {now.value if now else ""}
    others = []
    for candidate in (own, *machine.candidates):
        if candidate.value not in seen:
            others.append(candidate)
            seen.add(candidate.value)
    return others


def strip_of(frame: Frame, box: Box) -> Box:
    """The part of the upright page that is magnified beside what stands in a box of the scan."""
    upright = frame.to_upright.box(box)
    margin = round(_STRIP_MARGIN * upright.height)
    width = max(upright.width + 2 * margin, _NARROWEST * upright.height)
    left = max(0, min(upright.left - margin, frame.width - width))
    return Box(
        left,
        max(0, upright.top - margin),
        min(frame.width, left + width),
        min(frame.height, upright.bottom + margin),
    )


def _reading_order(shown: ReviewedField) -> tuple[float, ...]:
    """As it stands on the paper; what has no place comes last."""
    if shown.frame is None or shown.spot is None:
        return (float("inf"),)
    return (shown.frame.index, shown.spot.top, shown.spot.left)
