"""Documents read out with hoso's own models, as the pipeline does."""

from collections.abc import Mapping, Sequence
from functools import cache

from classifiers.word_tagger import WordTagger
from dossiers.document import Document, Field
from dossiers.page import PageReading
from extraction.document_fields import Paper, read_fields
from extraction.trust import FieldTrust
from settings.workshop import FIELD_TAGGER, FIELD_TRUST


@cache
def tagger() -> WordTagger:
    return WordTagger(FIELD_TAGGER)


@cache
def trust() -> FieldTrust:
    return FieldTrust(FIELD_TRUST)


def paper(document: Document, readings: Sequence[PageReading]) -> Paper:
    first = document.first_page
    tags = [tagger().tag(each.text, document.kind, each.index - first) for each in readings]
    return Paper(document, readings, tags)


def read_out(document: Document, readings: Sequence[PageReading]) -> Mapping[str, Field]:
    """The fields of a document that is alone in its dossier, by key."""
    (read,) = read_fields([paper(document, readings)], trust())
    return {field.key: field for field in read.fields}
