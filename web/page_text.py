"""The text of a page corrected by a person: line by line, or in a box drawn on the picture."""

import re
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRedirect, trigger_client_event

from dossiers.geometry import Box
from dossiers.page import PageReading, PageState
from records.audit import note_event
from records.corrected_reading import Place
from records.holds import hold
from records.models import Document, Page
from records.retyping import RetypedMeanwhileError, Retyping, correct_text, undo_text
from records.text_corrections import Said, reading_now, said_on
from settings import read_settings
from settings.station_keys import all_keys
from web.frames import Frame, frames_of
from web.persons import person_of
from web.review import keep_hold
from web.sent_numbers import number_sent
from web.stored_files import open_store, telling_storage_trouble
from web.text_lines import REGION, ShownLine, shown_line, shown_lines, top_of
from web.typed_values import WrongValueError, text_of
from web.viewings import note_viewing

ACTS = ("help", "text", "undo", "finish")
"""Of the station's function keys, those that do something here."""

MOST_BOXES = 500
"""A line has as many as words."""

_BOX = re.compile(r"-?\d{1,6}(,-?\d{1,6}){3}")


@require_GET
def page_text(request: HttpRequest, document_id: int, number: int) -> HttpResponse:
    """The lines of a page, each beside its picture."""
    document = _document(document_id)
    holder = hold(document_id, person_of(request), read_settings().hold_minutes)
    context = _page_context(request, document, number)
    note_event(request.user.get_username(), "viewed", f"document {document_id}", page=number)
    return render(request, "web/page_text.html", {**context, "holder": holder})


@telling_storage_trouble
@require_POST
def page_text_line(request: HttpRequest, document_id: int, number: int) -> HttpResponse:
    """Take what a person typed in a place; answers with what stands there then."""
    document, key, typed = _document(document_id), _key(request), request.POST.get("value", "")
    place, trouble, row = _place(request), "", None
    _read_page(document, number)
    try:
        keep_hold(document_id, request)
        retyping = Retyping(number - 1, place, text_of(typed), _seen(request))
        row = correct_text(document_id, retyping, open_store(), who=person_of(request))
    except WrongValueError as error:
        trouble = str(error)
    except RetypedMeanwhileError as error:
        trouble = _retyped(error)
    if trouble:
        return _troubled(request, document, number, trouble)
    is_typing = request.POST.get("dirty") == "1"
    if "HX-Request" in request.headers and (key != REGION or is_typing):
        return _line_answer(request, document, number, {"is_answer": True})
    return _back(request, document_id, number, row.pk if row else 0)


@require_GET
def page_text_region(request: HttpRequest, document_id: int, number: int) -> HttpResponse:
    """What stands in a box that was drawn on the upright picture."""
    document = _document(document_id)
    frame, reading, said = _read_page(document, number)
    drawn = _drawn(request, frame)
    place = [frame.to_upright.inverse().box(drawn)]
    shown = shown_line(REGION, place, frame, reading, said)
    note_viewing(request, document.dossier.pk, number)
    return render(request, "web/page_text_line.html", {"shown": shown, **_names(document, frame)})


@telling_storage_trouble
@require_POST
def page_text_undo(request: HttpRequest, document_id: int, number: int) -> HttpResponse:
    """Take back what this person typed last on the page."""
    _read_page(_document(document_id), number)
    try:
        keep_hold(document_id, request)
    except WrongValueError as error:
        messages.error(request, str(error))
        return _back(request, document_id, number, 0)
    undone = undo_text(document_id, number - 1, open_store(), who=person_of(request))
    if undone is None:
        messages.info(request, _("Trang này không có chữ nào bạn sửa mà còn rút lại được."))
    else:
        told = _("Đã rút lại «{after}»; chỗ đó lại là «{before}».")
        messages.info(request, told.format(after=undone.after, before=undone.before))
    return _back(request, document_id, number, 0)


def _page_context(request: HttpRequest, document: Document, number: int) -> dict[str, Any]:
    frames = frames_of(document.dossier.pk)
    page = _page(document, number)
    frame, lines = frames[page.index], []
    if page.reading is not None:
        reading, said = _as_it_stands(page)
        done = number_sent(request.GET.get("after", "")) or 0
        lines = shown_lines(frame, reading, said, done)
    keys = all_keys(read_settings().keys)
    return {
        "frames": [frames[index] for index in range(document.first_page, document.last_page + 1)],
        "lines": lines,
        "is_read": page.reading is not None,
        "top": top_of(frame),
        "is_waiting": document.state == PageState.IN_REVIEW,
        "is_last": page.index == document.last_page,
        "acts": {keys[act]: act for act in ACTS},
        **_names(document, frame),
    }


