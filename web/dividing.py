"""Kinds and boundaries mended by a person: split, join, name otherwise."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dossiers.document import Document as Part
from dossiers.vocabulary import kinds
from pipeline.redivision import file_anew
from pipeline.workshop import Knowledge
from records.divisions import changed_parts, redivide, standing_parts
from records.holds import holder_of
from records.models import Document
from settings import Settings, read_settings
from settings.workshop import knowledge, reviewed_by_people
from web.persons import person_of
from web.review import told_held
from web.stored_files import open_store, telling_storage_trouble


@telling_storage_trouble
@require_POST
def divide(request: HttpRequest, document_id: int) -> HttpResponse:
    """Divide the dossier of a document otherwise, as the form says."""
    document = get_object_or_404(Document.objects.select_related("dossier"), pk=document_id)
    parts = standing_parts(document.dossier.pk)
    place = next(n for n, part in enumerate(parts) if part.first_page == document.first_page)
    wanted = _wanted(parts, place, request)
    made = _apply(document, wanted, request)
    first = made[0] if made else document_id
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
    number = int(page) - 1 if page.isdigit() else -1
    if not own.first_page < number <= own.last_page:
        raise Http404
    return replace(own, last_page=number - 1), replace(own, first_page=number)


def _apply(document: Document, wanted: Sequence[Part], request: HttpRequest) -> list[int]:
    """File what changed; gives the numbers of the new documents."""
    who = person_of(request)
    dossier, store = document.dossier, open_store()
    for row in Document.objects.filter(dossier=dossier):
        is_kept = (row.kind, row.first_page, row.last_page) in {
            (part.kind, part.first_page, part.last_page) for part in wanted
        }
        if not is_kept and (holder := holder_of(row.pk, who)):
            messages.error(request, told_held(holder))
            return []
    if not changed_parts(dossier.pk, wanted):
        return []
    filed = file_anew(dossier.pk, wanted, _knowledge(read_settings()), store)
    try:
        return redivide(dossier.pk, wanted, filed, store, who=who)
    except ValueError:
        messages.error(
            request, _("Người khác vừa chia lại hồ sơ này. Hãy xem lại rồi thử lần nữa.")
        )
        return []


@cache
def _knowledge(settings: Settings) -> Knowledge:
    # Opening the networks takes a moment; they serve all threads.
    return knowledge(settings, [reviewed_by_people()])
