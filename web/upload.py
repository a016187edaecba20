"""Upload in the browser: files come in chunks, and can be gone on with after a break."""

import json

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from records.audit import note_event
from records.ledger import balance
from records.models import Delivery, Document
from records.reading_json import messages_from_json
from settings import read_settings
from web.upload_box import GIGABYTE, UploadBox, UploadError

CHUNK = 2 * 2**20


@require_GET
def upload(request: HttpRequest) -> HttpResponse:
    """The page on which files are dropped."""
    return render(request, "web/upload.html", {"chunk": CHUNK})


@require_POST
def upload_start(request: HttpRequest) -> HttpResponse:
    """Begin an upload."""
    return JsonResponse({"number": _box().start(request.user.get_username())})


@require_http_methods(["GET", "PUT"])
def upload_file(request: HttpRequest, number: str) -> HttpResponse:
    """Take a chunk of a file, or tell what has come of all."""
    owner, box = request.user.get_username(), _box()
    try:
        if request.method == "GET":
            return JsonResponse({"received": dict(box.received(number, owner))})
        chunk = request.read(CHUNK + 1)
        if len(chunk) > CHUNK:
            return JsonResponse({"trouble": ""}, status=413)
        name, offset = request.GET.get("name", ""), request.GET.get("offset", "")
        if not offset.isdigit():
            return JsonResponse({"trouble": ""}, status=400)
        return JsonResponse({"size": box.append(number, owner, name, int(offset), chunk)})
    except UploadError as error:
        return JsonResponse({"trouble": str(error)}, status=422)


@require_POST
def upload_finish(request: HttpRequest, number: str) -> HttpResponse:
    """All files are there: say what they are, and hand them over."""
    owner = request.user.get_username()
    try:
        sizes = {str(name): int(size) for name, size in json.loads(request.body).items()}
    except (ValueError, AttributeError, TypeError):  # sent by no page of ours
        return JsonResponse({"trouble": ""}, status=400)
    try:
        outcome = _box().finish(number, owner, sizes, request.GET.get("title", ""))
    except UploadError as error:
        return JsonResponse({"trouble": str(error)}, status=422)
    note_event(owner, "uploaded", f"upload {number}", files=len(sizes), name=outcome.name)
    return JsonResponse({"number": number})


@require_GET
def uploaded(request: HttpRequest, number: str) -> HttpResponse:
    """What was found in an upload, and how far its pages are."""
    try:
        outcome = _box().outcome(number, request.user.get_username())
    except UploadError as error:
        return render(request, "web/upload.html", {"chunk": CHUNK, "trouble": error}, status=404)
    delivery = Delivery.objects.filter(name=outcome.name).order_by("-pk").first()
    context = {"outcome": outcome, "number": number, "delivery": delivery, "scans": []}
    if delivery:
        context |= {"balance": balance(delivery.pk), "scans": _new_scans(delivery)}
    page = "web/uploaded_progress.html" if getattr(request, "htmx", False) else "web/uploaded.html"
    return render(request, page, context)


def _new_scans(delivery: Delivery) -> list[dict[str, object]]:
    """Documents of which a page should be scanned again, and why."""
    rows = Document.objects.filter(dossier__deliveries=delivery, at_counter=True)
    return [
        {
            "document": row,
            "doubts": [
                each for each in messages_from_json(row.doubts) if each.key.startswith("page.")
            ],
        }
        for row in rows.select_related("dossier").order_by("dossier", "first_page")
    ]


def _box() -> UploadBox:
    settings = read_settings()
    most = settings.upload_gigabytes * GIGABYTE
    return UploadBox(settings.home / "uploads", settings.inbox, most)
