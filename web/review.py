"""The review station: one document after another, decided by keyboard."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRedirect, trigger_client_event

from dossiers.page import PageState
from dossiers.vocabulary import field_names, kinds
from records import corrections, settling
from records.audit import note_event
from records.fields import current_fields
from records.holds import hold, holder_of, let_go
from records.models import Document, Verdict
from records.pace import pace_of
from records.queue import in_review, waiting
from settings import read_settings
from settings.station_keys import all_keys
from web.deciding import approve_kind, fields_left, settle_if_decided, wants_entry
from web.frames import frames_of
from web.persons import person_of
from web.queue_choice import chosen
from web.reach import reach
from web.review_fields import ReviewedField, other_doubts, reviewed_fields
from web.sent_numbers import number_sent
from web.stored_files import open_store, telling_storage_trouble
from web.templatetags.desk import field_name, kind_name
from web.trail import step_to
from web.typed_values import WrongValueError, value_of
from web.viewings import note_viewing

LAST_DONE = "last_done"
"""In the session: the document that the person recorded last, which can be opened again."""

KEEP = "keep"
"""The field shall be what stands in its input: confirmed if that is what was read."""

SAID = frozenset({KEEP, Verdict.ILLEGIBLE.value, Verdict.ABSENT.value})


@require_GET
def review_next(request: HttpRequest) -> HttpResponse:
    """Leads to the most urgent document that nobody works on."""
    after = number_sent(request.GET.get("after", ""))
    rows = waiting(person_of(request), chosen(request), reach(request))
    if after is not None:
        rows = rows.exclude(pk=after)
    for document_id in rows.values_list("pk", flat=True)[:20]:
        if hold(document_id, person_of(request), read_settings().hold_minutes) is None:
            return redirect("review", document_id=document_id)
    messages.info(request, _("Không còn giấy tờ nào chờ xem."))
    return redirect("waiting")


@require_GET
def review(request: HttpRequest, document_id: int) -> HttpResponse:
    """A document, its fields and its pages."""
    document = _document(document_id)
    holder = hold(document_id, person_of(request), read_settings().hold_minutes)
    frames = frames_of(document.dossier.pk)
    step_to(request.session, document_id)
    note_event(request.user.get_username(), "viewed", f"document {document_id}")
    return render(
        request,
        "web/review.html",
        {
            "document": document,
            "holder": holder,
            "is_done": document.state != PageState.IN_REVIEW,
            "frames": [frames[index] for index in _pages(document)],
            "doubts": other_doubts(document),
            "kinds": sorted(kinds(), key=kind_name),
            "acts": {key: act for act, key in all_keys(read_settings().keys).items()},
            "pace": pace_of(person_of(request), _left(request)),
            "has_next": document.last_page + 1 < document.dossier.page_count,
            **_fields(document, person_of(request)),
        },
    )


def _left(request: HttpRequest) -> int:
    """So many documents wait of those that the person chose."""
    return in_review(chosen(request), reach(request)).count()


@telling_storage_trouble
@require_POST
def review_field(request: HttpRequest, document_id: int, key: str) -> HttpResponse:
    """Take a person's word on a field; answers with the field as it stands then."""
    if key not in field_names() or request.POST.get("verdict", KEEP) not in SAID:
        raise Http404
    document, typed, trouble = _document(document_id), request.POST.get("value", ""), ""
    is_typing, is_done = request.POST.get("dirty") == "1", False
    try:
        keep_hold(document_id, request)
        word = _word(document, key, request)
        with transaction.atomic():
            corrections.decide(document_id, word, who=person_of(request))
            is_done = settle_if_decided(document_id, person_of(request), keep_open=is_typing)
    except WrongValueError as error:
        trouble = str(error)
    except corrections.DecidedMeanwhileError as error:
        trouble = _decided(error)
    except corrections.EntriesDifferError:
        trouble = _("Hai người nhập khác nhau. Người thứ ba sẽ quyết định mục này.")
    if is_done:
        request.session[LAST_DONE] = document_id
        return HttpResponseClientRedirect("/review/next/")
    return _answer(request, document_id, key, trouble, typed)


def keep_hold(document_id: int, request: HttpRequest) -> None:
    """Keep a document for the person who asks.

    Raises:
        WrongValueError: Somebody else works on it.
    """
    holder = hold(document_id, person_of(request), read_settings().hold_minutes)
    if holder is not None:
        raise WrongValueError(told_held(holder))


def told_held(holder: User) -> str:
    """That somebody else works on a document."""
    return _("{who} đang xem giấy tờ này. Hãy chờ, hoặc chuyển sang giấy tờ khác.").format(
        who=holder.get_username()
    )


def _word(document: Document, key: str, request: HttpRequest) -> corrections.Word:
    """What the form says of a field."""
    seen, said = _seen(request), request.POST.get("verdict", KEEP)
    is_entry = wants_entry(document, key)
    if said != KEEP:
        return corrections.Word(key, Verdict(said), seen=seen, is_entry=is_entry)
    value = value_of(key, request.POST.get("value", ""))
    now = current_fields(document).get(key)
    same = now is not None and value == now.value
    verdict = Verdict.CONFIRMED if same else Verdict.CHANGED
    return corrections.Word(key, verdict, value, seen=seen, is_entry=is_entry)


