"""Documents that go back to the scanner, and the list that scanners work off."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from records.holds import holder_of
from records.models import Document, Rescan
from records.rescans import ask_for_scan, open_rescans, scan_done
from web.frames import frames_of
from web.persons import person_of
from web.reach import reach
from web.review import told_held

LONGEST = 500


@require_POST
def review_rescan(request: HttpRequest, document_id: int) -> HttpResponse:
    """Send a document back with a message."""
    document = get_object_or_404(Document, pk=document_id)
    message = request.POST.get("message", "").strip()[:LONGEST]
    if not message:
        messages.error(request, _("Hãy ghi cần quét lại gì, ví dụ: trang 2 bị mờ."))
        return redirect("review", document_id=document.pk)
    if holder := holder_of(document.pk, person_of(request)):
        messages.error(request, told_held(holder))
        return redirect("review", document_id=document.pk)
    ask_for_scan(document.pk, message, who=person_of(request))
    return redirect("review_next")


@require_GET
def rescans(request: HttpRequest) -> HttpResponse:
    """What reviewers asked for."""
    rows = reach(request).of(open_rescans(), "document__office")
    rows = rows.select_related("document__dossier", "who")
    asked = [
        {
            "rescan": row,
            "frames": [frames_of(row.document.dossier.pk)[page] for page in _pages(row.document)],
        }
        for row in rows
    ]
    return render(request, "web/rescans.html", {"asked": asked})


@require_POST
def rescan_done(request: HttpRequest, rescan_id: int) -> HttpResponse:
    """The paper was scanned again."""
    try:
        scan_done(rescan_id, who=person_of(request))
    except Rescan.DoesNotExist as error:
        raise Http404 from error
    return redirect("rescans")


def _pages(document: Document) -> range:
    return range(document.first_page, document.last_page + 1)
