"""Random samples of what no person looked at: the proof that the machine's word is good enough.

Who is drawn is decided by a hash over the scans and the field, so nobody can choose it, and a
higher rate only adds to a lower one.
"""

import hashlib
from collections.abc import Iterator

from dossiers.page import PageState
from records.models import Document, Field
from records.offices import EVERYTHING, Reach

_DIGITS = 12


def lot_of(dossier_key: str, first_page: int, field_key: str) -> float:
    """A number within 0..1 for a field: it is in every sample whose rate is higher."""
    told = f"{dossier_key} {first_page} {field_key}".encode()
    drawn = int(hashlib.sha256(told).hexdigest()[:_DIGITS], 16)
    return drawn / float(16**_DIGITS)


def sampled_documents(key: str, rate: float, reach: Reach = EVERYTHING) -> Iterator[Document]:
    """Recorded documents whose field is in the sample and that nobody looked at yet, old first.

    Args:
        rate: The share of fields that are checked, 0..1.
    """
    drawn = Field.objects.filter(
        key=key,
        lot__lt=rate,
        document__state=PageState.RECORDED,
        document__replaced_at__isnull=True,
    ).exclude(document__corrections__field_key=key)
    rows = reach.of(Document.objects.filter(pk__in=drawn.values("document")))
    rows = rows.select_related("dossier").prefetch_related("fields", "corrections")
    yield from rows.order_by("pk").iterator(chunk_size=50)
