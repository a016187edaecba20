"""A document as a reviewer decides on it: every field with what speaks for and against it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.contrib.auth.models import User

from dossiers.document import Candidate, Field, Source
from dossiers.geometry import Box
from dossiers.messages import Message
from records.entries import Turn, pending, turn_of
from records.fields import (
    NOWHERE,
    current_fields,
    field_of,
    is_kind_confirmed,
    standing,
    words_of_people,
)
from records.models import Correction, Document, Verdict
from records.open_fields import FIELD, KIND_DOUBTS
from records.reading_json import messages_from_json
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
        turn: Whether others made entries of it that this person must not see, or must compare.
        seen: Number of the last correction, 0 without one.
        spot: Its box in the upright page; None where none is known.
        strip: The part of the page that is magnified beside it, likewise.
    """

    key: str
    field: Field | None
    value: str
    grade: Grade
    reasons: Sequence[Message]
    verdict: Verdict | None
    turn: Turn
    seen: int
    candidates: Sequence[Candidate]
    frame: Frame | None
    spot: Box | None
    strip: Box | None

    @property
    def is_open(self) -> bool:
        """Nobody decided on it, and this person should."""
        return self.turn in (Turn.SECOND, Turn.THIRD) or bool(self.reasons and not self.verdict)

    @property
    def is_contradicted(self) -> bool:
        return any(reason.key in FAILED_CHECKS for reason in self.reasons)


def reviewed_fields(
    document: Document, frames: Mapping[int, Frame], who: User
) -> list[ReviewedField]:
    """The fields of a document as a person may see them, doubtful ones not read included."""
    reasons: dict[str, list[Message]] = {}
    for doubt in messages_from_json(document.doubts):
        if FIELD in doubt.values:
            reasons.setdefault(str(doubt.values[FIELD]), []).append(doubt)
    now, counts, said = current_fields(document), standing(document), words_of_people(document)
    machine = {row.key: field_of(row) for row in document.fields.all()}
    keys = dict.fromkeys([*machine, *now, *reasons])
    shown = [
        _field(key, now.get(key), machine.get(key), counts.get(key), reasons.get(key, ()), frames)
        for key in keys
    ]
    shown = [_in_turn(each, said.get(each.key, ()), who) for each in shown]
    return sorted(shown, key=lambda each: _reading_order(each))


def other_doubts(document: Document) -> list[Message]:
    """Doubts about the document itself, its kind and its pages."""
    settled = KIND_DOUBTS if is_kind_confirmed(document) else frozenset()
    doubts = messages_from_json(document.doubts)
    return [doubt for doubt in doubts if FIELD not in doubt.values and doubt.key not in settled]


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
        turn=Turn.FIRST,
        seen=said.pk if said else 0,
        candidates=_others(now, machine),
        frame=frame,
        spot=frame.place(boxed.box) if frame and boxed else None,
        strip=strip_of(frame, boxed.box) if frame and boxed else None,
    )


def _in_turn(shown: ReviewedField, said: Sequence[Correction], who: User) -> ReviewedField:
    """The field without what this person must not see of other people's entries."""
    turn, seen = turn_of(said, who.pk), said[-1].pk if said else 0
    shown = replace(shown, turn=turn, seen=seen)
    if turn == Turn.FIRST:
        return shown
    entries = pending(said)
    if turn == Turn.DONE:
        own = next(entry for entry in entries if entry.who_id == who.pk)
        return replace(shown, value=own.after, verdict=Verdict(own.verdict), candidates=())
    shown = replace(shown, field=None, value="", grade=Grade.UNSURE, reasons=(), candidates=())
    return replace(shown, candidates=_entered(entries)) if turn == Turn.THIRD else shown


def _entered(entries: Sequence[Correction]) -> Sequence[Candidate]:
    """What two people typed, of whom nobody says who they are."""
    typed = (entry for entry in entries if entry.after)
    return [Candidate(entry.after, 1.0, entry.page, NOWHERE, Source.PERSON) for entry in typed]


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
