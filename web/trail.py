"""The way of a person through the station: back to the document before, without deciding."""

from django.contrib import messages
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from records.holds import let_go
from records.models import Document
from web.persons import person_of
from web.reach import reach

TRAIL = "trail"
"""In the session: numbers of the documents that the person opened, the newest last."""

LONGEST = 50


def step_to(session: SessionBase, document_id: int) -> None:
    """Note that a document was opened."""
    others = [number for number in session.get(TRAIL, ()) if number != document_id]
    session[TRAIL] = [*others, document_id][-LONGEST:]


@require_POST
def review_previous(request: HttpRequest, document_id: int) -> HttpResponse:
    """Give the document back and open the one that the person had open before."""
    trail = list(request.session.get(TRAIL, ()))
    before = trail[: trail.index(document_id)] if document_id in trail else trail
    standing = set(Document.objects.filter(pk__in=before).values_list("pk", flat=True))
    within = reach(request).holds_document
    before = [number for number in before if number in standing and within(number)]
    if not before:
        messages.info(request, _("Không có giấy tờ nào trước đó."))
        return redirect("review", document_id=document_id)
    let_go(get_object_or_404(Document, pk=document_id).pk, person_of(request))
    request.session[TRAIL] = before
    return redirect("review", document_id=before[-1])
