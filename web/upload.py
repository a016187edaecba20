"""Upload in the browser: files come in chunks, and can be gone on with after a break."""

from dataclasses import asdict
from datetime import timedelta
from itertools import islice
from pathlib import Path

from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from records.audit import HOSO, note_event
from records.ledger import balance
from records.models import Delivery
from records.offices import EVERYTHING
from settings import read_settings
from web.offices import office_chosen, offices_of
from web.pages_to_scan import pages_to_scan
from web.reach import reach
from web.upload_box import GIGABYTE, Chunk, UploadBox
from web.upload_looks import begin_look, name_of, outcome_of, trouble_of, wants_look
from web.upload_names import UploadError

CHUNK = 2 * 2**20
SHOWN = 200
"""So many rows of a list are shown; the page of the delivery has all."""
SENT_SHOWN = 10


@require_GET
def upload(request: HttpRequest) -> HttpResponse:
    """The page on which files are dropped; ``go_on`` names an upload that broke off."""
    return _upload_page(request, "")


@require_POST
def upload_start(request: HttpRequest) -> HttpResponse:
    """Begin an upload."""
    tidy_uploads()
    return JsonResponse({"number": _box().start(request.user.get_username())})


@require_http_methods(["GET", "PUT", "DELETE"])
def upload_file(request: HttpRequest, number: str) -> HttpResponse:
    """Take a chunk of a file, take a file out again, or tell what has come of all."""
    owner, box = request.user.get_username(), _box()
    try:
        if request.method == "GET":
            received = box.received(number, owner)
            return JsonResponse({"received": {name: asdict(it) for name, it in received.items()}})
        if request.method == "DELETE":
            box.take_out(number, owner, request.GET.get("name", ""))
            return JsonResponse({})
        return _append(request, number)
    except UploadError as error:
        return JsonResponse({"trouble": str(error)}, status=422)


@require_POST
def upload_finish(request: HttpRequest, number: str) -> HttpResponse:
    """All files are there: they are looked at from now on."""
    owner, box = request.user.get_username(), _box()
    files, size = request.POST.get("files", ""), request.POST.get("size", "")
    if not (_is_count(files) and _is_count(size)):  # sent by no page of ours
        return JsonResponse({"trouble": ""}, status=400)
    try:
        title, office = request.POST.get("title", ""), office_chosen(request)
        first = box.close(number, owner, int(files), int(size), title, office)
        folder = box.folder(number, owner)
    except UploadError as error:
        return JsonResponse({"trouble": str(error)}, status=422)
    if first:
        name = name_of(folder)
        note_event(owner, "uploaded", f"upload {number}", files=int(files), name=name)
    begin_look(folder, _inbox())
    return JsonResponse({"number": number})


@require_POST
def upload_drop(request: HttpRequest, number: str) -> HttpResponse:
    """Remove an upload that broke off."""
    owner = request.user.get_username()
    try:
        _box().drop(number, owner)
    except UploadError as error:
        return _upload_page(request, str(error))
    note_event(owner, "upload_dropped", f"upload {number}")
    return redirect("upload")


@require_GET
def uploaded(request: HttpRequest, number: str) -> HttpResponse:
    """What was found in an upload, and how far its pages are; asks again until all is known."""
    try:
        folder = _box().folder(number, request.user.get_username())
    except UploadError as error:
        return _upload_page(request, str(error))
    name, outcome = name_of(folder), outcome_of(folder)
    if not name:
        return _upload_page(request, _("Lần tải lên này chưa xong."))
    context: dict[str, object] = {"number": number, "name": name, "outcome": outcome}
    if outcome:
        context |= _progress(name) | {"shown": SHOWN}
    else:
        context["trouble"] = trouble_of(folder)  # first: a look that meets it would give way
        if wants_look(folder):
            begin_look(folder, _inbox())
    return render(request, _part(request), context)


def tidy_uploads() -> None:
    """Remove what nobody went on with, and look at what a server that died left behind."""
    box = _box()
    for number in box.remove_abandoned():
        note_event(HOSO, "upload_removed", f"upload {number}")
    for number in box.closed():
        begin_look(box.uploads / number, _inbox())


def _append(request: HttpRequest, number: str) -> HttpResponse:
    offset, modified = request.GET.get("offset", ""), request.GET.get("modified", "")
    if not (_is_count(offset) and _is_count(modified)):
        return JsonResponse({"trouble": ""}, status=400)
    try:
        content = request.read(CHUNK + 1)
    except UnreadablePostError:  # the connection broke; what is missing comes again
        return JsonResponse({"trouble": ""}, status=400)
    if len(content) > CHUNK:
        return JsonResponse({"trouble": ""}, status=413)
    chunk = Chunk(request.GET.get("name", ""), int(offset), int(modified), content)
    return JsonResponse({"size": _box().append(number, request.user.get_username(), chunk)})


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 15


def _upload_page(request: HttpRequest, trouble: str) -> HttpResponse:
    owner, box, settings = request.user.get_username(), _box(), read_settings()
    unfinished = box.unfinished(owner)
    chosen = request.GET.get("go_on", "")
    context = {
        "chunk": CHUNK,
        "trouble": trouble,
        "unfinished": unfinished,
        "sent": list(islice(box.sent(owner), SENT_SHOWN)),
        "go_on": next((each for each in unfinished if each.number == chosen), None),
        "offices": offices_of(request),
        "may_choose_none": reach(request) == EVERYTHING,
        "days": settings.upload_keep_days,
        "gigabytes": settings.upload_gigabytes,
    }
    return render(request, "web/upload.html", context, status=404 if trouble else 200)


def _part(request: HttpRequest) -> str:
    """The template that was asked for: of the page, or of the part that is asked for again."""
    htmx = getattr(request, "htmx", None)
    if not htmx:
        return "web/uploaded.html"
    return (
        "web/uploaded_progress.html" if htmx.target == "progress" else "web/uploaded_outcome.html"
    )


def _progress(name: str) -> dict[str, object]:
    delivery = Delivery.objects.filter(name=name).order_by("-pk").first()
    if not delivery:
        return {"delivery": None}
    now = balance(delivery.pk)
    pages = now.taken_in - delivery.refusals.count()  # a refused file counts as one there
    return {
        "delivery": delivery,
        "balance": now,
        "pages": pages,
        "done": pages - now.to_do,
        "scans": pages_to_scan(delivery),
    }


def _box() -> UploadBox:
    settings = read_settings()
    most = settings.upload_gigabytes * GIGABYTE
    return UploadBox(settings.home / "uploads", most, timedelta(days=settings.upload_keep_days))


def _inbox() -> Path:
    """The hot folder. One that an office named is not made: its network disk may be missing."""
    settings = read_settings()
    if settings.hot_folder is None:
        settings.inbox.mkdir(parents=True, exist_ok=True)
    return settings.inbox
