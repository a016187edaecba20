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
from records.filing import FiledDocument, check_cover
from records.models import Division, Document, Dossier
from records.replacing import replace_documents
from records.revisions import record_changed, set_pages
from records.settling import told_with_words
from storage.store import Store


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


@dataclass(frozen=True, slots=True)
class Standing:
    """How a dossier is divided now.

    Attributes:
        documents: Their numbers, in order; ``parts`` are the same without their fields.
    """

    documents: tuple[int, ...]
    parts: tuple[Part, ...]


class DividedMeanwhileError(Exception):
    """Other documents stand in the dossier than those that the person saw.

    Attributes:
        division: The newest word on it; None where no person divided it.
    """

    def __init__(self, division: Division | None) -> None:
        super().__init__(str(division))
        self.division = division


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


def standing_division(dossier_id: int) -> Standing:
    """How a dossier is divided now."""
    rows = list(Document.objects.filter(dossier_id=dossier_id).order_by("first_page"))
    parts = [Part(row.kind, row.kind_confidence, row.first_page, row.last_page) for row in rows]
    return Standing(tuple(row.pk for row in rows), tuple(parts))


def standing_parts(dossier_id: int) -> list[Part]:
    """The documents of a dossier as they stand, without their fields."""
    return list(standing_division(dossier_id).parts)


def check_standing(dossier_id: int, seen: Sequence[int]) -> None:
    """Make sure that the documents of a dossier are those that somebody saw.

    Raises:
        DividedMeanwhileError: They are others.
    """
    if list(standing_division(dossier_id).documents) != list(seen):
        raise DividedMeanwhileError(last_division(dossier_id))


def last_division(dossier_id: int) -> Division | None:
    """A person's newest word on a dossier, if there is one."""
    rows = Division.objects.select_related("who").filter(dossier_id=dossier_id)
    return rows.order_by("pk").last()


def changed_parts(dossier_id: int, parts: Sequence[Part]) -> list[Part]:
    """Those of the parts that do not stand already."""
    standing = {_span(part) for part in standing_parts(dossier_id)}
    return [part for part in parts if _span(part) not in standing]


def redivide(  # noqa: PLR0913  # what is wanted, what was seen, and who says so
    dossier_id: int,
    parts: Sequence[Part],
    filed: Sequence[FiledDocument],
    store: Store,
    *,
    seen: Sequence[int],
    who: User,
) -> list[int]:
    """Append a person's word on a dossier and put the filed documents in their place.

    Args:
        filed: The changed parts; gives their numbers.
        seen: Numbers of the documents that stood when the parts were filed.

    Raises:
        ValueError: The parts lose a page, or others were filed than changed.
        DividedMeanwhileError: Other documents stand by now; nothing is changed.
        StorageError: The record could not be written; nothing is changed.
    """
    wanted = {_span(part) for part in parts}
    with transaction.atomic():
        check_standing(dossier_id, seen)
        dossier = Dossier.objects.get(pk=dossier_id)
        rows = Document.objects.filter(dossier=dossier)
        gone = [row.pk for row in rows if (row.kind, row.first_page, row.last_page) not in wanted]
        made = replace_documents(dossier_id, gone, filed)
        divide_dossier(dossier_id, parts, who=who)
        with record_changed(dossier.key, store) as record:
            starts = {page for each in filed for page in each.document.pages}
            told = [
                each for each in record.get("documents", ()) if each["first_page"] not in starts
            ]
            told += map(told_with_words, filed, made)
            record["documents"] = sorted(told, key=lambda each: int(each["first_page"]))
            for each in filed:
                pages = each.document.pages
                set_pages(record, pages, each.state)
    return made


def _span(part: Part) -> tuple[str, int, int]:
    return part.kind, part.first_page, part.last_page


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
