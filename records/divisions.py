"""What people say about kinds and boundaries; the page network learns from it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction

from dossiers.document import Document as Part
from dossiers.page import PageOutcome
from dossiers.vocabulary import kinds
from records import ledger
from records.audit import note_event
from records.filing import check_cover
from records.models import Division, Dossier


@dataclass(frozen=True, slots=True)
class DividedDossier:
    """A dossier as a person divided it.

    Attributes:
        key: Of the dossier, the same on every machine.
        outcomes: Of all pages, in order.
        parts: Its documents, in order; every page lies in one.
    """

    key: str
    outcomes: Sequence[PageOutcome]
    parts: Sequence[Part]


def divide_dossier(dossier_id: int, parts: Sequence[Part], *, who: User) -> None:
    """Append a person's word on the documents of a dossier.

    Raises:
        Dossier.DoesNotExist: There is no such dossier.
        ValueError: A page is left out or stands in two documents, or a kind is none.
    """
    with transaction.atomic():
        dossier = Dossier.objects.get(pk=dossier_id)
        check_cover(parts, dossier.page_count)
        if strange := {part.kind for part in parts} - kinds().keys():
            raise ValueError(f"no kinds of the vocabulary: {sorted(strange)}")
        told = [[part.kind, part.first_page, part.last_page] for part in parts]
        Division.objects.create(dossier=dossier, parts=told, who=who)
        note_event(who.get_username(), "divided", f"dossier {dossier_id}", documents=len(parts))


def divided_dossiers() -> Iterator[DividedDossier]:
    """Every dossier that is read and that a person divided, as the newest word says."""
    newest = {
        row.dossier_id: row for row in Division.objects.select_related("dossier").order_by("pk")
    }
    for row in newest.values():
        parts = [Part(kind, 1.0, first, last) for kind, first, last in row.parts]
        outcomes = ledger.outcomes(row.dossier_id)
        if len(outcomes) == row.dossier.page_count:
            yield DividedDossier(row.dossier.key, outcomes, parts)
