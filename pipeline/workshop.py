"""What the work needs: the store, the readers, and how sure is sure enough."""

from collections.abc import Mapping
from dataclasses import dataclass

from classifiers.page_network import PageJudge
from classifiers.word_tagger import WordTagger
from dossiers.procedures import Procedure
from extraction.acceptance import Acceptance
from extraction.document_fields import Trust
from pipeline.workers import PagePool
from storage.access import S3Access
from storage.store import Store


@dataclass(frozen=True, slots=True)
class Knowledge:
    """By what documents are judged.

    Attributes:
        judge: Tells what pages are, and where documents begin.
        tagger: Tells where values stand; ``trust`` how probable they are.
        acceptance: Which fields need no person.
        review_below: Kinds and boundaries with less confidence wait for a person.
    """

    judge: PageJudge
    tagger: WordTagger
    trust: Trust
    acceptance: Acceptance
    review_below: float
    procedures: Mapping[str, Procedure]


@dataclass(frozen=True, slots=True)
class Workshop:
    """Opened once a run, by ``settings.workshop``.

    Attributes:
        s3: How to reach deliveries that lie in S3.
    """

    store: Store
    pool: PagePool
    knowledge: Knowledge
    s3: S3Access
