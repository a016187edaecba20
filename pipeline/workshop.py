"""What the work needs: the store, the readers, and how sure is sure enough."""

from dataclasses import dataclass

from pipeline.workers import PagePool
from storage.access import S3Access
from storage.store import Store


@dataclass(frozen=True, slots=True)
class Workshop:
    """Opened once a run, by ``settings.workshop``.

    Attributes:
        review_below: Kinds and fields with less confidence wait for a person.
        s3: How to reach deliveries that lie in S3.
    """

    store: Store
    pool: PagePool
    review_below: float
    s3: S3Access
