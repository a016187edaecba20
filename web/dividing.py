"""Kinds and boundaries mended by a person: split, join, name otherwise."""

from collections.abc import Sequence
from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dossiers.document import Document as Part
from dossiers.vocabulary import kinds
from pipeline.redivision import file_anew
from records.divisions import (
    DividedMeanwhileError,
    Standing,
    changed_parts,
    redivide,
    standing_division,
)
from records.holds import hold
from records.models import Division, Document
from settings import read_settings
from web.judging import current_knowledge
from web.persons import person_of
from web.review import told_held
from web.sent_numbers import number_sent
from web.stored_files import open_store, telling_storage_trouble


class RefusedDivisionError(Exception):
    """A dossier cannot be divided so now; the text tells people why, and what to do."""


@telling_storage_trouble
@require_POST
def divide(request: HttpRequest, document_id: int) -> HttpResponse:
    """Divide the dossier of a document otherwise, as the form says."""
    document = get_object_or_404(Document.objects.select_related("dossier"), pk=document_id)
    standing = standing_division(document.dossier.pk)
    place = standing.documents.index(document_id)
    wanted = _wanted(standing.parts, place, request)
    first = document_id
    try:
        made = apply_division(document.dossier.pk, wanted, standing, who=person_of(request))
        first = made[0] if made else document_id
    except RefusedDivisionError as error:
        messages.error(request, str(error))
    return redirect("review", document_id=first)


def _wanted(parts: Sequence[Part], place: int, request: HttpRequest) -> list[Part]:
    """All parts of the dossier with the change that the form asks for.

    Raises:
        Http404: It asks for nothing that can be.
    """
    own = parts[place]
    change, kind = request.POST.get("change", ""), request.POST.get("kind", own.kind)
    before, after = list(parts[:place]), list(parts[place + 1 :])
    if change == "kind" and kind in kinds():
        return [*before, replace(own, kind=kind, kind_confidence=1.0), *after]
    if change == "split":
        return [*before, *_split(own, request.POST.get("page", "")), *after]
    if change == "join" and after:
        return [*before, replace(own, last_page=after[0].last_page), *after[1:]]
    raise Http404


def _split(own: Part, page: str) -> tuple[Part, Part]:
    number = (number_sent(page) or 0) - 1
    if not own.first_page < number <= own.last_page:
        raise Http404
    return replace(own, last_page=number - 1), replace(own, first_page=number)


def apply_division(
    dossier_id: int, wanted: Sequence[Part], standing: Standing, *, who: User
) -> list[int]:
    """File what changed; gives the numbers of the new documents.

    Args:
        wanted: All documents of the dossier, as the person wants them.
        standing: How it was divided when the person said so.

    Raises:
        RefusedDivisionError: Somebody works on it, or was quicker; nothing is changed.
        StorageError: The store failed; nothing is changed.
    """
    spans = {(part.kind, part.first_page, part.last_page) for part in wanted}
    for number, part in zip(standing.documents, standing.parts, strict=True):
        if (part.kind, part.first_page, part.last_page) not in spans:
            _take(number, who)
    if not changed_parts(dossier_id, wanted):
        return []
    store = open_store()
    filed = file_anew(dossier_id, wanted, current_knowledge(), store)
    try:
        return redivide(dossier_id, wanted, filed, store, seen=standing.documents, who=who)
    except DividedMeanwhileError as error:
        raise RefusedDivisionError(told_divided(error.division)) from error


def _take(document_id: int, who: User) -> None:
    """Take a document, so that nobody types on it what its new PDF would lack.

    Raises:
        RefusedDivisionError: Somebody works on it, or it stands no more.
    """
    try:
        holder = hold(document_id, who, read_settings().hold_minutes)
    except Document.DoesNotExist as error:
        raise RefusedDivisionError(told_divided(None)) from error
    if holder is not None:
        raise RefusedDivisionError(told_held(holder))


def told_divided(division: Division | None) -> str:
    """That somebody else divided the dossier, and what to do."""
    if division is None:
        return _("Hồ sơ này vừa được chia hoặc đọc lại. Hãy xem lại rồi thử lần nữa.")
    return _("{who} vừa chia lại hồ sơ này. Hãy xem lại rồi thử lần nữa.").format(
        who=division.who.get_username()
    )
