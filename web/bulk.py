"""Bulk check: one field of many documents as strips; wrong ones are marked, the rest confirmed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from django.contrib import messages
from django.contrib.auth.models import User
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from dossiers.vocabulary import field_names
from records import corrections
from records.entries import Turn
from records.holds import holder_of
from records.models import Document, Verdict
from records.queue import waiting
from records.samples import sampled_documents
from settings import read_settings
from web.deciding import settle_if_decided, wants_entry
from web.frames import frames_of
from web.persons import person_of
from web.queue_choice import chosen
from web.reach import reach
from web.review_fields import ReviewedField, reviewed_fields
from web.sent_numbers import number_sent
from web.stored_files import telling_storage_trouble
from web.viewings import note_viewing

MOST_STRIPS = 24
MOST_LOOKED_THROUGH = 400
"""Documents with this field open that are looked through for one that has a picture."""

FIRST_KEY = "so_dinh_danh"


@dataclass(frozen=True, slots=True)
class Strip:
    """A doubtful field with a picture, and its document."""

    document: Document
    shown: ReviewedField

    @property
    def token(self) -> str:
        """What the form sends back: document, and the word that the person saw."""
        return f"{self.document.pk}.{self.shown.seen}"


@require_GET
def bulk(request: HttpRequest) -> HttpResponse:
    """Strips of one field."""
    key = request.GET.get("key", FIRST_KEY)
    if key not in field_names():
        raise Http404
    strips = list(islice(_strips(key, request), MOST_STRIPS))
    _note_viewed(strips, request)
    return render(request, "web/bulk.html", {"key": key, "keys": field_names(), "strips": strips})


@require_GET
def samples(request: HttpRequest) -> HttpResponse:
    """Strips of a field that no person looked at, drawn by hash."""
    key = request.GET.get("key", FIRST_KEY)
    if key not in field_names():
        raise Http404
    rate = read_settings().sampled(key)
    drawn = sampled_documents(key, rate, reach(request))
    strips = list(islice(_strips_of(key, drawn, person_of(request)), MOST_STRIPS))
    _note_viewed(strips, request)
    context = {"key": key, "keys": field_names(), "strips": strips, "rate": rate}
    return render(request, "web/bulk.html", context)


@telling_storage_trouble
@require_POST
def bulk_confirm(request: HttpRequest) -> HttpResponse:
    """Confirm what was not marked; documents without any doubt left are recorded."""
    key = request.POST.get("key", "")
    if key not in field_names():
        raise Http404
    wrong = set(request.POST.getlist("wrong"))
    right = [token for token in request.POST.getlist("shown") if token not in wrong]
    confirmed = [done for token in right if (done := _confirm(token, key, request))]
    told = ngettext("Đã xác nhận {count} mục.", "Đã xác nhận {count} mục.", len(confirmed))
    messages.info(request, told.format(count=len(confirmed)))
    if missed := len(right) - len(confirmed):
        messages.warning(
            request, _("{count} mục vừa được người khác quyết định.").format(count=missed)
        )
    back = "samples" if request.POST.get("sample") else "bulk"
    return redirect(f"/{back}/?key={key}")


def _strips(key: str, request: HttpRequest) -> Iterator[Strip]:
    who, choice = person_of(request), replace(chosen(request), field=key)
    rows = waiting(who, choice, reach(request))
    rows = rows.select_related("dossier").prefetch_related("fields", "corrections")
    few_at_once = rows[:MOST_LOOKED_THROUGH].iterator(chunk_size=MOST_STRIPS)
    for strip in _strips_of(key, few_at_once, who):
        # Entries that nobody may see are made in the station.
        if strip.shown.is_open and strip.shown.turn == Turn.FIRST:
            yield strip


def _strips_of(key: str, documents: Iterable[Document], who: User) -> Iterator[Strip]:
    for document in documents:
        for shown in reviewed_fields(document, frames_of(document.dossier.pk), who):
            if shown.key == key and shown.strip and shown.value:
                yield Strip(document, shown)


def _note_viewed(strips: Iterable[Strip], request: HttpRequest) -> None:
    """Values are shown whole here, whether their pictures are fetched or not."""
    for strip in strips:
        if strip.shown.frame:
            note_viewing(request, strip.document.dossier.pk, strip.shown.frame.number)


def _confirm(token: str, key: str, request: HttpRequest) -> int | None:
    """Confirm one field; its document, or nothing when somebody else was quicker.

    Raises:
        Http404: The token is none of ours.
    """
    number, seen = (number_sent(part) for part in token.partition(".")[::2])
    if number is None or seen is None:
        raise Http404
    who = person_of(request)
    if not reach(request).holds_document(number) or holder_of(number, who):
        return None
    try:
        with transaction.atomic():  # said and recorded, or neither
            is_entry = wants_entry(Document.objects.get(pk=number), key)
            word = corrections.Word(key, Verdict.CONFIRMED, seen=seen, is_entry=is_entry)
            corrections.decide(number, word, who=who)
            settle_if_decided(number, who)
    except (corrections.DecidedMeanwhileError, Document.DoesNotExist):
        return None
    return number
