"""Pictures and PDFs out of the store.

A browser names a dossier or a document by its number; the name in the store is made here,
so no address can lead anywhere else.
"""

from collections.abc import Callable
from functools import cache, wraps
from typing import Concatenate, ParamSpec

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render

from dossiers.errors import StorageError
from records.audit import note_event
from records.models import Document, Page
from settings import Settings, read_settings
from settings.workshop import open_settings_store
from storage.names import image_name
from storage.store import MissingBytesError, Store
from web.viewings import note_viewing

# Browsers show a PDF with a viewer of their own, which our policy for pages would stop.
PDF_SECURITY_POLICY = "frame-ancestors 'none'"

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponseBase]


def telling_storage_trouble(view: View[Rest]) -> View[Rest]:
    """Answer with the sentence of a storage error: 404 when bytes are gone, else 503."""

    @wraps(view)
    def told(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except StorageError as error:
            status = 404 if isinstance(error, MissingBytesError) else 503
            return render(
                request, "web/storage_trouble.html", {"reason": error.reason}, status=status
            )

    return told


@telling_storage_trouble
def picture(request: HttpRequest, dossier_id: int, number: int) -> HttpResponseBase:
    """The picture of a page as it was scanned; ``number`` counts from 1."""
    page = get_object_or_404(
        Page.objects.select_related("dossier").defer("reading", "text"),
        dossier=dossier_id,
        index=number - 1,
    )
    note_viewing(request, dossier_id, number)
    content = open_store().get(image_name(page.dossier.key, page.index))
    return HttpResponse(content, content_type="image/jpeg")


@telling_storage_trouble
def pdf(request: HttpRequest, document_id: int) -> HttpResponseBase:
    """The searchable PDF of a document."""
    document = get_object_or_404(Document.objects.select_related("dossier"), pk=document_id)
    if not document.pdf:
        raise Http404
    note_event(request.user.get_username(), "downloaded", f"document {document_id}")
    name = f"{document.dossier.name} {document.first_page + 1}-{document.last_page + 1}.pdf"
    with open_store().local(document.pdf) as path:
        # Stays readable when a store takes its local copy away.
        content = path.open("rb")
    response = FileResponse(content, content_type="application/pdf", filename=name)
    response.headers["Content-Security-Policy"] = PDF_SECURITY_POLICY
    return response


def open_store() -> Store:
    """The store that the settings name."""
    return _opened(read_settings())


@cache
def _opened(settings: Settings) -> Store:
    # Opening a store on S3 takes a moment; its client serves all threads.
    return open_settings_store(settings)
