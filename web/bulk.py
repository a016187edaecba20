"""Bulk check: places of many documents as strips; wrong ones are marked, the rest confirmed."""

from collections.abc import Iterable, Iterator, Sequence
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

from dossiers.geometry import Box
from dossiers.messages import Message
from dossiers.vocabulary import field_names
from records import corrections, kinds
from records.entries import Turn
from records.fields import KIND, last_words
from records.holds import holder_of
from records.models import Document, Verdict
from records.open_fields import is_kind_open
from records.queue import waiting
from records.samples import sampled_documents
from settings import read_settings
from web.bulk_groups import group_words, keys_of
from web.deciding import settle_if_decided, wants_entry
from web.frames import Frame, frames_of
from web.persons import person_of
from web.queue_choice import chosen
from web.reach import reach
from web.review_fields import ReviewedField, other_doubts, reviewed_fields
from web.sent_numbers import number_sent
from web.stored_files import telling_storage_trouble
from web.templatetags.desk import kind_name, written_value
from web.viewings import note_viewing

MOST_STRIPS = 24
MOST_LOOKED_THROUGH = 400
"""Documents with something open that are looked through for what has a picture."""

FIRST = "so_dinh_danh"
HEADING = 0.4
"""Of a page: so much from its top shows what kind of paper it is."""


@dataclass(frozen=True, slots=True)
class Strip:
    """Something doubtful with its picture.

    Attributes:
        key: Of the field, or ``KIND``.
        seen: Number of the last word on it, 0 without one.
        value: As people read it.
        place: The part of the upright page that is shown.
        reasons: What contradicts it.
    """

    document: Document
    key: str
    seen: int
    value: str
    frame: Frame
    place: Box
    reasons: Sequence[Message]

    @property
    def token(self) -> str:
        """What the form sends back."""
        return f"{self.document.pk}.{self.key}.{self.seen}"


@require_GET
def bulk(request: HttpRequest) -> HttpResponse:
    """Strips of a field, of fields that look alike, or of kinds."""
    asked = request.GET.get("key", FIRST)
    strips = list(islice(_strips(keys_of(asked), request), MOST_STRIPS))
    _note_viewed(strips, request)
    words = group_words()
    context = {"key": asked, "keys": words, "word": words[asked], "strips": strips}
    return render(request, "web/bulk.html", context)


@require_GET
def samples(request: HttpRequest) -> HttpResponse:
    """Strips of a field that no person looked at, drawn by hash."""
    key = request.GET.get("key", FIRST)
    if key not in field_names():
        raise Http404
    rate, who = read_settings().sampled(key), person_of(request)
    drawn = sampled_documents(key, rate, reach(request))
    found = (_strip(document, shown) for document, shown in _shown(drawn, [key], who))
    strips = list(islice((strip for strip in found if strip), MOST_STRIPS))
    _note_viewed(strips, request)
    words = {each: name for each, name in group_words().items() if each in field_names()}
    context = {"key": key, "keys": words, "word": words[key], "strips": strips, "rate": rate}
    return render(request, "web/bulk.html", context)


@telling_storage_trouble
@require_POST
def bulk_confirm(request: HttpRequest) -> HttpResponse:
    """Confirm what was not marked; documents without any doubt left are recorded."""
    asked = request.POST.get("key", "")
    keys_of(asked)
    wrong = set(request.POST.getlist("wrong"))
    right = [_read(token) for token in request.POST.getlist("shown") if token not in wrong]
    confirmed = sum(_confirm(*each, request) for each in right)
    told = ngettext("Đã xác nhận {count} mục.", "Đã xác nhận {count} mục.", confirmed)
    messages.info(request, told.format(count=confirmed))
    if missed := len(right) - confirmed:
        messages.warning(
            request, _("{count} mục vừa được người khác quyết định.").format(count=missed)
        )
    back = "samples" if request.POST.get("sample") else "bulk"
    return redirect(f"/{back}/?key={asked}")


def _strips(keys: tuple[str, ...], request: HttpRequest) -> Iterator[Strip]:
    who, choice = person_of(request), replace(chosen(request), fields=keys)
    rows = waiting(who, choice, reach(request))
    rows = rows.select_related("dossier").prefetch_related("fields", "corrections")
    few_at_once = rows[:MOST_LOOKED_THROUGH].iterator(chunk_size=MOST_STRIPS)
    if keys == (KIND,):
        yield from (strip for each in few_at_once if (strip := _strip_of_kind(each)))
        return
    for document, shown in _shown(few_at_once, keys, who):
        # Entries that nobody may see are made in the station.
        if shown.is_open and shown.turn == Turn.FIRST and (strip := _strip(document, shown)):
            yield strip


def _shown(
    documents: Iterable[Document], keys: Sequence[str], who: User
) -> Iterator[tuple[Document, ReviewedField]]:
    for document in documents:
        for shown in reviewed_fields(document, frames_of(document.dossier.pk), who):
            if shown.key in keys:
                yield document, shown


def _strip(document: Document, shown: ReviewedField) -> Strip | None:
    """The strip of a field that was read somewhere."""
    if not (shown.strip and shown.frame and shown.value):
        return None
    value = written_value(shown.value, shown.key)
    reasons = shown.reasons if shown.is_contradicted else ()
    return Strip(document, shown.key, shown.seen, value, shown.frame, shown.strip, reasons)


def _strip_of_kind(document: Document) -> Strip | None:
    """The heading of a document whose kind is doubtful."""
    frame = frames_of(document.dossier.pk)[document.first_page]
    if not (frame.is_pictured and is_kind_open(document)):
        return None
    last, place = last_words(document).get(KIND), Box(0, 0, frame.width, _heading(frame))
    seen, reasons = last.pk if last else 0, other_doubts(document)
    return Strip(document, KIND, seen, kind_name(document.kind), frame, place, reasons)


def _heading(frame: Frame) -> int:
    return round(HEADING * frame.height)


def _note_viewed(strips: Iterable[Strip], request: HttpRequest) -> None:
    """Values are shown whole here, whether their pictures are fetched or not."""
    for strip in strips:
        note_viewing(request, strip.document.dossier.pk, strip.frame.number)


def _read(token: str) -> tuple[int, str, int]:
    """Document, field and seen word of a token.

    Raises:
        Http404: It is none of ours.
    """
    document, _dot, rest = token.partition(".")
    key, _dot, last = rest.partition(".")
    number, seen = number_sent(document), number_sent(last)
    if number is None or seen is None or key not in (KIND, *field_names()):
        raise Http404
    return number, key, seen


def _confirm(document_id: int, key: str, seen: int, request: HttpRequest) -> bool:
    """Confirm one field or kind; false when somebody else was quicker, or works on it."""
    who = person_of(request)
    if not reach(request).holds_document(document_id) or holder_of(document_id, who):
        return False
    try:
        with transaction.atomic():  # said and recorded, or neither
            _say(document_id, key, seen, who)
            settle_if_decided(document_id, who)
    except (
        corrections.DecidedMeanwhileError,
        corrections.EntriesDifferError,
        Document.DoesNotExist,
    ):
        return False
    return True


def _say(document_id: int, key: str, seen: int, who: User) -> None:
    if key == KIND:
        kinds.confirm_kind(document_id, seen=seen, who=who)
        return
    is_entry = wants_entry(Document.objects.get(pk=document_id), key)
    word = corrections.Word(key, Verdict.CONFIRMED, seen=seen, is_entry=is_entry)
    corrections.decide(document_id, word, who=who)
