"""Pages that a person turns upright; whoever wants it has them read again then."""

from threading import Lock

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dossiers.errors import DigitizationError
from dossiers.page import PageFailure
from pipeline.rereading import file_reread, read_turned
from pipeline.workers import PagePool
from records.divisions import DividedMeanwhileError, standing_division
from records.holds import hold
from records.models import Document, Page
from records.turning import TurnedMeanwhileError, replace_reading, turn_page
from settings import read_settings
from settings.workshop import reader_choice
from web.dividing import told_divided
from web.frames import Frame, frames_of
from web.judging import current_knowledge
from web.persons import person_of
from web.review import told_held
from web.sent_numbers import number_sent
from web.stored_files import open_store, telling_storage_trouble
from web.templatetags.desk import say

TURNS = (0, 90, 180, 270)

_working = Lock()
"""One page at a time: reading takes all of a processor core, and others review meanwhile."""


class NotReadAgainError(Exception):
    """A page is turned but not read again; the text tells people why."""


@telling_storage_trouble
@require_POST
def review_turn(request: HttpRequest, document_id: int) -> HttpResponse:
    """Turn a page of a document as the form says, and read it again if the form says so."""
    document = get_object_or_404(Document.objects.select_related("dossier"), pk=document_id)
    frame, seen, rotation = _asked(document, request)
    # Kept until it is read: what others typed meanwhile would lack in the new PDF.
    if holder := hold(document_id, person_of(request), read_settings().hold_minutes):
        messages.error(request, told_held(holder))
    elif not _working.acquire(blocking=False):
        messages.error(request, _("Một trang khác đang được đọc lại. Hãy thử lại sau ít giây."))
    else:
        try:
            document_id = _turn(request, document, frame, seen, rotation)
        finally:
            _working.release()
    return redirect("review", document_id=document_id)


def _asked(document: Document, request: HttpRequest) -> tuple[Frame, int, int]:
    """The page, how it stood when the person saw it, and how it shall stand.

    Raises:
        Http404: There is no such page or turn.
    """
    number, by = number_sent(request.POST.get("page", "")), request.POST.get("by", "")
    seen = request.POST.get(f"seen-{number}", "")
    if number is None or not (by in map(str, TURNS) and seen in map(str, TURNS)):
        raise Http404
    index = number - 1
    frame = frames_of(document.dossier.pk).get(index)
    is_own = document.first_page <= index <= document.last_page
    if frame is None or not is_own or not frame.is_pictured:
        raise Http404
    return frame, int(seen), (int(seen) + int(by)) % 360


def _turn(request: HttpRequest, document: Document, frame: Frame, seen: int, rotation: int) -> int:
    """Turn, and read again if wished; gives the document with the page then."""
    who, dossier_id = person_of(request), document.dossier.pk
    page_id = Page.objects.values_list("pk", flat=True).get(dossier=dossier_id, index=frame.index)
    if frame.rotation != seen:
        messages.error(request, _told_turned())
        return document.pk
    try:
        if rotation != seen:
            turn_page(page_id, rotation, open_store(), seen=seen, who=who)
            messages.info(request, _("Chiều của trang đã lưu."))
        if request.POST.get("read") == "1":
            made = _read_again(page_id, frame.index, dossier_id, who)
            messages.info(request, _("Trang đã được đọc lại; các mục được tìm lại từ đầu."))
            return made
    except TurnedMeanwhileError:
        messages.error(request, _told_turned())
    except NotReadAgainError as error:
        messages.error(request, str(error))
    return document.pk


def _told_turned() -> str:
    return _("Người khác vừa xoay trang này. Hãy xem lại rồi thử lần nữa.")


def _read_again(page_id: int, index: int, dossier_id: int, who: User) -> int:
    """Read a page and file its document anew; gives the number of that.

    Raises:
        NotReadAgainError: It could not be; what was read before stands.
    """
    settings, store = read_settings(), open_store()
    seen = standing_division(dossier_id).documents
    try:
        # In processes of their own, opened for this page: a reader that dies takes nothing along.
        with PagePool(reader_choice(settings), 1, settings.page_seconds) as pool:
            outcome = read_turned(dossier_id, index, pool, store)
        if isinstance(outcome, PageFailure):
            raise NotReadAgainError(_told_unread(say(outcome.reason)))
        filed = file_reread(dossier_id, outcome, current_knowledge(), store)
        return replace_reading(page_id, outcome, filed, store, seen=seen, who=who)
    except DividedMeanwhileError as error:
        raise NotReadAgainError(_told_unread(told_divided(error.division))) from error
    except DigitizationError as error:
        raise NotReadAgainError(_told_unread(say(error.reason))) from error


def _told_unread(reason: str) -> str:
    return _("Trang chưa được đọc lại; lần đọc trước vẫn còn. {reason}").format(reason=reason)
