"""Pictures and PDFs out of the store.

A browser names a dossier or a document by its number; the name in the store is made here,
so no address can lead anywhere else.
"""

import io
from collections.abc import Callable
from functools import cache, lru_cache, wraps
from typing import Concatenate, ParamSpec

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from PIL import Image

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

# Twice as large as it is shown, for screens with fine pixels.
THUMBNAIL_SIZE = (320, 320)
THUMBNAIL_QUALITY = 70
KEPT_THUMBNAILS = 2000  # about 10 KiB each

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
    name = _picture_name(dossier_id, number)
    note_viewing(request, dossier_id, number)
    content = open_store().get(name)
    return HttpResponse(content, content_type="image/jpeg")


@telling_storage_trouble
def thumbnail(request: HttpRequest, dossier_id: int, number: int) -> HttpResponseBase:
    """The same picture, small: many of them stand on a page."""
    name = _picture_name(dossier_id, number)
    note_viewing(request, dossier_id, number)
    content = _small_picture(read_settings(), name)
    return HttpResponse(content, content_type="image/jpeg")


def _picture_name(dossier_id: int, number: int) -> str:
    rows = Page.objects.select_related("dossier").defer("reading", "text")
    page = get_object_or_404(rows, dossier=dossier_id, index=number - 1)
    return image_name(page.dossier.key, page.index)


# Kept here and not in browsers, where whoever uses a shared PC next would find them.
@lru_cache(maxsize=KEPT_THUMBNAILS)
def _small_picture(settings: Settings, name: str) -> bytes:
    """A picture of the store as a small JPEG; pictures of pages never change."""
    with Image.open(io.BytesIO(_opened(settings).get(name))) as picture:
        picture.draft("RGB", THUMBNAIL_SIZE)  # a JPEG is decoded at a fraction of its size
        picture.thumbnail(THUMBNAIL_SIZE)
        written = io.BytesIO()
        picture.save(written, "JPEG", quality=THUMBNAIL_QUALITY)
    return written.getvalue()


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
