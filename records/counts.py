"""What is in a dossier, in numbers."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count

from dossiers.page import PageState
from records.models import Document, Field, Page


@dataclass(frozen=True, slots=True)
class DossierCounts:
    """Numbers of one dossier; ``failed`` pages could not be digitized, for whatever reason."""

    blank: int
    failed: int
    kinds: Mapping[str, int]
    fields: int
    documents_in_review: int


def count_dossier(dossier_id: int) -> DossierCounts:
    """Count pages, documents and fields of a dossier."""
    pages = Page.objects.filter(dossier_id=dossier_id)
    documents = Document.objects.filter(dossier_id=dossier_id)
    by_kind = documents.order_by().values_list("kind").annotate(Count("pk"))
    return DossierCounts(
        blank=pages.filter(blank=True).count(),
        failed=pages.exclude(stage="").count(),
        kinds=dict(by_kind),
        fields=Field.objects.filter(document__dossier_id=dossier_id).count(),
        documents_in_review=documents.filter(state=PageState.IN_REVIEW).count(),
    )
