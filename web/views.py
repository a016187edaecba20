"""The pages of the desk. Numbers of pages count from 1 here, as people count."""

from dataclasses import replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from dossiers.vocabulary import field_names, kinds
from records import queries
from records.audit import note_event
from records.models import Delivery, Document, Dossier
from records.pace import pace_of
from records.search import Hit
from records.search import search as find
from web import export, listings
from web.balance_bar import BAR_WIDTH, shares_of
from web.frames import frames_of
from web.marked_text import pieces_of
from web.masks import Mask, mask_for
from web.offices import offices_of
from web.papers import marks_on, show_paper, words_of
from web.persons import person_of
from web.queue_choice import choose
from web.reach import reach
from web.templatetags.desk import field_name, kind_name

MOST_DELIVERIES = 20
MOST_HITS = 50
ROWS_A_PAGE = 50


def dashboard(request: HttpRequest) -> HttpResponse:
    """Where every page is."""
    now = queries.status(reach(request), MOST_DELIVERIES)
    return render(
        request,
        "web/dashboard.html",
        {
            "status": now,
            "bar_width": BAR_WIDTH,
            "shares": shares_of(now.balance),
            "deliveries": now.deliveries,
        },
    )


def delivery(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """What a delivery brought, and what was refused."""
    row = get_object_or_404(Delivery, pk=delivery_id)
    return render(
        request,
        "web/delivery.html",
        {
            "delivery": row,
            "dossiers": listings.dossiers_of(row),
            "refusals": listings.refusals_of(row),
        },
    )


def documents(request: HttpRequest) -> HttpResponse:
    """All documents, or those of one kind."""
    kind = request.GET.get("kind", "")
    if kind and kind not in kinds():
        raise Http404
    page = _page_of(listings.documents_of_kind(kind, reach(request)), request)
    context = {
        "kind": kind,
        "page": page,
        "rows": listings.document_rows(page.object_list, mask_for(request)),
        "most_exported": export.MOST_ROWS,
    }
    return render(request, "web/documents.html", context)


def waiting(request: HttpRequest) -> HttpResponse:
    """Documents that wait for a person, and how it goes; the choice is worked on from here."""
    choice = choose(request)
    page = _page_of(listings.waiting_documents(choice, reach(request)), request)
    context = {
        "page": page,
        "rows": listings.document_rows(page.object_list, mask_for(request)),
        "choice": choice,
        "kinds": sorted(kinds(), key=kind_name),
        "offices": offices_of(request),
        "fields": sorted(field_names(), key=field_name),
        "pace": pace_of(person_of(request), page.paginator.count),
    }
    return render(request, "web/waiting.html", context)


def search(request: HttpRequest) -> HttpResponse:
    """Find documents by words, names or numbers."""
    query = request.GET.get("q", "").strip()
    mask = mask_for(request)
    hits = [_shown(hit, mask) for hit in find(query, MOST_HITS, reach(request))]
    return render(
        request, "web/search.html", {"query": query, "hits": hits, "is_cut": len(hits) == MOST_HITS}
    )


def _shown(hit: Hit, mask: Mask) -> dict[str, Any]:
    snippet = replace(hit.snippet, text=mask.text(hit.snippet.text, hit.fields))
    return {
        "hit": hit,
        "name": mask.text(hit.dossier_name, hit.fields),
        "headline": mask.text(listings.headline(hit.fields), hit.fields),
        "pieces": pieces_of(snippet),
    }


def dossier(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """A dossier with its documents; its bare pages as long as it is not recorded."""
    get_object_or_404(Dossier, pk=dossier_id)
    note_event(request.user.get_username(), "viewed", f"dossier {dossier_id}")
    view = queries.show_dossier(dossier_id)
    frames = frames_of(dossier_id)
    return render(
        request,
        "web/dossier.html",
        {
            "dossier": view,
            "papers": [show_paper(each, frames) for each in view.documents],
            "frames": [frames[page.index] for page in view.pages],
            "failed_pages": [page for page in view.pages if page.reason is not None],
        },
    )


def document(request: HttpRequest, document_id: int) -> HttpResponse:  # noqa: ARG001  # a view
    """Leads to the first page of a document."""
    row = get_object_or_404(Document, pk=document_id)
    return redirect("document_page", document_id=row.pk, number=row.first_page + 1)


def document_page(request: HttpRequest, document_id: int, number: int) -> HttpResponse:
    """A page of a document, its fields boxed on the picture."""
    get_object_or_404(Document, pk=document_id)
    view = queries.show_document(document_id)
    if number - 1 not in view.paper.pages:
        raise Http404
    note_event(request.user.get_username(), "viewed", f"document {document_id}", page=number)
    paper = show_paper(view, frames_of(view.dossier_id))
    frame = next(frame for frame in paper.frames if frame.number == number)
    return render(
        request,
        "web/document.html",
        {
            "paper": paper,
            "frame": frame,
            "marks": marks_on(frame, paper.fields),
            "words": words_of(view.dossier_id, frame.index),
        },
    )


def _page_of(rows: QuerySet[Document], request: HttpRequest) -> Page[Document]:
    """The page of a list that the address asks for; the nearest one when there is no such."""
    return Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
