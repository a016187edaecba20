"""Bulk check: one field of many documents as strips; wrong ones are marked, the rest confirmed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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
from records import corrections, settling
from records.holds import holder_of, waiting
from records.models import Document, Verdict
from records.samples import sampled_documents
from settings import read_settings
from web.deciding import settle_if_decided
from web.frames import frames_of
from web.persons import person_of
from web.review_fields import ReviewedField, reviewed_fields
from web.stored_files import telling_storage_trouble

MOST_STRIPS = 24
MOST_LOOKED_THROUGH = 400
"""Documents that are looked through for doubtful fields of one key."""

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
    strips = list(islice(_strips(key, person_of(request)), MOST_STRIPS))
    return render(request, "web/bulk.html", {"key": key, "keys": field_names(), "strips": strips})


@require_GET
def samples(request: HttpRequest) -> HttpResponse:
    """Strips of a field that no person looked at, drawn by hash."""
    key = request.GET.get("key", FIRST_KEY)
    if key not in field_names():
        raise Http404
    rate = read_settings().sampled(key)
    strips = list(islice(_strips_of(key, sampled_documents(key, rate)), MOST_STRIPS))
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
    confirmed = [done for token in right if (done := _confirm(token, key, person_of(request)))]
    told = ngettext("Đã xác nhận {count} mục.", "Đã xác nhận {count} mục.", len(confirmed))
    messages.info(request, told.format(count=len(confirmed)))
    if missed := len(right) - len(confirmed):
        messages.warning(
            request, _("{count} mục vừa được người khác quyết định.").format(count=missed)
        )
    back = "samples" if request.POST.get("sample") else "bulk"
    return redirect(f"/{back}/?key={key}")


def _strips(key: str, who: User) -> Iterator[Strip]:
    rows = waiting(who).select_related("dossier").prefetch_related("fields", "corrections")
    for document in rows[:MOST_LOOKED_THROUGH]:
        if key not in settling.open_keys(document):
            continue
        yield from (strip for strip in _strips_of(key, [document]) if strip.shown.is_open)


def _strips_of(key: str, documents: Iterable[Document]) -> Iterator[Strip]:
    for document in documents:
        for shown in reviewed_fields(document, frames_of(document.dossier.pk)):
            if shown.key == key and shown.strip and shown.value:
                yield Strip(document, shown)


def _confirm(token: str, key: str, who: User) -> int | None:
    """Confirm one field; its document, or nothing when somebody else was quicker.

    Raises:
        Http404: The token is none of ours.
    """
    document, _dot, seen = token.partition(".")
    if not (document.isdigit() and seen.isdigit()):
        raise Http404
    word = corrections.Word(key, Verdict.CONFIRMED, seen=int(seen))
    if holder_of(int(document), who):
        return None
    try:
        with transaction.atomic():  # said and recorded, or neither
            corrections.decide(int(document), word, who=who)
            settle_if_decided(int(document), who)
    except (corrections.DecidedMeanwhileError, Document.DoesNotExist):
        return None
    return int(document)
