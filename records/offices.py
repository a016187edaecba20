"""Offices: who belongs where, and which dossiers a person can reach."""

from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Model, Q, QuerySet

from dossiers.errors import UnreadableInputError
from dossiers.messages import message
from records.audit import HOSO, note_event
from records.models import Arrival, Delivery, Document, Dossier, Office, Rescan

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Reach:
    """What a person can see: dossiers of these offices and of none; None stands for all."""

    offices: frozenset[int] | None = None

    def of(self, rows: QuerySet[Row], column: str = "office") -> QuerySet[Row]:
        """Those rows that are within reach; ``column`` leads to their office."""
        return rows if self.offices is None else rows.filter(self._condition(column))

    def holds_document(self, document_id: int) -> bool:
        rows = Document.with_replaced.filter(pk=document_id)
        return self._any(rows) or self._arrived(rows.values("dossier__key"))

    def holds_dossier(self, dossier_id: int) -> bool:
        rows = Dossier.objects.filter(pk=dossier_id)
        return self._any(rows) or self._arrived(rows.values("key"))

    def holds_delivery(self, delivery_id: int) -> bool:
        return self._any(Delivery.objects.filter(pk=delivery_id))

    def holds_rescan(self, rescan_id: int) -> bool:
        return self._any(Rescan.objects.filter(pk=rescan_id), "document__office")

    def _any(self, rows: QuerySet[Any], column: str = "office") -> bool:
        return self.of(rows, column).exists()

    def _arrived(self, keys: QuerySet[Any, Any]) -> bool:
        """The same scans came from an office within reach, after another one's.

        Args:
            keys: Of their dossiers; the scans may have come to an older version of hoso.
        """
        arrivals = Arrival.objects.filter(dossier__key__in=keys)
        return arrivals.filter(delivery__office__in=self.offices or ()).exists()

    def _condition(self, column: str) -> Q:
        nobodys = Q(**{f"{column}__isnull": True})
        return nobodys | Q(**{f"{column}__in": self.offices}) if self.offices else nobodys


EVERYTHING = Reach()


def reach_of(who: User) -> Reach:
    """What the offices of a person let them see."""
    return Reach(frozenset(who.offices.values_list("pk", flat=True)))


def office_named(code: str) -> Office:
    """The office of a code.

    Raises:
        UnreadableInputError: There is none.
    """
    office = Office.objects.filter(code=code).first()
    if office is None:
        raise UnreadableInputError(
            message("office.unknown", code=code, known=", ".join(sorted(codes())))
        )
    return office


def codes() -> frozenset[str]:
    """Of all offices."""
    return frozenset(Office.objects.values_list("code", flat=True))


def make_office(code: str, name: str) -> Office:
    """Write an office down, or give one of this code another name."""
    with transaction.atomic():
        office, _made = Office.objects.update_or_create(code=code, defaults={"name": name})
        note_event(HOSO, "office_named", f"office {office.pk}", code=code, name=name)
    return office


def join_office(office: Office, who: User) -> None:
    """Let a person see the dossiers of an office."""
    with transaction.atomic():
        office.people.add(who)
        note_event(HOSO, "office_joined", f"user {who.get_username()}", office=office.code)


def leave_office(office: Office, who: User) -> None:
    """Let a person see them no more."""
    with transaction.atomic():
        office.people.remove(who)
        note_event(HOSO, "office_left", f"user {who.get_username()}", office=office.code)