@telling_storage_trouble
@require_POST
def review_undo(request: HttpRequest, document_id: int) -> HttpResponse:
    """Take back what this person said last, here or on the document recorded before."""
    key = ""
    if holder_of(_document(document_id).pk, person_of(request)) is None:
        key = _take_back(document_id, person_of(request))
    if not key:
        return _reopen_last(request)
    if key not in _shown_keys(document_id, person_of(request)):  # a person had added it
        return HttpResponseClientRedirect(f"/review/{document_id}/")
    answer = _answer(request, document_id, key, "", "")
    trigger_client_event(answer, "hoso:undone", {"key": key}, after="settle")
    return answer


def _take_back(document_id: int, who: User) -> str:
    """The field that stands as before; none when the person said nothing here."""
    with transaction.atomic():  # taken back and open again, or neither
        key = corrections.undo(document_id, who=who)
        if key and _document(document_id).state == PageState.RECORDED:
            settling.reopen(document_id, open_store(), who=who)
    return key


def _reopen_last(request: HttpRequest) -> HttpResponse:
    """Back to the document that this person was done with last; nothing when there is none."""
    last = request.session.pop(LAST_DONE, None)
    document = Document.objects.filter(pk=last).first()
    if document is None or not reach(request).holds_document(document.pk):
        return HttpResponse(status=204)
    if document.state == PageState.RECORDED:
        settling.reopen(document.pk, open_store(), who=person_of(request))
    return HttpResponseClientRedirect(f"/review/{document.pk}/")


@telling_storage_trouble
@require_POST
def review_finish(request: HttpRequest, document_id: int) -> HttpResponse:
    """Record the document and go to the next one."""
    if holder := holder_of(_document(document_id).pk, person_of(request)):
        messages.error(request, told_held(holder))
        return redirect("review", document_id=document_id)
    if left := fields_left(_document(document_id), person_of(request)):
        told = _("Còn mục chưa quyết định: {names}.").format(names=_named(left))
        messages.error(request, told)
        return redirect("review", document_id=document_id)
    try:
        settling.finish(document_id, open_store(), who=person_of(request))
    except settling.UndecidedFieldsError as error:
        approve_kind(document_id, person_of(request))
        let_go(document_id, person_of(request))
        told = _("Đã giữ phần của bạn. Chờ người khác nhập: {names}.").format(
            names=_named(error.keys)
        )
        messages.info(request, told)
    request.session[LAST_DONE] = document_id
    return redirect("review_next")


def _named(keys: Iterable[str]) -> str:
    return ", ".join(map(field_name, keys))


@require_POST
def review_leave(request: HttpRequest, document_id: int) -> HttpResponse:
    """Give the document back and go to the next one."""
    let_go(_document(document_id).pk, person_of(request))
    return redirect(f"/review/next/?after={document_id}")


def _document(document_id: int) -> Document:
    rows = Document.objects.select_related("dossier").prefetch_related("fields", "corrections")
    return get_object_or_404(rows, pk=document_id)


def _pages(document: Document) -> range:
    return range(document.first_page, document.last_page + 1)


def _fields(document: Document, who: User) -> dict[str, Any]:
    fields = reviewed_fields(document, frames_of(document.dossier.pk), who)
    left = sum(field.is_open for field in fields)
    return {"fields": fields, "left": left, "keys": all_keys(read_settings().keys)}


def _shown_keys(document_id: int, who: User) -> list[str]:
    return [shown.key for shown in _fields(_document(document_id), who)["fields"]]


def _answer(
    request: HttpRequest, document_id: int, key: str, trouble: str, typed: str
) -> HttpResponse:
    """The field as it stands now, and how many are left; what was typed wrongly is kept."""
    document = _document(document_id)
    context = _fields(document, person_of(request)) | {
        "document": document,
        "trouble": trouble,
        "typed": typed,
    }
    context["shown"] = _of_key(context["fields"], key)
    note_viewing(request, document.dossier.pk, document.first_page + 1)
    answer = render(request, "web/review_answer.html", context, status=422 if trouble else 200)
    trigger_client_event(
        answer, "hoso:troubled" if trouble else "hoso:decided", {"key": key}, after="settle"
    )
    return answer


def _of_key(fields: list[ReviewedField], key: str) -> ReviewedField:
    found = next((field for field in fields if field.key == key), None)
    if found is None:
        raise Http404
    return found


def _seen(request: HttpRequest) -> int | None:
    return number_sent(request.POST.get("seen", ""))


def _decided(error: corrections.DecidedMeanwhileError) -> str:
    """Who said what meanwhile, and what to do; of an entry, only that it was made."""
    if error.correction is None or error.correction.is_entry:
        return _("Ô này vừa được người khác nhập hoặc rút lại. Hãy xem lại rồi quyết định.")
    return _(
        "{who} vừa quyết định mục này là «{value}». Hãy xem lại; muốn giữ ý bạn, nhấn lại phím ấy."
    ).format(who=error.correction.who.get_username(), value=error.correction.after)