def _names(document: Document, frame: Frame) -> dict[str, Any]:
    return {"document": document, "frame": frame, "keys": all_keys(read_settings().keys)}


def _line_answer(
    request: HttpRequest, document: Document, number: int, more: dict[str, Any]
) -> HttpResponse:
    """The line as it stands now; what was typed wrongly is kept."""
    frame, shown = _asked_line(request, document, number)
    trouble = more.get("trouble", "")
    context = {"shown": replace(shown, is_kept=not trouble), **_names(document, frame), **more}
    status = 422 if trouble else 200
    answer = render(request, "web/page_text_line.html", context, status=status)
    event = "hoso:troubled" if trouble else "hoso:decided"
    return trigger_client_event(answer, event, {"key": shown.key}, after="settle")


def _troubled(request: HttpRequest, document: Document, number: int, trouble: str) -> HttpResponse:
    """The line, or without scripts the whole page, with what was typed and what is wrong."""
    told = {"trouble": trouble, "typed": request.POST.get("value", "")}
    if "HX-Request" in request.headers:
        return _line_answer(request, document, number, {"is_answer": True, **told})
    _frame, shown = _asked_line(request, document, number)
    context = _page_context(request, document, number) | {"troubled": shown, **told}
    return render(request, "web/page_text.html", context, status=422)


def _asked_line(request: HttpRequest, document: Document, number: int) -> tuple[Frame, ShownLine]:
    frame, reading, said = _read_page(document, number)
    return frame, shown_line(_key(request), _place(request), frame, reading, said)


def _back(request: HttpRequest, document_id: int, number: int, done: int) -> HttpResponse:
    """The page anew, at the line behind what was typed."""
    address = reverse("page_text", kwargs={"document_id": document_id, "number": number})
    address += f"?after={done}" if done else ""
    if "HX-Request" in request.headers:
        return HttpResponseClientRedirect(address)
    return redirect(address)


def _document(document_id: int) -> Document:
    return get_object_or_404(Document.objects.select_related("dossier"), pk=document_id)


def _page(document: Document, number: int) -> Page:
    if not document.first_page < number <= document.last_page + 1:
        raise Http404
    return get_object_or_404(Page, dossier=document.dossier, index=number - 1)


def _read_page(document: Document, number: int) -> tuple[Frame, PageReading, Said]:
    """A page that was read, as it stands.

    Raises:
        Http404: There is none.
    """
    page = _page(document, number)
    if page.reading is None:
        raise Http404
    return (frames_of(document.dossier.pk)[page.index], *_as_it_stands(page))


def _as_it_stands(page: Page) -> tuple[PageReading, Said]:
    said = said_on(page.dossier_id, page.index)
    return reading_now(page, said), said


def _key(request: HttpRequest) -> str:
    key = request.POST.get("key", "")
    if key != REGION and not re.fullmatch(r"\d{1,4}", key):
        raise Http404
    return key


def _place(request: HttpRequest) -> Place:
    """The boxes that the form is about, in pixels of the scan."""
    pieces = request.POST.get("place", "").split(";")
    if len(pieces) > MOST_BOXES or not all(_BOX.fullmatch(piece) for piece in pieces):
        raise Http404
    boxes = [Box(*map(int, piece.split(","))) for piece in pieces]
    if any(box.width <= 0 or box.height <= 0 for box in boxes):
        raise Http404
    return boxes


def _drawn(request: HttpRequest, frame: Frame) -> Box:
    """The part of a drawn box that lies on the page."""
    edges = [request.GET.get(name, "") for name in ("left", "top", "right", "bottom")]
    if not all(re.fullmatch(r"\d{1,6}", edge) for edge in edges):
        raise Http404
    left, top, right, bottom = map(int, edges)
    box = Box(left, top, min(right, frame.width), min(bottom, frame.height))
    if box.width <= 0 or box.height <= 0:
        raise Http404
    return box


def _seen(request: HttpRequest) -> int | None:
    return number_sent(request.POST.get("seen", ""))


def _retyped(error: RetypedMeanwhileError) -> str:
    """Who typed what meanwhile, and what to do."""
    if error.correction is None:
        return _("Chữ sửa ở đây vừa được rút lại. Hãy xem lại; muốn giữ ý bạn, nhấn Enter lần nữa.")
    return _(
        "{who} vừa sửa chỗ này thành «{text}». Hãy xem lại; muốn giữ ý bạn, nhấn Enter lần nữa."
    ).format(who=error.correction.who.get_username(), text=error.correction.after)
